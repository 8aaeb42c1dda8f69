"""From classroom words to the profession's terms: the lexicon, and which concepts a goal means."""
