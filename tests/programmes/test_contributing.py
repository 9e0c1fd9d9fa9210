"""Contributors are listed, asked, answered for and briefed: each deed once, and all of it back."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from programmes.contributing import deeds
from programmes.contributing.briefs import HOUSE_BRIEFS, brief_of
from programmes.contributing.deeds import NotNow, Overtaken
from programmes.contributing.parts import parts_of
from programmes.contributing.people import WhoIsThis, known_or_new
from programmes.models import Contribution, Organisation, Person, Trail
from programmes.trail import trail_of, trail_of_programme
from tests import factories

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 11, 3, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def before_the_days():
    with time_machine.travel(BEFORE, tick=False):
        yield


@pytest.fixture
def programme():
    return factories.programme()


@pytest.fixture
def asha(programme):
    return factories.member(programme, name="Asha Kerr")


def host(programme, status="considered", **fields) -> Contribution:
    return Contribution.objects.create(
        programme=programme,
        person=fields.pop("person", None) or factories.person(),
        kind="host",
        visit=factories.visit(programme),
        status=status,
        **fields,
    )


def test_somebody_is_listed_once_for_each_part(programme, asha):
    someone, part = factories.person(), parts_of(programme)["leader"]
    listed = [
        deeds.put_on_list(programme=programme, person=someone, part=part, actor=asha)
        for _unused in range(2)
    ]
    assert [is_new for _row, is_new in listed] == [True, False]
    assert Contribution.objects.get().status == "considered"
    assert Trail.objects.filter(deed="long-listed").count() == 1


def test_the_parts_are_those_of_one_programme(programme):
    visit, cafe = factories.visit(programme), factories.cafe(programme, tables=1)
    factories.visit(factories.programme())
    table = cafe.tables.get()
    assert list(parts_of(programme)) == [
        "setter",
        f"host-{visit.pk}",
        "leader",
        f"leader-{table.pk}",
        "speaker",
    ]


def test_asking_notes_when_and_by_whom(programme, asha):
    row = deeds.ask(contribution=host(programme), seen="considered", actor=asha)
    row.refresh_from_db()
    assert (row.status, row.asked_on, row.asked_by) == ("asked", date(2026, 11, 3), asha)


def test_asking_twice_is_asking_once(programme, asha):
    row = host(programme)
    for _unused in range(2):
        deeds.ask(contribution=row, seen="considered", actor=asha)
    assert Trail.objects.filter(deed="asked").count() == 1


def test_whoever_saw_an_older_state_changes_nothing(programme, asha):
    row = host(programme, "yes")
    with pytest.raises(Overtaken):
        deeds.ask(contribution=row, seen="considered", actor=asha)
    row.refresh_from_db()
    assert row.status == "yes"


@pytest.mark.parametrize("said", ["yes", "maybe", "no"])
def test_an_answer_by_phone_is_noted_with_what_they_need(programme, asha, said):
    row = host(programme, "asked", needs="A hearing loop", wants_call=True)
    deeds.note_answer(
        contribution=row, said=said, seen="asked", actor=asha, needs="A parking space"
    )
    row.refresh_from_db()
    assert (row.status, row.answered_on) == (said, date(2026, 11, 3))
    assert row.needs == "A hearing loop\nA parking space"
    assert not row.wants_call


def test_the_last_word_of_a_contributor_counts(programme):
    row = host(programme, "asked")
    for said in ("yes", "yes", "no"):
        deeds.answer(contribution=row, said=said)
    row.refresh_from_db()
    assert row.status == "no"
    assert sorted(Trail.objects.values_list("deed", flat=True)) == ["said no", "said yes"]


def test_saying_yes_again_takes_nothing_back_from_somebody_briefed(programme):
    row = host(programme, "briefed")
    deeds.answer(contribution=row, said="yes")
    row.refresh_from_db()
    assert row.status == "briefed"


def test_who_would_like_a_call_is_undecided_and_who_agreed_stays_so(programme):
    rows = {status: host(programme, status) for status in ("considered", "asked", "no", "briefed")}
    for row in rows.values():
        deeds.ask_for_call(contribution=row)
        row.refresh_from_db()
    assert all(row.wants_call for row in rows.values())
    assert [row.status for row in rows.values()] == ["maybe", "maybe", "maybe", "briefed"]


def test_once_the_days_are_over_nobody_answers_any_more(programme):
    row = host(programme, "asked")
    after = programme.at(programme.ends_on + timedelta(days=1), datetime.min.time())
    with time_machine.travel(after - timedelta(minutes=1), tick=False):
        deeds.answer(contribution=row, said="yes")
    with time_machine.travel(after, tick=False), pytest.raises(NotNow):
        deeds.answer(contribution=row, said="no")


@pytest.mark.parametrize(
    ("status", "before"),
    [
        ("asked", "considered"),
        ("maybe", "asked"),
        ("yes", "asked"),
        ("no", "asked"),
        ("briefed", "yes"),
        ("thanked", "took part"),
    ],
)
def test_each_step_can_be_moved_back(programme, asha, status, before):
    row = host(programme, status, asked_on=date(2026, 11, 1), asked_by=asha)
    deeds.move_back(contribution=row, seen=status, actor=asha)
    row.refresh_from_db()
    assert row.status == before
    assert (row.asked_on is None) is (before == "considered")


def test_a_no_that_nobody_asked_for_goes_back_to_the_long_list(programme, asha):
    row = host(programme, "no")
    deeds.move_back(contribution=row, seen="no", actor=asha)
    row.refresh_from_db()
    assert row.status == "considered"


def test_what_has_happened_is_not_moved_back(programme, asha):
    with pytest.raises(NotNow):
        deeds.move_back(contribution=host(programme, "took part"), seen="took part", actor=asha)


@pytest.mark.parametrize(("status", "after"), [("yes", "briefed"), ("took part", "thanked")])
def test_briefs_and_thanks_by_word_of_mouth_are_noted_once(programme, asha, status, after):
    row = host(programme, status)
    for _unused in range(2):
        deeds.move_on(contribution=row, seen=status, actor=asha)
    row.refresh_from_db()
    assert row.status == after
    assert Trail.objects.count() == 1


def test_nobody_who_has_not_agreed_is_briefed(programme, asha):
    with pytest.raises(NotNow):
        deeds.move_on(contribution=host(programme, "maybe"), seen="maybe", actor=asha)


@pytest.mark.parametrize(
    ("status", "asked", "answered"),
    [("considered", False, False), ("asked", True, False), ("yes", False, True)],
)
def test_a_record_that_is_written_by_hand_is_dated(programme, asha, status, asked, answered):
    row = host(programme, status)
    deeds.dated(row, asha)
    assert bool(row.asked_on) is asked
    assert (row.asked_by == asha) is asked
    assert bool(row.answered_on) is answered


def test_only_the_long_list_lets_go_of_somebody(programme, asha):
    listed, asked = host(programme), host(programme, "asked")
    deeds.take_off(contribution=listed, seen="considered", actor=asha)
    with pytest.raises(NotNow):
        deeds.take_off(contribution=asked, seen="asked", actor=asha)
    assert list(Contribution.objects.all()) == [asked]


def test_a_brief_is_not_written_over_somebody_elses(programme, asha):
    row = host(programme)
    words = {"contribution": row, "actor": asha, "needs": ""}
    deeds.write_brief(**words, brief="Show us the\r\nforge.", seen=("", ""))
    with pytest.raises(Overtaken):
        deeds.write_brief(**words, brief="Something else.", seen=("", ""))
    deeds.write_brief(**words, brief="Something else.", seen=("Show us the\nforge.", ""))
    row.refresh_from_db()
    assert row.brief == "Something else."


@pytest.mark.parametrize("kind", Contribution.Kind.values)
def test_without_words_of_its_own_a_programme_asks_what_the_house_asks(kind):
    assert brief_of(Contribution(kind=kind)) == HOUSE_BRIEFS[Contribution.Kind(kind)]
    assert brief_of(Contribution(kind=kind, brief="Ours.")) == "Ours."


def test_the_history_tells_what_happened_without_naming_who_answered_in_it(programme, asha):
    row = host(programme, person=factories.person(name="Moira Lind"))
    deeds.ask(contribution=row, seen="considered", actor=asha)
    deeds.answer(contribution=row, said="yes")
    assert [entry.sentence for entry in trail_of(row)] == [
        "On their own page, a yes was said by contribution “Moira Lind, visit host”.",
        "Asha Kerr asked for contribution “Moira Lind, visit host”.",
    ]
    assert len(trail_of_programme(programme)) == 2


# Somebody new


def added(user, **fields) -> tuple[Person, bool]:
    made = {"name": "Ann Example", "organisation": "Mill Trust", "sector": "arts", "email": ""}
    return known_or_new(user=user, **{**made, **fields})


def test_somebody_new_comes_with_their_organisation(asha):
    person, is_new = added(asha, email="ann@example.org", phone="0117 496 0000")
    assert is_new
    assert (person.organisation.name, person.organisation.sector) == ("Mill Trust", "arts")
    assert person.phone == "0117 496 0000"


def test_whoever_is_known_by_their_address_is_taken_as_they_are(asha):
    known = factories.person(name="Ann Example", email="Ann@Example.org")
    assert added(asha, email="ann@example.org", name="Dr Ann Example") == (known, False)
    assert not Organisation.objects.filter(name="mill trust").exists()


def test_an_address_of_somebody_of_another_name_is_doubted_without_naming_them(asha):
    known = factories.person(name="Moira Lind", email="shared@example.org")
    factories.participant(factories.programme(), person=known)
    with pytest.raises(WhoIsThis) as doubt:
        added(asha, email="shared@example.org")
    field, words = doubt.value.args
    assert field == "email"
    assert "Moira" not in words


def test_without_an_address_name_and_organisation_tell(asha):
    first, _new = added(asha)
    assert added(asha, organisation="MILL TRUST", sector="") == (first, False)
