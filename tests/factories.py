"""Rows for tests: each function makes one believable row, and takes what the test is about."""

from datetime import date, time, timedelta
from itertools import count

from django.utils import timezone

from evaluations import actions
from evaluations.models import (
    EvaluationPlan,
    Question,
    Questionnaire,
    Report,
    ReportVersion,
    ShareLink,
)
from evaluations.reports.evaluation.report import composed
from evaluations.reports.evaluation.results import evaluate
from evaluations.reports.evaluation.setting import read_setting
from evaluations.reports.snapshot import Snapshot, frozen, sha256
from evaluations.scales import Kind
from participants.actions import issue_links
from participants.models import (
    Application,
    Message,
    Participant,
    Plan,
    Seat,
    Step,
    VisitChoice,
)
from participants.placing.plans import plan_of
from programmes.models import (
    Admission,
    CafeConversation,
    CafeTable,
    Membership,
    Objective,
    Organisation,
    Person,
    Programme,
    Session,
    SiteVisit,
    User,
)

_numbers = count(1)


def organisation(**fields) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(
        **{"name": f"Organisation {number}", "sector": "health", **fields}
    )


def person(**fields) -> Person:
    number = next(_numbers)
    made = {"name": f"Person {number}", "email": f"person{number}@example.org", **fields}
    made.setdefault("organisation", None)
    made["organisation"] = made["organisation"] or organisation()
    return Person.objects.create(**made)


def programme(**fields) -> Programme:
    number = next(_numbers)
    made = {
        "title": f"Programme {number}",
        "slug": f"programme-{number}",
        "place": "Aldermouth",
        "venue": "Guildhall",
        "starts_on": date(2026, 11, 20),
        "ends_on": date(2026, 11, 21),
    }
    return Programme.objects.create(**{**made, **fields})


def objective(programme: Programme, number: int = 1, **fields) -> Objective:
    made = {
        "title": f"Objective {number}",
        "statement": f"I can do thing {number}.",
        "statement_before": f"Looking back: before the programme, I could do thing {number}.",
    }
    return Objective.objects.create(programme=programme, number=number, **{**made, **fields})


def session(programme: Programme, **fields) -> Session:
    made = {
        "title": f"Session {next(_numbers)}",
        "day": programme.starts_on,
        "starts": time(9),
        "ends": time(10),
    }
    return Session.objects.create(programme=programme, **{**made, **fields})


def visit(programme: Programme, **fields) -> SiteVisit:
    made = {
        "title": f"Visit {next(_numbers)}",
        "day": programme.starts_on,
        "starts": time(9, 30),
        "ends": time(11, 30),
        "capacity": 60,
    }
    made["host"] = fields.pop("host", None) or organisation()
    return SiteVisit.objects.create(programme=programme, **{**made, **fields})


def visit_choice(programme: Programme, **fields) -> VisitChoice:
    """Open now: participants say which visits they want."""
    now = timezone.now()
    made = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=9), **fields}
    return VisitChoice.objects.create(programme=programme, **made)


def admission(programme: Programme, **fields) -> Admission:
    """Open now: anybody may apply or nominate."""
    now = timezone.now()
    made = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=9), **fields}
    return Admission.objects.create(programme=programme, **made)


def application(programme: Programme, **fields) -> Application:
    number = next(_numbers)
    made = {
        "name": f"Applicant {number}",
        "email": f"applicant{number}@example.org",
        "organisation": f"Organisation of {number}",
        "sector": "health",
        **fields,
    }
    return Application.objects.create(programme=programme, **made)


def cafe(programme: Programme, tables: int = 3, **fields) -> CafeConversation:
    made = {"title": f"Café {next(_numbers)}", "day": programme.starts_on, "starts": time(12)}
    cafe = CafeConversation.objects.create(programme=programme, **{**made, **fields})
    CafeTable.objects.bulk_create(
        CafeTable(cafe=cafe, number=number) for number in range(1, tables + 1)
    )
    return cafe


def seat(participant: Participant, cafe: CafeConversation, round: int = 1) -> Seat:
    return Seat.objects.create(
        participant=participant, cafe=cafe, table=cafe.tables.first(), round=round
    )


def message(participant: Participant, **fields) -> Message:
    """About their visit, and nobody has told them yet."""
    plan = plan_of(participant.programme, Plan.What.VISITS)
    made = {
        "subject": "Your visit",
        "text": "You go to the mill.",
        "plan": plan,
        "step": Step.PLACES,
        "occasion": f"plan {plan.pk}",
        **fields,
    }
    if made.get("told_at"):
        made.setdefault("state", Message.State.TOLD)
    return Message.objects.create(programme=participant.programme, participant=participant, **made)


def participant(programme: Programme, **fields) -> Participant:
    made = {"status": Participant.Status.ACCEPTED, **fields}
    made["person"] = made.get("person") or person()
    made["organisation"] = made.get("organisation") or made["person"].organisation
    return Participant.objects.create(programme=programme, **made)


def participants(programme: Programme, number: int, **fields) -> list[Participant]:
    return [participant(programme, **fields) for _unused in range(number)]


def token(participant: Participant) -> str:
    """The clear token of a new personal link."""
    [issued] = issue_links(participants=[participant])
    return issued.token


def user(**fields) -> User:
    number = next(_numbers)
    made = {"email": f"staff{number}@example.org", "name": f"Staff {number}", "is_staff": True}
    return User.objects.create_user(**{**made, **fields})


def member(programme: Programme, role: str = Membership.Role.LEAD, **fields) -> User:
    """A member of staff with a role in the programme."""
    staff = user(**fields)
    Membership.objects.create(programme=programme, user=staff, role=role)
    return staff


def questionnaire(programme: Programme, **fields) -> Questionnaire:
    """A form that is open now and has no questions yet."""
    now = timezone.now()
    made = {
        "title": "How was it for you?",
        "slug": "end",
        "opens_at": now - timedelta(hours=1),
        "closes_at": now + timedelta(days=9),
    }
    return Questionnaire.objects.create(programme=programme, **{**made, **fields})


def end_questionnaire(programme: Programme) -> Questionnaire:
    """The standard form, open now."""
    now = timezone.now()
    return actions.add_end_questionnaire(
        programme=programme, opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=9)
    )


def plan(programme: Programme, **fields) -> EvaluationPlan:
    """The same people's answers are linked."""
    return EvaluationPlan.objects.create(programme=programme, **{"pairs": True, **fields})


def question(questionnaire: Questionnaire, **fields) -> Question:
    number = next(_numbers)
    made = {"code": f"A{number}", "position": number, "wording": f"Statement {number}."}
    return Question.objects.create(
        questionnaire=questionnaire, **{**made, "kind": Kind.AGREE6, **fields}
    )


def report_version(programme: Programme, number: int = 1, **fields) -> ReportVersion:
    """A published version of the evaluation report, with a file that nobody needs to read."""
    report, _new = Report.objects.get_or_create(programme=programme, kind=Report.Kind.PROGRAMME)
    form = questionnaire(programme, slug="counted", counted_on=date(2026, 12, 1))
    value = composed(read_setting(programme), evaluate(programme, form))
    form.delete()
    text = frozen(Snapshot(value, '{"questions": []}', ""))
    made = {
        "snapshot": text,
        "snapshot_sha256": sha256(text),
        "pdf": b"%PDF-1.7",
        "pdf_sha256": sha256(b"%PDF-1.7"),
        "published_at": timezone.now(),
    }
    return ReportVersion.objects.create(report=report, number=number, **{**made, **fields})


def share_link(report: Report, **fields) -> ShareLink:
    made = {"token_sha256": f"hash {next(_numbers)}", "expires_on": date(2100, 1, 1)}
    return ShareLink.objects.create(report=report, **{**made, **fields})
