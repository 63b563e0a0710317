"""Readings in the formats that the field uses. One module a format, and a registry."""
