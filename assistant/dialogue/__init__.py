"""What is said in a conversation without a model: what a message means, and the words in return."""
