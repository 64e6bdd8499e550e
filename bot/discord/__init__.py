"""The Discord bot: a front end that does not know how answers are made."""
