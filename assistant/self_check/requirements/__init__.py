"""What can be counted: parts, prompts, word rules, links, artifacts, and the pass rule in words."""
