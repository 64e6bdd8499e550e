"""The page: HTML that works without a script, and better with one."""
