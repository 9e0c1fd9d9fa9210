"""The sheets of the questionnaires, and the whole workbook: read, preview, bring in, export."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations.actions import follow_dates, revise_question
from evaluations.correspondence.following import follow_soon
from evaluations.models import Question, Questionnaire
from evaluations.scales import Kind
from participants import workbook as participants
from programmes.access import can_manage, changeable_organisations, visible_people
from programmes.models import Membership, Programme, User
from programmes.trail import note
from programmes.workbook import days, records
from programmes.workbook.findings import Preview, Problem
from programmes.workbook.plan import Plan, Reach
from programmes.workbook.reading import Book, Row, read_book
from programmes.workbook.saving import save
from programmes.workbook.sheets import Column, Sheet
from programmes.workbook.writing import write_programme, write_template

VERSIONED = frozenset({"wording", "options"})
IN_PLACE = ("position", "section", "asked_of", "objective")


def position_of_row(values: dict[str, Any], row: Row) -> None:
    """Without an order of their own, questions follow their rows."""
    if "position" not in row.given:
        values["position"] = row.number


def answered_forms(programme: Programme) -> frozenset[int]:
    """Keys of the questionnaires that somebody has answered."""
    forms = Questionnaire.objects.filter(programme=programme)
    answered = forms.filter(responses__isnull=False) | forms.filter(ballots__isnull=False)
    return frozenset(answered.values_list("pk", flat=True))


def new_version(question: Question, values: dict[str, Any], changed: frozenset[str]) -> Any:
    """Words that were answered stay; other words become the next version beside them."""
    if not changed & VERSIONED or not question.questionnaire.has_answers():
        return None
    kept = {f.attname: getattr(question, f.attname) for f in Question._meta.concrete_fields}
    revision = Question(**kept | {"id": None, "version": question.version + 1})
    for name, value in values.items():
        setattr(revision, name, value)
    return revision


def save_new_versions(pairs: list[tuple[Question, Question]]) -> None:
    for question, revision in pairs:
        current = Question.objects.get(
            questionnaire_id=question.questionnaire_id, code=question.code, current=True
        )
        revise_question(question=current, wording=revision.wording, options=revision.options)
        Question.objects.filter(
            questionnaire_id=question.questionnaire_id, code=question.code, current=True
        ).update(**{name: getattr(revision, name) for name in IN_PLACE})


def check_answered(plan: Any, sheet: Sheet, rows: list[Row]) -> None:
    """Pairs of before and now cannot be tied differently once people have answered them."""
    tied = [
        entry
        for entry in plan.entries[sheet.name]
        if entry.is_changed and "looks_back_on" in {column.field for column, __ in entry.changes}
    ]
    answered = answered_forms(plan.programme) if tied and not plan.is_new else frozenset()
    for entry in tied:
        if entry.thing.questionnaire_id in answered:
            text = _("People have answered this question as it stands.")
            remedy = _("Leave this cell as it was, or give the question a new code.")
            plan.problem(sheet, entry.row.number, "looks_back_on", text, remedy)


QUESTIONNAIRES = Sheet(
    name="questionnaires",
    title=gettext_lazy("Questionnaires"),
    model=Questionnaire,
    columns=(
        Column("title", "How was it for you?"),
        Column("slug", "end", needed=True),
        Column("moment", Questionnaire.Moment.END.value),
        Column("introduction", "Six minutes. Saved as you go."),
        Column("opens_at", records.dt.datetime(2027, 1, 18, 15, 30)),
        Column("closes_at", records.dt.datetime(2027, 2, 1, 18, 0)),
        Column("eligible"),
        Column("session", to="agenda"),
        Column("cafe", to="cafés"),
        Column("follows_dates", False),
    ),
    key=("slug",),
    existing=lambda programme: Questionnaire.objects.filter(programme=programme),
    fixed=records.of_programme,
    labels=lambda form: (form.slug,),
    aliases=lambda form: (form.title,),
)

QUESTIONS = Sheet(
    name="questions",
    title=gettext_lazy("Questions"),
    model=Question,
    hint=gettext_lazy(
        "From the first answer on, other words become a new version; answers keep theirs."
    ),
    columns=(
        Column(
            "questionnaire",
            "end",
            heading=gettext_lazy("Questionnaire"),
            hint=gettext_lazy("Its short name."),
            to="questionnaires",
        ),
        Column(
            "code", "O1", hint=gettext_lazy("Short and lasting, such as O1: figures refer to it.")
        ),
        Column("position", 1, heading=gettext_lazy("Order")),
        Column("section", "The objectives"),
        Column("wording", "I can lead where I have no formal authority."),
        Column("kind", Kind.AGREE6.value),
        Column("options", hint=gettext_lazy("For steps and choices only.")),
        Column("objective", "1", hint=gettext_lazy("Its number."), to="objectives"),
        Column("asked_of", Question.AskedOf.EVERYONE.value),
        Column("level"),
        Column("domain"),
        Column(
            "looks_back_on",
            to="questions",
            hint=gettext_lazy(
                "The code of the question about now that this one asks about before."
            ),
            among=lambda values, other: other.questionnaire == values["questionnaire"],
            later=True,
        ),
    ),
    key=("questionnaire", "code"),
    existing=lambda programme: Question.objects.filter(
        questionnaire__programme=programme, current=True
    ),
    complete=position_of_row,
    labels=lambda question: (question.code, f"{question.questionnaire}: {question.code}"),
    revise=new_version,
    save_revised=save_new_versions,
    check=check_answered,
)

SHEETS = (*records.SHEETS, *days.SHEETS, *participants.SHEETS, QUESTIONNAIRES, QUESTIONS)
ORDER = (
    "programme",
    "objectives",
    "challenge",
    "papers",
    "organisations",
    "people",
    "agenda",
    "visits",
    "cafés",
    "tables",
    "contributions",
    "teams",
    "participants",
    "preferences",
    "seats",
    "questionnaires",
    "questions",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did. `saved` is False when there were problems, or when what it would do is
    no longer what was looked at."""

    preview: Preview
    saved: bool


def template(file: BinaryIO) -> None:
    write_template(file, SHEETS, ORDER)


def export(programme: Programme, file: BinaryIO) -> None:
    write_programme(file, SHEETS, ORDER, programme)


def read(file: BinaryIO) -> Book:
    """Raises programmes.workbook.findings.Refused when the file is no workbook."""
    return read_book(file, SHEETS)


def preview(book: Book, *, user: User | None = None) -> Preview:
    """What `bring_in` would do. `user` is None for the command line, where all is visible."""
    return _plan(book, user).preview()


def bring_in(
    book: Book,
    *,
    user: User | None = None,
    leader: User | None = None,
    digest: str | None = None,
) -> Outcome:
    """All or nothing. With a digest, only what that preview showed. A new programme is led by
    `leader`, or by the user who brings it in."""
    try:
        with transaction.atomic():
            plan = _plan(book, user, lock=True)
            seen = plan.preview()
            if seen.problems or (digest is not None and digest != seen.digest):
                return Outcome(seen, saved=False)
            save(plan)
            follow_dates(programme=plan.programme)
            follow_soon(plan.programme.pk)
            if plan.is_new and (lead := leader or user):
                Membership.objects.create(
                    programme=plan.programme, user=lead, role=Membership.Role.LEAD
                )
            note(actor=leader or user, deed="imported", record=plan.programme)
            return Outcome(seen, saved=True)
    except IntegrityError:  # somebody else wrote the same between our look and our writing
        return Outcome(preview(book, user=user), saved=False)


def _plan(book: Book, user: User | None, *, lock: bool = False) -> Plan:
    rows = book.rows["programme"]
    slug = rows[0].values.get("slug") if rows else None
    known = Programme.objects.filter(slug=slug)
    programme = (known.select_for_update() if lock else known).first()
    in_other_hands = programme and user and not can_manage(user, programme)
    if programme is None or in_other_hands:
        programme = Programme()
    plan = Plan(book, SHEETS, programme, _reach(user))
    if in_other_hands:
        plan.problems.append(_taken(rows[0]))
    return plan


def _reach(user: User | None) -> Reach:
    if user is None:
        return Reach()
    return Reach(
        people=frozenset(visible_people(user).values_list("pk", flat=True)),
        organisations=frozenset(changeable_organisations(user).values_list("pk", flat=True)),
    )


def _taken(row: Row) -> Problem:
    text = _("There is a programme of this short name that you do not work on.")
    remedy = _("Choose another short name, or ask its lead to add you.")
    sheet = records.PROGRAMME
    return Problem(text, remedy, str(sheet.title), row.number, sheet.heading_of("slug"))
