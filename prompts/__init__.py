"""The words said to the model: one Markdown file a prompt."""
