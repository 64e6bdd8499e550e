"""The REPL: a session of questions and slash commands, in a terminal or from a pipe."""
