"""What can be said of those who take part, and of what they still have to be told."""

from .people import People, people_of

__all__ = ["People", "people_of"]
