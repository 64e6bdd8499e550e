"""The commands and events of the bot: one cog a feature."""
