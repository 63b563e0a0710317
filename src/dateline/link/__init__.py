"""Readings of many reports become incidents: what tells one happening is found, joined and reconciled."""
