"""One file a migration, numbered, written to be read."""
