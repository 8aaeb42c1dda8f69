"""What an assessor wrote when a submission came back, turned into a shortest list of changes."""
