"""The catalogue of credentials, and finding things in it."""
