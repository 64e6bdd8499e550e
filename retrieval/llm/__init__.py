"""Language models: opening, prompting and asking one."""
