"""Agreement with labels: deterministic metrics over recommendations and self-checks."""
