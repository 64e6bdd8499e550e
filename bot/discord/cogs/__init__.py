"""What people can do, a cog a feature."""
