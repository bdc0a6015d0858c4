"""What every reader of a record shares: its report, what a dose can be, what contradicts what."""
