"""Lets somebody read what the invented participants wrote, and approve what its authors allow."""

from evaluations.actions import approve
from evaluations.actions.words import set_state, why_not
from evaluations.models import Comment
from programmes.models import Programme

from .load import read


def let_read(programme: Programme) -> None:
    written = Comment.objects.filter(question__questionnaire__programme=programme)
    for comment in written.select_related("question"):
        if why_not(comment):
            set_state(comment=comment, state=Comment.State.SCREENED)
        else:
            approve(comment=comment)
    written.filter(text__in=read("words")["critical"]).update(is_critical=True)
