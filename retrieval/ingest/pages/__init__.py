"""Pages: what an HTML page says of its article, body, title, days, parts, and whether it is one."""
