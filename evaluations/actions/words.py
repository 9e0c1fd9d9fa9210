"""Staff read what people wrote: decide what may be quoted, blank parts out, take it back.

Each deed says how the comment stood when it was read, so that two readers overwrite nothing.
"""

import hashlib
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations.blanking import BLANK, Cut, cut, cut_all, places_of, says_something, with_cuts
from evaluations.models import Comment
from evaluations.reports.quotes import lines_now, rests_on_others
from evaluations.scales import Kind
from immersion.pdf import undrawable
from programmes.models import Programme

State = Comment.State


class Overtaken(Exception):
    """Somebody else has changed this comment since it was read."""


class CannotApprove(Exception):
    """The words may not be quoted as they are. `args[0]` says why."""


class NothingToHide(Exception):
    """The words to hide do not stand in this comment."""


def seen(comment: Comment) -> str:
    """How a comment stands, in a few letters."""
    stands = (str(comment.state), comment.text, comment.cuts, comment.is_critical, comment.unnamed)
    return hashlib.sha256(repr(stands).encode()).hexdigest()[:16]


def standing(comment: Comment) -> dict[str, object]:
    """What `restore` needs to take a deed back; none of it is anybody's words."""
    names = ("state", "cuts", "is_critical", "unnamed")
    return {name: getattr(comment, name) for name in names}


@transaction.atomic
def _change(comment: Comment, as_seen: str | None, change: Callable[[Comment], None]) -> Comment:
    """The row as it is now, changed and kept. Overtaken if it is not as it was seen.

    An author who agreed again agreed to that text, and to that line or to less.
    """
    now = Comment.objects.select_for_update(of=["self"]).select_related(
        "question__questionnaire__session"
    )
    row = now.get(pk=comment.pk)
    gone = row.state == State.WITHDRAWN
    if gone or (as_seen is not None and as_seen != seen(row)):
        raise Overtaken
    agreed_to = (row.text, row.unnamed)
    change(row)
    if row.confirmed and (row.text, row.unnamed) not in (agreed_to, (agreed_to[0], True)):
        row.confirmed = None
    row.save()
    return row


def approve(*, comment: Comment, as_seen: str | None = None) -> Comment:
    """These words may be quoted, under a line that is checked against everybody who took part.

    CannotApprove without consent, with signs our typefaces cannot draw, or with no words left.
    """
    return _change(comment, as_seen, _approve)


def _approve(row: Comment) -> None:
    refusal = why_not(row)
    if refusal:
        raise CannotApprove(refusal)
    row.state = State.APPROVED
    row.attribution = line_today(row)


def why_not(comment: Comment) -> str:
    """Why these words may not be quoted as they are; empty if they may."""
    if comment.consent == Comment.Consent.NONE or comment.question.kind != Kind.QUOTE:
        return _("Its author did not agree to be quoted.")
    if not says_something(comment.text):
        return _("Nothing is left of it but what is blanked out.")
    if undrawable(comment.text):
        return _("It has signs that the report cannot print.")
    return ""


def line_today(comment: Comment) -> str:
    """A line that fewer than five people share by now says less than it did."""
    form = comment.question.questionnaire
    if form.session and form.session.chatham_house:
        return _("Participant")
    if not rests_on_others(comment):
        return comment.attribution
    return lines_now(form.programme_id).get(comment.attribution, _("Participant"))


def set_state(*, comment: Comment, state: str, as_seen: str | None = None) -> Comment:
    """Read, left out, or to be read again. Approval has rules of its own: `approve`."""

    def change(row: Comment) -> None:
        row.state = state

    return _change(comment, as_seen, change)


def mark_critical(*, comment: Comment, critical: bool, as_seen: str | None = None) -> Comment:
    def change(row: Comment) -> None:
        row.is_critical = critical

    return _change(comment, as_seen, change)


def quote_unnamed(*, comment: Comment, unnamed: bool, as_seen: str | None = None) -> Comment:
    """Print less than the author allowed, so that nobody has to be asked again."""

    def change(row: Comment) -> None:
        row.unnamed = unnamed

    return _change(comment, as_seen, change)


# Blanking out


def cuts_of(comment: Comment) -> tuple[Cut, ...]:
    return tuple(Cut(*each) for each in comment.cuts)


def original_of(comment: Comment) -> str:
    return comment.original if comment.cuts else comment.text


def blank_out(
    *, comment: Comment, start: int, end: int, words: str, as_seen: str | None = None
) -> Comment:
    """Hide a stretch that was selected; the words say whether the places were counted alike."""

    def change(row: Comment) -> None:
        first, last = _places(row.text, start, end)
        if row.text[first:last].split() != words.split():
            raise NothingToHide
        _put(row, cut(original_of(row), cuts_of(row), first, last))

    return _change(comment, as_seen, change)


def _places(text: str, start: int, end: int) -> tuple[int, int]:
    """Pages show a line's end as one sign, where forms send two."""
    shown = [at for at in range(len(text)) if text[at : at + 2] != "\r\n"] + [len(text)]
    last = len(shown) - 1
    return shown[min(max(start, 0), last)], shown[min(max(end, 0), last)]


def hide_words(*, comment: Comment, words: str, as_seen: str | None = None) -> Comment:
    """Blank these words out wherever they stand in the comment."""

    def change(row: Comment) -> None:
        places = [(*place, BLANK) for place in places_of(row.text, words)]
        if not places:
            raise NothingToHide
        _put(row, cut_all(original_of(row), cuts_of(row), places))

    return _change(comment, as_seen, change)


def say_signs(*, comment: Comment, named: bool, as_seen: str | None = None) -> Comment:
    """Signs that cannot be printed are named in brackets, or taken out."""

    def change(row: Comment) -> None:
        places = undrawable(row.text)
        if not named:
            places = [(start, end, "") for start, end, _said in places]
        _put(row, cut_all(original_of(row), cuts_of(row), places))

    return _change(comment, as_seen, change)


def put_back(*, comment: Comment, as_seen: str | None = None) -> Comment:
    """As it was written, until the original is purged."""
    return _change(comment, as_seen, lambda row: _put(row, ()))


def _put(row: Comment, cuts: Sequence[Cut]) -> None:
    """What was approved with other words is not approved with these."""
    original = original_of(row)
    text = with_cuts(original, cuts)
    if not text.strip():
        raise CannotApprove(_("Nothing would be left. Leave the comment out instead."))
    row.original, row.text = (original, text) if cuts else ("", original)
    row.cuts = [[each.start, each.end, each.instead] for each in cuts]
    if row.state == State.APPROVED and why_not(row):
        row.state = State.SCREENED


def restore(*, comment: Comment, stood: dict, as_seen: str | None = None) -> Comment:
    """Take the last deed back: the comment stands as it did, as long as nobody changed it."""

    def change(row: Comment) -> None:
        _put(row, [Cut(*each) for each in stood["cuts"]])
        row.state = stood["state"]
        row.is_critical, row.unnamed = stood["is_critical"], stood["unnamed"]

    return _change(comment, as_seen, change)


def purge_originals(*, programme: Programme) -> int:
    """What was blanked out is gone for good; called by publishing. How many there were."""
    mine = Comment.objects.filter(question__questionnaire__programme=programme)
    return mine.exclude(original="").update(original="", cuts=[])
