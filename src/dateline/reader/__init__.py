"""The trained reader: it knows text only, nothing of the world."""
