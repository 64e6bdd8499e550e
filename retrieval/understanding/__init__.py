"""What a question asks for, before anything is searched: kind, parts, period, names, follow-up."""
