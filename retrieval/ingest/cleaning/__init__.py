"""Cleaning: what is left of a page is what was published."""
