"""How a store of any earlier version becomes one of this: Alembic's scripts, in one transaction with the log row."""
