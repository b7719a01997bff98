"""How Reader asks: every line of the list of manners has a test named after it."""
