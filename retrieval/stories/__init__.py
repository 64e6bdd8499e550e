"""Stories: clusters of reports of one event, and of copies of one text."""
