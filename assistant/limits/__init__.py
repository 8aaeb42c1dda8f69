"""What a goal rules out, read from plain words, in English and Spanish; one file a kind."""
