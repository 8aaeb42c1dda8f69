"""What the product does: converse, recommend, self-check, plan; and the records it keeps."""
