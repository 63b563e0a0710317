"""What people decide about what was read: actions, their replay over new readings, agreement, what to look at next."""
