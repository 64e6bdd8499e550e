"""The models behind four small interfaces."""
