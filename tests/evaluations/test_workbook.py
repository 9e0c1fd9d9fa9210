"""A programme through its workbook: out, in, and in again."""

import datetime as dt
import io
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import actions, workbook
from evaluations.models import Ballot, Question, Questionnaire, Response
from participants.models import Participant, PersonalNeeds, Seat, Team, VisitPreference
from programmes.models import (
    CafeConversation,
    CafeTable,
    Challenge,
    ChallengePaper,
    Contribution,
    Membership,
    Objective,
    Organisation,
    Person,
    Programme,
    Session,
    SiteVisit,
)
from tests import factories, workbooks

pytestmark = pytest.mark.django_db

MODELS = (
    Organisation,
    Person,
    Programme,
    Objective,
    Challenge,
    ChallengePaper,
    Session,
    SiteVisit,
    CafeConversation,
    CafeTable,
    Contribution,
    Team,
    Participant,
    PersonalNeeds,
    VisitPreference,
    Seat,
    Questionnaire,
    Question,
)
NOT_IN_THE_FILE = {"id", "short_code"}  # a restored form has a short link of its own
NAMES = ["=cmd()|' /C calc'!A0", "+Plus", "-Minus", "@At", "\tTab", "شركة الميناء", "N" * 200]


def everything() -> dict[str, list[dict]]:
    """Every stored field of every row; what refers to another row, as the words for that row."""
    return {
        model.__name__: sorted(map(described, model.objects.all()), key=repr) for model in MODELS
    }


def described(thing) -> dict:
    return {
        field.name: repr(str(getattr(thing, field.name)))
        if field.is_relation
        else repr(getattr(thing, field.name))
        for field in thing._meta.concrete_fields
        if field.name not in NOT_IN_THE_FILE
    }


def bring_in(rows, **options) -> workbook.Outcome:
    return workbook.bring_in(workbook.read(workbooks.file_of(rows)), **options)


def brought_in(rows, **options) -> workbook.Outcome:
    outcome = bring_in(rows, **options)
    assert outcome.saved, outcome.preview.problems
    return outcome


def exported(programme: Programme) -> io.BytesIO:
    stream = io.BytesIO()
    workbook.export(programme, stream)
    stream.seek(0)
    return stream


def forget_everything() -> None:
    for model in reversed(MODELS):
        model.objects.all().delete()


def test_a_workbook_becomes_a_programme_with_everything_in_it():
    outcome = brought_in(workbooks.small())
    assert outcome.preview.is_new
    assert {m.__name__: m.objects.count() for m in MODELS} == {
        "Organisation": 2, "Person": 2, "Programme": 1, "Objective": 1, "Challenge": 1,
        "ChallengePaper": 1, "Session": 1, "SiteVisit": 1, "CafeConversation": 1, "CafeTable": 1,
        "Contribution": 2, "Team": 1, "Participant": 1, "PersonalNeeds": 1, "VisitPreference": 1,
        "Seat": 1, "Questionnaire": 1, "Question": 2,
    }  # fmt: skip
    now, before = Question.objects.order_by("code")
    assert before.looks_back_on == now
    assert before.position < now.position  # the order of the rows
    form = Questionnaire.objects.get()
    assert form.opens_at == dt.datetime(2027, 1, 18, 15, 30, tzinfo=dt.UTC)  # London in winter
    participant = Participant.objects.get()
    assert participant.organisation == participant.person.organisation  # left empty


def test_times_are_those_of_the_programme_s_own_clock():
    rows = workbooks.small()
    rows["Programme"][0]["Time zone"] = "Asia/Tokyo"
    brought_in(rows)
    opens_at = Questionnaire.objects.get().opens_at
    assert opens_at == dt.datetime(2027, 1, 18, 6, 30, tzinfo=dt.UTC)


def test_bringing_in_the_same_file_twice_changes_nothing():
    brought_in(workbooks.small())
    before = everything()
    again = brought_in(workbooks.small()).preview
    assert (again.new, again.changed, again.left_alone) == (0, 0, 0)
    assert again.changes_nothing
    assert everything() == before


def test_what_goes_out_comes_in_as_the_same_programme():
    rows = workbooks.small()
    rows["Organisations"] += [{"Name": name, "Sector": "Business"} for name in NAMES]
    rows["People"] += [
        {"Name": name[:60], "Organisation": name, "Short biography": "=1\nsecond line"}
        for name in NAMES
    ]
    rows["Participants"] += [
        {
            "Person": f"{name[:60]} ({name})",
            "Where it stands": "accepted",
            "Needs step-free access": 1,
        }
        for name in NAMES
    ]
    rows["Questions"] += [
        {"Questionnaire": "end", "Code": "S", "Wording": "How often?", "Scale": "ordered steps",
         "Choices": "never\n-often\n=always"}
    ]  # fmt: skip
    brought_in(rows)
    programme, before = Programme.objects.get(), everything()
    file = exported(programme)
    same = workbook.bring_in(workbook.read(file)).preview
    assert (same.new, same.changed, same.left_alone, same.problems) == (0, 0, 0, ())
    forget_everything()
    file.seek(0)
    restored = workbook.bring_in(workbook.read(file))
    assert restored.saved, restored.preview.problems
    assert everything() == before


def test_odd_values_that_no_form_lets_through_survive_too():
    programme = factories.programme(description="one\r\ntwo", time_zone="America/New_York")
    factories.questionnaire(programme)  # opens at a fraction of a second
    factories.session(programme, starts=dt.time(9, 0, 1, 5))
    twins = [factories.person(name="Kim Twin") for __ in range(2)]
    for person in twins:
        factories.participant(programme, person=person)
    before = everything()
    file = exported(programme)
    same = workbook.bring_in(workbook.read(file)).preview
    assert (same.new, same.changed, same.problems) == (0, 0, ())
    forget_everything()
    file.seek(0)
    assert workbook.bring_in(workbook.read(file)).saved
    assert everything() == before


def test_the_waiting_list_and_whoever_stands_in_survive_too():
    programme = factories.programme()
    old = factories.participant(programme, status="withdrawn")
    factories.participant(programme, stands_in_for=old)
    factories.participant(programme, status="waiting", waiting_since="2026-10-01T09:30Z")
    before = everything()
    file = exported(programme)
    same = workbook.bring_in(workbook.read(file)).preview
    assert (same.new, same.changed, same.problems) == (0, 0, ())
    forget_everything()
    file.seek(0)
    assert workbook.bring_in(workbook.read(file)).saved
    assert everything() == before


def test_what_contributors_were_asked_and_said_survives_too():
    programme = factories.programme()
    Contribution.objects.create(
        programme=programme,
        person=factories.person(),
        kind="setter",
        status="maybe",
        asked_on="2026-10-01",
        answered_on="2026-10-03",
        brief="Bring a question.\nBring time.",
        needs="A parking space",
        wants_call=True,
        no_reminders=True,
    )
    before = everything()
    file = exported(programme)
    same = workbook.bring_in(workbook.read(file)).preview
    assert (same.new, same.changed, same.problems) == (0, 0, ())
    forget_everything()
    file.seek(0)
    assert workbook.bring_in(workbook.read(file)).saved
    assert everything() == before


def test_changes_are_shown_field_by_field_and_then_made():
    brought_in(workbooks.small())
    rows = workbooks.small()
    rows["Visits"][0] |= {"Places": 8, "Meeting point": "Quay Street"}
    seen = workbook.preview(workbook.read(workbooks.file_of(rows)))
    [sheet] = [sheet for sheet in seen.sheets if sheet.changed]
    [change] = sheet.changed
    assert (sheet.title, change.row, change.label) == ("Visits", 2, "The Foundry")
    assert [(f.heading, f.before, f.after) for f in change.fields] == [
        ("Places", "6", "8"),
        ("Meeting point", "", "Quay Street"),
    ]
    assert SiteVisit.objects.get().capacity == 6
    brought_in(rows)
    assert SiteVisit.objects.get().capacity == 8


def test_what_is_not_in_the_file_is_told_and_left_alone():
    brought_in(workbooks.small())
    rows = workbooks.small() | {"Seats": [], "Preferences": []}
    seen = brought_in(rows).preview
    left = {sheet.title: sheet.left_alone for sheet in seen.sheets if sheet.left_alone}
    assert left == {
        "Preferences": ("Ben Sample: 1. The Foundry",),
        "Seats": ("Ben Sample, Evening café: 1",),
    }
    assert Seat.objects.count() == 1


def test_a_session_that_moves_is_the_same_session():
    brought_in(workbooks.small())
    key = Session.objects.get().pk
    rows = workbooks.small()
    rows["Agenda"][0]["Starts"] = dt.time(9, 45)
    assert brought_in(rows).preview.new == 0
    assert Session.objects.get().pk == key


def test_ranks_may_change_places():
    rows = workbooks.small()
    rows["Visits"].append(workbooks.VISIT | {"Name": "The Pier"})
    rows["Preferences"].append({"Participant": "Ben Sample", "Site visit": "The Pier", "Rank": 2})
    brought_in(rows)
    rows["Preferences"][0]["Rank"], rows["Preferences"][1]["Rank"] = 2, 1
    brought_in(rows)
    ranked = VisitPreference.objects.order_by("rank").values_list("visit__title", flat=True)
    assert list(ranked) == ["The Pier", "The Foundry"]


def test_an_empty_cell_never_erases_what_is_known_of_a_person():
    brought_in(workbooks.small())
    Person.objects.filter(name="Ann Example").update(phone="0117 496 0000")
    assert brought_in(workbooks.small()).preview.changes_nothing
    assert Person.objects.get(name="Ann Example").phone == "0117 496 0000"


def test_a_need_that_is_emptied_in_the_file_is_emptied():
    brought_in(workbooks.small())
    rows = workbooks.small()
    del rows["Participants"][0]["Diet"]
    brought_in(rows)
    assert PersonalNeeds.objects.get().diet == ""


def test_words_that_were_answered_stay_and_new_words_become_a_new_version():
    brought_in(workbooks.small())
    Response.objects.create(questionnaire=Questionnaire.objects.get())
    rows = workbooks.small()
    rows["Questions"][1] |= {"Wording": "I lead wherever I am.", "Section": "Objectives"}
    seen = brought_in(rows).preview
    [changed] = [row for sheet in seen.sheets for row in sheet.changed]
    assert changed.remark == "It has answers, so this becomes a new version."
    old, new = Question.objects.filter(code="O1").order_by("version")
    assert (old.wording, old.current) == ("I can lead where I have no formal authority.", False)
    assert (new.wording, new.section, new.current) == ("I lead wherever I am.", "Objectives", True)
    assert Question.objects.get(code="T1", current=True).looks_back_on == new
    assert brought_in(rows).preview.changes_nothing


@pytest.mark.parametrize("change", [{"Scale": "agreement, 1 to 5"}, {"Looks back on": None}])
def test_an_answered_question_keeps_its_scale_and_its_pair(change):
    brought_in(workbooks.small())
    Response.objects.create(questionnaire=Questionnaire.objects.get())
    rows = workbooks.small()
    rows["Questions"][0] |= change
    outcome = bring_in(rows)
    assert not outcome.saved
    assert outcome.preview.problems[0].text.startswith("People have answered this question")
    assert not Ballot.objects.exists()


def test_whoever_brings_in_a_new_programme_leads_it():
    keeper = factories.member(factories.programme())
    brought_in(workbooks.small(), user=keeper)
    membership = Membership.objects.get(programme__slug="harbour")
    assert (membership.user, membership.role) == (keeper, Membership.Role.LEAD)


def test_somebody_else_s_programme_is_neither_changed_nor_shown():
    brought_in(workbooks.small())
    stranger = factories.member(factories.programme())
    rows = workbooks.small()
    rows["Programme"][0]["Title"] = "Mine now"
    outcome = bring_in(rows, user=stranger)
    assert not outcome.saved
    assert "that you do not work on" in outcome.preview.problems[0].text
    assert not any(sheet.changed or sheet.left_alone for sheet in outcome.preview.sheets)


def test_people_and_organisations_of_others_are_used_and_not_changed():
    brought_in(workbooks.small())
    stranger = factories.member(factories.programme())
    rows = workbooks.small()
    rows["Programme"][0]["Short name"] = "another"
    rows["People"][0]["Phone"] = "0117 000"
    rows["Organisations"][0]["Sector"] = "Business"
    seen = brought_in(rows, user=stranger).preview
    assert Person.objects.count() == Organisation.objects.count() == 2
    assert Person.objects.get(name="Ann Example").phone == ""
    assert Organisation.objects.get(name="City Council").sector == "council"
    notices = [str(notice) for notice in seen.notices]
    assert notices == ["2 rows are known from other programmes; they are used, not changed."] * 2


def test_only_what_was_looked_at_is_brought_in():
    book = workbook.read(workbooks.file_of(workbooks.small()))
    seen = workbook.preview(book)
    brought_in(workbooks.small())
    outcome = workbook.bring_in(book, digest=seen.digest)
    assert not outcome.saved
    assert outcome.preview.changes_nothing


@pytest.mark.parametrize("first", [True, False], ids=["new", "known"])
def test_queries_grow_by_a_bounded_number_per_thousand_rows(first):
    counts = []
    for participants in (200, 400, 600):
        forget_everything()
        book = workbook.read(workbooks.file_of(workbooks.large(participants)))
        if not first:
            workbook.bring_in(book)
            book = workbook.read(workbooks.file_of(workbooks.large(participants)))
        with CaptureQueriesContext(connection) as queries:
            assert workbook.bring_in(book).saved
        counts.append(len(queries))
    steps = [later - earlier for earlier, later in pairwise(counts)]
    assert max(steps) <= 12  # for 200 participants with 3 rows each


def test_a_form_of_a_session_goes_with_it_into_another_house():
    """Keys are other ones there; the form still belongs to its session and moves with it."""
    brought_in(workbooks.small())
    session = Session.objects.filter(kind="session").first()
    Programme.objects.update(starts_on=dt.date(2031, 5, 1), ends_on=dt.date(2031, 5, 2))
    Session.objects.update(day=dt.date(2031, 5, 1))
    actions.add_questionnaires(programme=Programme.objects.get(), moments=[f"session-{session.pk}"])
    title, file = session.title, exported(Programme.objects.get())
    forget_everything()
    assert workbook.bring_in(workbook.read(file)).saved
    form = Questionnaire.objects.get(moment="session")
    assert (form.session.title, form.follows_dates) == (title, True)
    opened = form.opens_at
    form.session.ends = dt.time(form.session.ends.hour + 1)
    form.session.save()
    form.refresh_from_db()
    assert form.opens_at > opened
