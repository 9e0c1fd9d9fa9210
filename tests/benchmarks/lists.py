"""What the staff's pages ask of the database with 10 and with 1,000 programmes."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from programmes.models import Membership, User
from tests import factories
from tests.benchmarks.table import Measurement

FEW, MANY = 10, 1_000
VISITS = 5


@dataclass(frozen=True, slots=True)
class Page:
    """How a page was answered: queries, and milliseconds in the middle of some visits."""

    queries: int
    milliseconds: float


def measure() -> Iterator[Measurement]:
    """Takes place in a transaction that is undone."""
    with transaction.atomic():
        lead = factories.user()
        add_programmes(lead, FEW)
        few = visited(lead)
        add_programmes(lead, MANY - FEW)
        many = visited(lead)
        transaction.set_rollback(True)
    for name in ("desk", "home"):
        yield compared(name.capitalize(), {name: few[name]}, {name: many[name]})
    lists = few.keys() - {"desk", "home"}
    yield compared(
        f"The {len(lists)} lists of records",
        {name: few[name] for name in lists},
        {name: many[name] for name in lists},
    )


def compared(what: str, few: dict[str, Page], many: dict[str, Page]) -> Measurement:
    differing = sorted(name for name in few if few[name].queries != many[name].queries)
    slowest = max(many, key=lambda name: many[name].milliseconds)
    return Measurement(
        f"{what}: queries with {MANY:,} programmes",
        f"{total(many)} queries, {many[slowest].milliseconds:.0f} ms at most",
        f"with {FEW}: {total(few)} queries, {few[slowest].milliseconds:.0f} ms",
        target=f"the same{': not ' + ', '.join(differing) if differing else ''}",
        met=not differing,
    )


def total(pages: dict[str, Page]) -> int:
    return sum(page.queries for page in pages.values())


def visited(user: User) -> dict[str, Page]:
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    return {name: visit(client, address) for name, address in addresses(user).items()}


def visit(client: Client, address: str) -> Page:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return Page(len(queries), statistics.median(timed(client, address) for _ in range(VISITS)))


def timed(client: Client, address: str) -> float:
    started = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - started) * 1000


def addresses(user: User) -> dict[str, str]:
    """The desk, home, and every list of records that a lead may open."""
    newest = user.memberships.latest("pk").programme
    found = {"home": reverse("home"), "desk": reverse("desk", args=[newest.slug])}
    for model in admin.site._registry:
        if not model._meta.app_label.startswith("account") and model is not User:
            name = f"{model._meta.app_label}_{model._meta.model_name}"
            try:
                found[name] = reverse(f"admin:{name}_changelist")
            except NoReverseMatch:
                continue
    return found


def add_programmes(lead: User, number: int) -> None:
    for _programme in range(number):
        programme = factories.programme()
        Membership.objects.create(programme=programme, user=lead, role=Membership.Role.LEAD)
        factories.objective(programme)
        factories.session(programme)
        factories.visit(programme)
        factories.participant(programme)
        factories.question(factories.questionnaire(programme))
