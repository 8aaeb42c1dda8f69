"""The cli face."""
