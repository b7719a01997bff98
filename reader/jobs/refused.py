"""A job that says no."""


class RefusedError(Exception):
    """A job that cannot be done here. Its text is one sentence for a person."""
