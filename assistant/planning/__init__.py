"""The plan of a person: weeks, stacks, shared evidence; all of it pure, `today` is handed in."""
