"""Programmes of every size and mishap whose reports must look well, as PDF files."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from random import Random

from evaluations.actions import add_questionnaires
from evaluations.models import Comment, Questionnaire, Report, Statement, Theme
from evaluations.reports.evaluation.document import report_pdf
from evaluations.reports.evaluation.report import composed
from evaluations.reports.evaluation.results import evaluate
from evaluations.reports.evaluation.setting import read_setting
from evaluations.reports.writing import Claimed, Told, Writing
from evaluations.scales import Kind
from participants.models import Pledge, Team
from tests.evaluations import report_case as cases

Moment = Questionnaire.Moment
ON_THE_DAYS = (Moment.BEFORE, Moment.SESSION, Moment.VISITS, Moment.CAFE, Moment.CONTRIBUTORS)
LATER = (Moment.FOLLOW_UP, "setters", "setters-later")
OPENED, CLOSED = datetime(2026, 10, 15, 16, tzinfo=UTC), datetime(2026, 10, 26, 18, tzinfo=UTC)
EMOJI = "\N{GRINNING FACE}\N{EM DASH}\N{FAMILY}"
LONG = "An Exceedingly Long-Winded Partnership for Health, Care and Everything That Touches Them"
NARRATIVE = "<p>We had expected the café to carry this objective. It was the visits that did.</p>"
WRITING = Writing(
    number=1,
    published_on=date(2026, 11, 2),
    history=cases.PUBLISHED.history,
    contact=cases.PUBLISHED.contact,
    what_we_change=cases.PUBLISHED.what_we_change,
    narratives=(Told("each-1", NARRATIVE), Told("glance", NARRATIVE), Told("places", NARRATIVE)),
    claims=(
        Claimed(
            "individual", "change", "Three people chair a board", "<p>Since May.</p>", "own word"
        ),
        Claimed(
            "organisation", "change", "One waiting list", "<p>Two teams share it.</p>", "document"
        ),
        Claimed("system", "success", "A joint rota", "<p>It runs on Fridays.</p>", "second person"),
        Claimed("system", "success", "Calls in pairs", "<p>Ten homes so far.</p>", "document"),
        Claimed("system", "non-success", "The shared budget", "<p>It was refused.</p>", "document"),
    ),
)


def every_moment(people: int = 24, answered: int = 22, later: int = 18, **fields) -> cases.Case:
    """A programme with all its forms, all counted."""
    case = cases.a_counted_programme(people, answered, **fields)
    for form in add_questionnaires(programme=case.programme, moments=(*ON_THE_DAYS, *LATER)):
        form.counted_on, form.opens_at, form.closes_at = date(2026, 10, 26), OPENED, CLOSED
        form.follows_dates = False
        asked = {question.code: question for question in form.questions.all()}
        number = later if form.moment == Moment.FOLLOW_UP else max(answered - 2, 0)
        if form.moment not in (Moment.SETTERS, Moment.CONTRIBUTORS):
            cases.answer(cases.Case(case.programme, form, asked), number, cases.like_people)
            speak(cases.Case(case.programme, form, asked), number)
        form.save()
    let_setters_speak(case)
    teams_of(case)
    pledge(case, answered)
    speak(case, answered)
    return case


def pledge(case: cases.Case, people: int) -> None:
    states = Pledge.State.values
    for number, someone in enumerate(case.programme.participants.all()[:people]):
        someone.pledges.create(text="Call Bea.", state=states[number % len(states)])


def speak(case: cases.Case, people: int, mark: str = "") -> None:
    draw = Random(case.questionnaire.slug)
    for code, question in case.questions.items():
        kind = Kind(question.kind)
        if kind.is_words:
            quoted = kind is Kind.QUOTE
            lines = [f"{cases.QUOTES[i % 6]}{mark} {code} {i}." for i in range(people)]
            draw.shuffle(lines)
            cases.say(case, code, lines, "anonymous" if quoted else "none")
    theme = {"Time": Theme.Valence.CRITICAL, "Meeting people": Theme.Valence.POSITIVE}
    written = list(Comment.objects.filter(question__questionnaire=case.questionnaire))
    for at, (name, valence) in enumerate(theme.items()):
        cases.find_theme(case, name, written[at::3], valence)


def let_setters_speak(case: cases.Case) -> None:
    setter = case.programme.contributions.get(kind="setter")
    for question in case.programme.questionnaires.filter(moment=Moment.SETTERS).values_list(
        "questions__pk", "questions__kind"
    ):
        pk, kind = question
        said = {"text": "We put two of the three ideas to the board."} if kind == "quote" else {}
        value = None if said else 3
        Statement.objects.create(
            contribution=setter, question_id=pk, value=value, consent="named", **said
        )


def teams_of(case: cases.Case) -> None:
    for name in ("Heron", "Kittiwake", "Wren"):
        response = (
            "Let those who wait write the letter that tells them so, with a name under it. " * 3
        )
        Team.objects.create(programme=case.programme, name=name, response=response)


def with_long_names() -> cases.Case:
    case = every_moment()
    case.programme.title = f"Leading Across {LONG}"
    case.programme.save()
    case.programme.commissioner.name = LONG
    case.programme.commissioner.save()
    for objective in case.programme.objectives.all():
        objective.title = f"{objective.title} in {LONG.lower()}"[:118]
        objective.save()
    return case


def without_words(people: int, answered: int, **fields) -> cases.Case:
    return cases.a_counted_programme(people, answered, **fields)


def all_the_same() -> cases.Case:
    return _answered(24, lambda question, draw: _five(question))


def _five(question):
    return [1] if Kind(question.kind) is Kind.OPTIONS else 3


def with_a_silent_question() -> cases.Case:
    skipped = ("O3", "T3", "R6", "R7")
    return _answered(
        22,
        lambda question, draw: (
            None if question.code in skipped else cases.like_people(question, draw)
        ),
    )


def with_few_visitors() -> cases.Case:
    """Three people were on a visit and said so."""
    left = {"V1": 3, "V2": 3}

    def value(question, draw):
        if question.code in left:
            left[question.code] -= 1
            return 5 if left[question.code] >= 0 else None
        return cases.like_people(question, draw)

    return _answered(20, value)


def _answered(people: int, value) -> cases.Case:
    programme = cases.a_programme()
    cases.people_of(programme, 24)
    cases.what_happened(programme)
    case = cases.the_standard_form(programme)
    cases.answer(case, people, value)
    return case


def full_of_emoji() -> cases.Case:
    case = cases.a_counted_programme(12, 12, objectives=2)
    speak(case, 12, EMOJI)
    return case


CASES: dict[str, Callable[[], cases.Case]] = {
    "of-24": every_moment,
    "of-9": lambda: every_moment(9, 9, 7),
    "of-60": lambda: every_moment(60, 55, 40),
    "long-names": with_long_names,
    "no-quotes": lambda: without_words(24, 22),
    "one-objective": lambda: without_words(24, 22, objectives=1),
    "twelve-objectives": lambda: without_words(24, 22, objectives=12),
    "30-per-cent": lambda: every_moment(40, 12, 9),
    "nobody": lambda: without_words(24, 0),
    "four": lambda: without_words(24, 4),
    "all-the-same": all_the_same,
    "silent-question": with_a_silent_question,
    "few-visitors": with_few_visitors,
    "emoji": full_of_emoji,
}


def drawn(case: cases.Case, kind: str = Report.Kind.PROGRAMME, writing: Writing = WRITING) -> bytes:
    found = evaluate(case.programme, case.questionnaire, kind)
    return report_pdf(composed(read_setting(case.programme), found, writing), found)
