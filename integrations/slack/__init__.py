"""The slack face."""
