"""Readings kept: every version of every document and event, on SQLite or PostgreSQL, searchable, never overwritten."""
