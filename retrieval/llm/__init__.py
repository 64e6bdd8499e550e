"""Language models: their factory, their prompts and their streams."""
