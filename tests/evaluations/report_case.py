"""A programme whose form at the end has been counted: what the tests of the report start from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from evaluations.models import Answer, Coding, Comment, Question, Questionnaire, Response, Theme
from evaluations.reports.writing import Issue, Writing
from evaluations.scales import Kind
from participants.models import Participant
from programmes.models import (
    CafeConversation,
    CafeTable,
    Challenge,
    Contribution,
    Objective,
    Organisation,
    Person,
    Programme,
    Session,
    SiteVisit,
)

FIRST = date(2026, 10, 14)
SECTORS = ["health"] * 7 + ["council"] * 6 + ["voluntary"] * 6 + ["public"] * 3 + ["business"] * 2
OBJECTIVES = [
    ("How leaders bring about change", "I understand how other leaders bring about change."),
    ("Leading beyond authority", "I can lead where I have no formal authority."),
    ("Owning the role of leader", "I see leading as part of my role, whatever my job title."),
    ("Confidence across boundaries", "I am confident leading across organisational boundaries."),
    ("Working with other sectors", "I know how to get something done with other sectors."),
    ("A challenge nobody can solve alone", "I can contribute to a challenge nobody solves alone."),
]
QUOTES = [
    "I left with the telephone numbers of eleven people I would never have met at work.",
    "It was rushed. We needed another hour before facing the setters.",
    "As a member of the public I was listened to, most of the time.",
    "The visit turned mine round.",
    "I am not sure that anything will come of it.",
    "Too much jargon from the health side. Say what you mean.",
]

PUBLISHED = Writing(
    number=1,
    published_on=date(2026, 11, 2),
    history=(Issue(1, date(2026, 11, 2)),),
    contact="Asha Kerr, asha.kerr@example.org",
    what_we_change="<p>We will leave an hour before the setters come.</p>",
)


@dataclass
class Case:
    programme: Programme
    questionnaire: Questionnaire
    questions: dict[str, Question]


def a_programme(title: str = "Leading Across Aldermouth", slug: str = "aldermouth") -> Programme:
    commissioner, _new = Organisation.objects.get_or_create(
        name="Care Partnership", defaults={"sector": "health"}
    )
    return Programme.objects.create(
        title=title,
        slug=slug,
        commissioner=commissioner,
        venue="The Guildhall",
        place="Aldermouth",
        starts_on=FIRST,
        ends_on=date(2026, 10, 15),
        description="A day and a half of work on one question that the town has not answered.",
    )


def people_of(programme: Programme, number: int) -> None:
    for i in range(number):
        sector = SECTORS[i % len(SECTORS)]
        name = f"{sector.capitalize()} body {i % 3}"
        organisation, _new = Organisation.objects.get_or_create(
            name=name, defaults={"sector": sector}
        )
        person = Person.objects.create(name=f"Person {i:05}", organisation=organisation)
        Participant.objects.create(
            programme=programme,
            person=person,
            organisation=organisation,
            status=Participant.Status.ACCEPTED,
        )


def what_happened(programme: Programme) -> None:
    """Challenge, agenda, six visits and a café of six tables."""
    Challenge.objects.create(
        programme=programme,
        question="What would it take for nobody in Aldermouth to wait alone?",
        background="Last year 1,900 people waited more than four weeks for help.",
    )
    host = Organisation.objects.create(name="Southbank Trust", sector="voluntary")
    setter = Person.objects.create(name="Marian Brook", organisation=host)
    Contribution.objects.create(
        programme=programme,
        person=setter,
        kind=Contribution.Kind.SETTER,
        status=Contribution.Status.YES,
        responsibility="Health and Wellbeing",
    )
    for hour, title in ((13, "The challenge is set"), (15, "Leading beyond authority")):
        Session.objects.create(
            programme=programme, title=title, day=FIRST, starts=time(hour), ends=time(hour + 1)
        )
    cafe = CafeConversation.objects.create(
        programme=programme, title="Café conversations", day=FIRST, starts=time(12)
    )
    for i in range(6):
        SiteVisit.objects.create(
            programme=programme,
            title=f"Visit {i + 1}",
            host=host,
            theme="People running their own services",
            day=FIRST,
            starts=time(9),
            ends=time(11),
        )
        CafeTable.objects.create(cafe=cafe, number=i + 1, topic=f"Being wrong in public, {i + 1}")


def a_form(programme: Programme, counted: bool = True, eligible: int | None = None, **fields):
    zone = ZoneInfo("Europe/London")
    made = {
        "title": "Feedback at the end",
        "opens_at": datetime(2026, 10, 15, 15, 30, tzinfo=zone),
        "closes_at": datetime(2026, 10, 25, 18, tzinfo=zone),
        "counted_on": date(2026, 10, 26) if counted else None,
        "eligible": eligible,
    }
    return Questionnaire.objects.create(programme=programme, **{**made, **fields})


def ask(form: Questionnaire, code: str, kind: Kind, wording: str, **fields) -> Question:
    position = form.questions.count()
    return Question.objects.create(
        questionnaire=form, code=code, kind=kind, wording=wording, position=position, **fields
    )


def the_standard_form(programme: Programme, objectives: int = 6, **fields) -> Case:
    form, asked = a_form(programme, **fields), {}
    for i in range(objectives):
        title, statement = OBJECTIVES[i % 6]
        title = title if i < 6 else f"{title}, again"
        objective = Objective.objects.create(
            programme=programme,
            number=i + 1,
            title=title,
            statement=statement,
            statement_before=f"Before: {statement}",
        )
        now = ask(form, f"O{i + 1}", Kind.AGREE6, statement, objective=objective)
        asked[now.code] = now
        code = f"T{i + 1}"
        asked[code] = ask(form, code, Kind.AGREE6, f"Before: {statement}", looks_back_on=now)
    for code, kind, wording, more in besides():
        asked[code] = ask(form, code, kind, wording, **more)
    return Case(programme, form, asked)


def besides() -> list[tuple[str, Kind, str, dict]]:
    visitors, guests = Question.AskedOf.VISITORS, Question.AskedOf.GUESTS
    pace = ["Too long", "Too rushed", "Right, but some parts wrong", "Right"]
    ways = ["Time", "No support from my manager", "No mandate", "Money", "Nothing"]
    shown = "The visit showed me leadership I do not see in my own organisation."
    return [
        ("V1", Kind.AGREE6, shown, {"asked_of": visitors}),
        ("V2", Kind.AGREE6, "The visit helped us with the challenge.", {"asked_of": visitors}),
        ("C1", Kind.AGREE6, "The conversations changed how I think.", {"asked_of": guests}),
        ("R1", Kind.AGREE6, "The programme was a good use of my time.", {}),
        ("R3", Kind.AGREE6, "I could speak openly.", {}),
        ("R6", Kind.RECOMMEND, "How likely are you to recommend the programme?", {}),
        ("R7", Kind.OPTION, "Length and pace", {"options": pace}),
        ("K3", Kind.OPTIONS, "What could get in the way?", {"options": ways}),
        ("B2", Kind.NUMBER, "How many people outside your sector could you call?", {}),
        ("Q1", Kind.QUOTE, "What would you tell a colleague about the programme?", {}),
        ("Q2", Kind.TEXT, "What should we change?", {}),
    ]


def a_form_like(case: Case, moment: str, codes: list[str]) -> Case:
    """Another form of the programme, counted, that asks some of the same questions."""
    form = a_form(case.programme, moment=moment, slug=slugify(moment))
    asked = [case.questions[code] for code in codes]
    copies = {
        q.code: ask(form, q.code, Kind(q.kind), q.wording, options=q.options, objective=q.objective)
        for q in asked
    }
    return Case(case.programme, form, copies)


def keys(first: int, last: int) -> list[str]:
    """What links the answers of one unknown person, for so many people."""
    return [f"{number:032x}" for number in range(first, last)]


def answer(
    case: Case, people: int, value: Callable[[Question, Random], object], seed=1, **fields: list
) -> None:
    """`people` responses; `value` gives an integer, a list of choices, "can't say" or None.
    `fields`: what else each of them has, one by one."""
    draw = Random(seed)
    rows, answers = [], []
    for i in range(people):
        own = {name: given[i] for name, given in fields.items()}
        response = Response(questionnaire=case.questionnaire, **own)
        rows.append(response)
        for question in case.questions.values():
            if not Kind(question.kind).is_words:
                answers += as_answer(response, question, value(question, draw))
    Response.objects.bulk_create(rows, 2000)
    Answer.objects.bulk_create(answers, 5000)


def exactly(case: Case, keys: list[str] | None = None, sector: str = "", **answers: list):
    """Responses whose answers to these questions are given one by one, under `keys` if any."""
    for i in range(max(len(given) for given in answers.values())):
        response = Response.objects.create(
            questionnaire=case.questionnaire, pair_key=keys and keys[i], sector=sector
        )
        for code, given in answers.items():
            Answer.objects.bulk_create(as_answer(response, case.questions[code], given[i]))


def as_answer(response: Response, question: Question, value) -> list[Answer]:
    if value is None:
        return []
    if value == "can't say":
        return [Answer(response=response, question=question, cant_say=True)]
    if isinstance(value, list):
        return [Answer(response=response, question=question, chosen=value)]
    return [Answer(response=response, question=question, value=value)]


def like_people(question: Question, draw: Random):
    """Mostly agreeing, lower before than now, some blanks, some who cannot say."""
    chance = draw.random()
    if chance < 0.03:
        return None
    kind = Kind(question.kind)
    if kind is Kind.AGREE6:
        if chance > 0.97:
            return "can't say"
        middle = 3 if question.looks_back_on_id else 4.6
        return min(6, max(1, round(draw.gauss(middle, 1.1))))
    if kind is Kind.OPTIONS:
        return [i + 1 for i in range(len(question.options)) if draw.random() < 0.35] or [1]
    if kind is Kind.RECOMMEND:
        return min(10, max(0, round(draw.gauss(8, 2))))
    if kind.is_figure:
        return draw.randrange(12)
    if kind is Kind.YES_NO:
        return draw.randrange(2)
    return draw.randrange(len(question.options)) + 1


def say(
    case: Case,
    code: str,
    texts: list[str],
    consent: str = "anonymous",
    named: str = "",
    state: str = Comment.State.APPROVED,
    **fields,
):
    """Comments that have been read and approved, as far as their authors agreed."""
    state = Comment.State.SCREENED if consent == "none" else state
    line = {"consent": consent, "attribution": named, "state": state}
    Comment.objects.bulk_create(
        Comment(question=case.questions[code], text=text, **line, **fields) for text in texts
    )


def find_theme(case: Case, name: str, comments, valence: str = "neutral", coder=None) -> Theme:
    theme, _new = Theme.objects.get_or_create(
        programme=case.programme, name=name, defaults={"valence": valence}
    )
    Coding.objects.bulk_create(
        Coding(comment=comment, theme=theme, coder=coder) for comment in comments
    )
    return theme


def a_counted_programme(people: int = 24, answered: int = 22, **fields) -> Case:
    programme = a_programme()
    people_of(programme, people)
    what_happened(programme)
    case = the_standard_form(programme, **fields)
    answer(case, answered, like_people)
    return case
