"""The query language: what is read, what is refused, what is offered."""
