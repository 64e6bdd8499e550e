"""The Discord bot: a front end like the others, which knows nothing of how an answer is made."""
