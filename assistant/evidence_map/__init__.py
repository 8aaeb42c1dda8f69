"""The evidence map: each rubric row, the passages that speak to it, and where they stand."""
