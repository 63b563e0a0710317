"""Mentions to events, fillers to arguments, who says so, salience, codes."""
