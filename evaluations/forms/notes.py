"""What somebody writes to their team-mates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from participants.notes import Words

LONGEST = 1_000
VALUED, SUGGESTION, SEEN = "valued-", "suggestion-", "seen-"


@dataclass(frozen=True, slots=True)
class Reading:
    """`words` and what is wrong with them, both by the key of the receiver."""

    words: dict[int, Words]
    errors: dict[int, str] = field(default_factory=dict)


def read_notes(fields: Mapping[str, str]) -> Reading:
    """Whoever is not named on the page that was sent is left out."""
    names = (re.fullmatch(f"{SEEN}([0-9]{{1,9}})", name) for name in fields)
    words = {int(match[1]): _words(match[1], fields) for match in names if match}
    errors = {key: _too_long(one) for key, one in words.items()}
    return Reading(words, {key: error for key, error in errors.items() if error})


def _words(key: str, fields: Mapping[str, str]) -> Words:
    valued, suggestion = (_plain(fields.get(name + key, "")) for name in (VALUED, SUGGESTION))
    return Words(valued, suggestion, fields.get(SEEN + key, ""))


def _plain(text: str) -> str:
    """Browsers end lines as letters of 1970 did."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def _too_long(words: Words) -> str:
    longest = max(len(words.valued), len(words.suggestion))
    if longest <= LONGEST:
        return ""
    return _("This has %(n)s characters; %(most)s are the most. Your words are still here.") % {
        "n": longest,
        "most": LONGEST,
    }
