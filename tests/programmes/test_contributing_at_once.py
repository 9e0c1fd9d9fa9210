"""Organisers and contributors who click in the same moment, each in a transaction of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from programmes.contributing import deeds
from programmes.contributing.deeds import Overtaken
from programmes.contributing.parts import parts_of
from programmes.contributing.people import known_or_new
from programmes.models import Contribution, Organisation, Person, Trail
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """What each returned, or the refusal it ended with."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            return act()
        except Overtaken as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_four_who_put_somebody_on_the_list_at_once_put_them_there_once():
    programme, someone = make.programme(), make.person()
    asha, part = make.member(programme), parts_of(programme)["leader"]

    def put():
        return deeds.put_on_list(programme=programme, person=someone, part=part, actor=asha)

    outcomes = at_once(*[put] * 4)
    assert sum(is_new for _row, is_new in outcomes) == 1
    assert Contribution.objects.count() == 1


def test_four_who_take_somebody_new_down_at_once_take_down_one_person():
    asha = make.member(make.programme())
    before = Person.objects.count(), Organisation.objects.count()

    def take_down():
        fields = {"name": "Ann Example", "organisation": "Mill Trust", "sector": "arts"}
        return known_or_new(user=asha, email="ann@example.org", **fields)

    outcomes = at_once(*[take_down] * 4)
    assert len({person.pk for person, _is_new in outcomes}) == 1
    after = Person.objects.count(), Organisation.objects.count()
    assert after == (before[0] + 1, before[1] + 1)


def test_a_yes_in_the_moment_of_a_no_by_phone_is_lost_by_nobody():
    """Either the phone comes second and is told, or the contributor had the last word."""
    programme = make.programme(ends_on="2126-11-21")
    asha = make.member(programme)
    row = Contribution.objects.create(
        programme=programme, person=make.person(), kind="setter", status="asked"
    )
    note = {"contribution": row, "seen": "asked", "actor": asha}
    phone, _own = at_once(
        lambda: deeds.note_answer(said="no", **note),
        lambda: deeds.answer(contribution=row, said="yes"),
    )
    row.refresh_from_db()
    assert row.status == "yes"
    told = Trail.objects.filter(deed="no noted").count()
    assert told == (0 if isinstance(phone, Overtaken) else 1)
