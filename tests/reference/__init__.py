"""What docs/ and the man page say of keys, settings, queries and commands, made from the program's tables.

`python -m tests.reference` writes it anew; a test fails while it is not what the tables say.
"""
