"""What Reader promises, as sentences; the tree mirrors reader/."""
