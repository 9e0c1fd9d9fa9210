"""The challenge and what there is to read about it."""

from dataclasses import dataclass

from programmes.models import Challenge, Programme

from .reach import web_address


@dataclass(frozen=True, slots=True)
class MyPaper:
    title: str
    note: str
    address: str


def my_papers(programme: Programme) -> tuple[str, tuple[MyPaper, ...]]:
    """The question that is asked, empty where there is none yet, and its papers."""
    challenge = Challenge.objects.filter(programme=programme).first()
    if challenge is None:
        return "", ()
    rows = challenge.papers.all()
    papers = tuple(MyPaper(row.title, row.note, web_address(row.address)) for row in rows)
    return challenge.question, papers
