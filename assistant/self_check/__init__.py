"""Pre-submission feedback on draft evidence, row by row, against the rubric."""
