"""Buttons and forms. Their ids hold all they need, so that they work after a restart."""
