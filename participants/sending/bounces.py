"""Bounces, read from a mailbox every few minutes."""

import imaplib
import logging
import poplib
import time

from django.conf import settings

from .delivery import News, note_news
from .happenings import Happened
from .mailboxes import Mailbox, WrongMailbox, opened
from .returned import COMPLAINT, DELAYED, DELIVERED, FAILED, Returned, read_returned

logger = logging.getLogger(__name__)
PAUSE = 300
MEANING = {
    FAILED: Happened.BOUNCED,
    DELAYED: Happened.DELAYED,
    DELIVERED: Happened.DELIVERED,
    COMPLAINT: Happened.COMPLAINED,
}
UNREADABLE = (OSError, WrongMailbox, imaplib.IMAP4.error, poplib.error_proto)


class Bounces:
    """What one worker has read. Replies stay unread for people; so do reports about letters that
    nobody here has sent, which are counted."""

    def __init__(self) -> None:
        self.next_look = 0.0
        self.left_alone: set[str] = set()
        self.unmatched = 0

    def read(self) -> int:
        """Not more often than every few minutes; says how many reports were matched."""
        if not settings.BOUNCE_MAILBOX or time.monotonic() < self.next_look:
            return 0
        self.next_look = time.monotonic() + PAUSE
        try:
            with opened(settings.BOUNCE_MAILBOX) as box:
                return sum(self._take(box, name) for name in box.unread())
        except UNREADABLE as problem:
            logger.error("The mailbox of bounces cannot be read: %s", problem)
            return 0

    def _take(self, box: Mailbox, name: str) -> bool:
        """A letter that was left alone once is not fetched again."""
        if name in self.left_alone:
            return False
        try:
            returned = read_returned(box.letter(name))
            is_matched = returned is not None and noted(returned)
            if is_matched:
                box.mark(name)
        except (KeyError, FileNotFoundError):  # another worker was quicker
            return False
        if not is_matched:
            self.left_alone.add(name)
            self._count(returned)
        return is_matched

    def _count(self, returned: Returned | None) -> None:
        if returned:
            self.unmatched += 1
            logger.warning("%s bounces fit no message and stay unread.", self.unmatched)


def noted(returned: Returned) -> bool:
    """In the log of the message; False if there is none."""
    found = [
        note_news(
            News(returned.message_id, MEANING[fate.what], fate.address, returned.at, fate.words)
        )
        for fate in returned.fates
    ]
    return any(found)
