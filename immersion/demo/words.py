"""Lets staff read what the invented participants wrote, approve what its authors allow, and find
the themes of it: at the end two readers, each for themselves."""

from evaluations.actions import approve
from evaluations.actions.themes import find_theme, settle
from evaluations.actions.words import set_state, why_not
from evaluations.models import Comment, Theme
from evaluations.reports.queue import is_for_two, readable_comments
from programmes.models import Membership, Programme, User

from .load import read

SECOND_READER = ("jo.lind@example.org", "Jo Lind")


def let_read(programme: Programme) -> None:
    words = read("words")
    themes = _codebook(programme, words["themes"])
    first, second = programme.memberships.get(role="lead").user, _second_reader(programme)
    comments = readable_comments(programme).select_related("question__questionnaire")
    texts = list(comments.values_list("question", flat=True))
    for comment in comments:
        if why_not(comment):
            set_state(comment=comment, state=Comment.State.SCREENED)
        else:
            approve(comment=comment)
        found = [theme for theme, known in themes if any(part in comment.text for part in known)]
        if is_for_two(comment.question, texts.count(comment.question_id)):
            _read_twice(comment, found, first, second)
        else:
            settle(comment=comment, themes=found)
    comments.filter(text__in=words["critical"]).update(is_critical=True)


def _codebook(programme: Programme, rows: dict) -> list[tuple[Theme, list[str]]]:
    return [
        (programme.themes.create(name=name, definition=definition, valence=valence), known)
        for name, (definition, valence, known) in rows.items()
    ]


def _second_reader(programme: Programme) -> User:
    email, name = SECOND_READER
    known = User.objects.filter(email=email).first()
    reader = known or User.objects.create_user(email, name=name, is_staff=True)
    Membership.objects.create(programme=programme, user=reader, role="coordinator")
    return reader


def _read_twice(comment: Comment, found: list[Theme], first: User, second: User) -> None:
    """The second finds one theme where the first finds two, and then they settle on both."""
    for theme in found or [None]:
        find_theme(comment=comment, theme=theme, reader=first)
    for theme in found[:1] or [None]:
        find_theme(comment=comment, theme=theme, reader=second)
    if len(found) > 1:
        settle(comment=comment, themes=found)
