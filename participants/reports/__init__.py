"""What can be said of those who take part, and of what they still have to be told."""

from .cafes import CafeStanding, cafes_of
from .coming import ComingStanding, coming_of
from .people import People, people_of

__all__ = ["CafeStanding", "ComingStanding", "People", "cafes_of", "coming_of", "people_of"]
