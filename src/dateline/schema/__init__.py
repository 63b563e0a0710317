"""The values that stages hand on: frozen, every one pointing at its characters."""
