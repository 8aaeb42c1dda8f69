"""The log of help as a statement to attach to a submission."""
