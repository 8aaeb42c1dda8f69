"""What is kept about whom, in words that a test holds against the tables."""
