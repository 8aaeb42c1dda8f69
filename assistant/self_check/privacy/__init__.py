"""Names, contacts and IDs in a draft, found on the machine, and replaced by letters."""
