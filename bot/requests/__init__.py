"""What a user typed, turned into values: queries, days, intervals, sources."""
