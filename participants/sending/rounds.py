"""A round of sending, as `work` makes it again and again on as many hosts as there are."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models.functions import Now
from django.utils import timezone

from participants.models import Message

from .happenings import Happened, brief, log
from .letters import CannotCompose, letter_of
from .posting import Answer, Outcome, Post
from .taking import Taken, due, note_lost, release, reserve, settle, take
from .watch import note_worker, obstacle

logger = logging.getLogger(__name__)
State = Message.State
FRESH = 30
"""Seconds for which a worker relies on what it has reserved: half of what others wait."""


def never() -> bool:
    return False


def send_due(
    now: datetime | None = None, seconds: float = 20, stopped: Callable[[], bool] = never
) -> int:
    """Send what is due for so many seconds, and say how many messages were dealt with.

    Ends with the message in hand once `stopped`.
    """
    note_lost()
    problem, dealt = obstacle(), 0
    if not problem and due(now or timezone.now()).exists():
        problem, dealt = _round(now, time.monotonic() + seconds, stopped)
    if note_worker(problem) and problem:
        logger.warning("%s", problem)
    return dealt


def _round(now: datetime | None, until: float, stopped: Callable[[], bool]) -> tuple[str, int]:
    """What kept it from going on, if anything did; and the number of messages."""
    problem, dealt = "", 0
    with Post() as post:
        while not problem and time.monotonic() < until and not stopped():
            reserved = reserve(now or timezone.now())
            if not reserved:
                break
            problem, some = _share(reserved, post, until, stopped)
            dealt += some
    return problem, dealt


def _share(
    reserved: list[Message], post: Post, until: float, stopped: Callable[[], bool]
) -> tuple[str, int]:
    """These messages, while it is sure that nobody else has them; the rest is free again."""
    until = min(until, time.monotonic() + FRESH)
    problem, dealt = post.open(), 0
    while reserved and not problem and time.monotonic() < until and not stopped():
        dealt += _send(reserved.pop(0), post)
        problem = post.open()
    release(reserved)
    return problem, dealt


def _send(message: Message, post: Post) -> bool:
    """Whether it was still what had been reserved; then something has become of it."""
    taken = take(message)
    if taken is None:
        return False
    try:
        letter = letter_of(taken)
        raw = letter.message().as_bytes(linesep="\r\n")
    except CannotCompose as problem:
        _fail(taken, Happened.UNWRITABLE, str(problem))
    except Exception as problem:
        logger.exception("Message %s cannot be written as a letter.", taken.message.pk)
        _fail(taken, Happened.UNWRITABLE, f"{type(problem).__name__}: {problem}")
    else:
        _note(taken, post.hand_over(letter, raw, taken.recipient))
    return True


def _note(taken: Taken, answer: Answer) -> None:
    """The outcome of one try, in the outbox."""
    if answer.outcome is Outcome.ACCEPTED:
        settle(taken, Happened.ACCEPTED, state=State.SENT, told_at=timezone.now())
        if answer.copy_refused:
            log(taken.message, Happened.COPY_REFUSED, answer.copy_refused)
    elif answer.outcome is Outcome.UNSURE:
        words = brief(answer.words)
        settle(taken, Happened.LOST, words, state=State.UNSURE, error=words)
    elif answer.outcome is Outcome.LATER and taken.message.tries <= len(settings.SENDING_PAUSES):
        _put_off(taken, answer.words)
    else:
        _fail(taken, Happened.REFUSED, answer.words)


def _put_off(taken: Taken, words: str) -> None:
    """Back into the outbox, longer each time; `lease_until` of what waits is its pause."""
    pause = timedelta(seconds=settings.SENDING_PAUSES[taken.message.tries - 1])
    settle(
        taken,
        Happened.PUT_OFF,
        words,
        state=State.APPROVED,
        lease_until=Now() + pause,
        error=brief(words),
    )


def _fail(taken: Taken, happened: Happened, words: str) -> None:
    settle(taken, happened, words, state=State.FAILED, error=brief(words))
