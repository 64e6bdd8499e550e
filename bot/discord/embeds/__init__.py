"""Values as Discord embeds. Nothing here sends or reads."""
