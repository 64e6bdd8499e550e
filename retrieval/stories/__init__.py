"""Stories: reports of one event at several outlets, and copies of one text."""
