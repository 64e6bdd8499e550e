"""Questions over HTTP: an API, an endpoint for OpenAI's clients, and a page."""
