"""What is shown in Discord: values in, embeds out. Nothing here sends or reads."""
