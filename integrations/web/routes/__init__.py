"""Routes: one file a noun; each parses, makes one call, and renders."""
