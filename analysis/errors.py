"""The one error this project raises when figures cannot be trusted."""


class DataError(Exception):
    """Data do not say what they must; the text names where, how many, an example and what to do."""
