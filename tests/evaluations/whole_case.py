"""A programme that asked everybody at every moment, with earlier ones to stand beside."""

from datetime import timedelta
from random import Random

from evaluations import bank
from evaluations.models import Questionnaire, Statement
from evaluations.scales import Kind
from programmes.models import Contribution
from tests import factories

from . import report_case as cases

Moment = Questionnaire.Moment
PEOPLE, BEFORE, AFTER, LATER = 30, 28, 27, 21


def from_the_bank(case: cases.Case, moment: str, questions, slug: str = "", **fields) -> cases.Case:
    slug = slug or str(moment).replace("é", "e")
    form = cases.a_form(case.programme, moment=moment, slug=slug, **fields)
    asked = {one.code: standard(form, one) for one in questions}
    return cases.Case(case.programme, form, asked)


def standard(form: Questionnaire, one: bank.Standard):
    return cases.ask(
        form,
        one.code,
        one.kind,
        str(one.wording),
        options=[str(option) for option in one.options],
        marks=list(one.marks),
        domain=one.domain or "",
    )


def answered(case: cases.Case, people: int, seed: int, linked: bool = False, **fields) -> None:
    """Like people, with the keys of the first so many where they are linked."""
    fields |= {"pair_key": cases.keys(0, people)} if linked else {}
    cases.answer(case, people, cases.like_people, seed, **fields)


def everything(earlier: int = 3) -> cases.Case:
    case = at_the_end()
    before = cases.a_form_like(case, Moment.BEFORE, [f"O{i}" for i in range(1, 7)])
    answered(before, BEFORE, 2, linked=True)
    on_the_days(case)
    afterwards(case)
    for number in range(1, earlier + 1):
        an_earlier_one(number)
    return case


def at_the_end() -> cases.Case:
    programme = cases.a_programme()
    cases.people_of(programme, PEOPLE)
    cases.what_happened(programme)
    case = cases.the_standard_form(programme)
    for one in bank.OF_PLANS_AND_WORDS:
        if one.code in ("K1", "K2"):
            case.questions[one.code] = standard(case.questionnaire, one)
    sectors = ["health"] * 9 + ["council"] * 8 + ["other"] * 10
    answered(case, AFTER, 3, linked=True, sector=sectors)
    cases.say(case, "K1", [f"I will do thing {i}." for i in range(18)], consent="none")
    return case


def on_the_days(case: cases.Case) -> None:
    for number, people in enumerate((24, 17, 7, 3), 1):
        session = factories.session(case.programme, title=f"Session {number}")
        form = from_the_bank(
            case, Moment.SESSION, bank.OF_A_SESSION, f"session-{number}", session=session
        )
        answered(form, people, 10 + number)
    visits = from_the_bank(case, Moment.VISITS, bank.OF_VISITS)
    draw, places = Random(5), [*case.programme.site_visits.all()][:3]
    answered(visits, 24, 20, visit=[draw.choice(places) for _i in range(24)])
    answered(from_the_bank(case, Moment.CAFE, bank.OF_A_CAFE), 26, 30)


def afterwards(case: cases.Case) -> None:
    later = from_the_bank(case, Moment.FOLLOW_UP, bank.FOLLOW_UP)
    for code in (f"O{i}" for i in range(1, 7)):
        now = case.questions[code]
        later.questions[code] = cases.ask(
            later.questionnaire, code, Kind.AGREE6, now.wording, objective=now.objective
        )
    answered(later, LATER, 40, linked=True)
    answered(from_the_bank(case, Moment.OBSERVERS, bank.OBSERVERS), 11, 50)
    answered(from_the_bank(case, Moment.CONTRIBUTORS, bank.CONTRIBUTORS), 8, 60)
    setter = Contribution.objects.filter(programme=case.programme, kind="setter").first()
    for slug, questions in (("setters", bank.SETTERS), ("setters-later", bank.SETTERS_LATER)):
        form = from_the_bank(case, Moment.SETTERS, questions, slug, counted=False)
        for question in form.questions.values():
            text = "We have used half of it." if Kind(question.kind).is_words else ""
            Statement.objects.create(
                contribution=setter,
                question=question,
                text=text,
                value=None if text else 4,
                consent="named" if text else "none",
            )


def an_earlier_one(number: int) -> cases.Case:
    programme = cases.a_programme(f"Earlier {number}", f"earlier-{number}")
    programme.starts_on -= timedelta(days=100 * number)
    programme.ends_on -= timedelta(days=100 * number)
    programme.save()
    cases.people_of(programme, PEOPLE)
    case = cases.the_standard_form(programme)
    answered(case, AFTER, 100 + number)
    return case
