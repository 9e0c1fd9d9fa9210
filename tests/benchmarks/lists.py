"""The desk, home, the search and every list of records, with 10 and with 1,000 programmes."""

import time
from collections.abc import Callable, Iterator
from statistics import median

from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.models import Programme, User
from tests import many_programmes
from tests.benchmarks.table import Measurement

FEW, MANY = 10, 1_000
ROUNDS = 7
AT_MOST = 300
Seen = tuple[int, float]


def measure() -> Iterator[Measurement]:
    """Everything is made in a transaction that is undone, for the measurements that follow."""
    with transaction.atomic():
        few, many = _with_few_and_many()
        transaction.set_rollback(True)
    pages = [name for name in few if not name.startswith("list of")]
    lists = [name for name in few if name.startswith("list of")]
    yield from (_page(name, few[name], many[name]) for name in pages)
    yield _queries(lists, few, many)
    yield _slowest(lists, few, many)


def _with_few_and_many() -> tuple[dict[str, Seen], dict[str, Seen]]:
    """A superuser only for the lists that nobody else may see."""
    lead = User.objects.create_user("lead@example.org", name="Lead", is_staff=True)
    head = User.objects.create_superuser("head@example.org", name="Head")
    many_programmes.make(FEW, lead)
    few = {name: _seen(open_page) for name, open_page in _pages(lead, head)}
    many_programmes.make(MANY - FEW, lead)
    _analyse()
    return few, {name: _seen(open_page) for name, open_page in _pages(lead, head)}


def _analyse() -> None:
    """What PostgreSQL does of itself when rows have come."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pages(lead: User, head: User) -> Iterator[tuple[str, Callable[[], None]]]:
    slug = Programme.objects.order_by("pk").values_list("slug", flat=True)[0]
    yield "Home", _opens(lead, reverse("home"))
    yield "Desk of a programme", _opens(lead, reverse("desk", args=[slug]))
    yield "Search for “person”", _opens(lead, reverse("search") + "?q=person")
    for model in admin.site._registry:
        name = f"list of {model._meta.verbose_name_plural}"
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        reader = head if model is User else lead
        yield name, _opens(reader, reverse(f"admin:{label}_changelist"))


def _opens(user: User, address: str) -> Callable[[], None]:
    client = Client(headers={"host": "localhost"})
    client.force_login(user)

    def open_page() -> None:
        status = client.get(address).status_code
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")

    return open_page


def _seen(open_page: Callable[[], None]) -> Seen:
    """How many queries a page asks and how many milliseconds it takes, once it is warm."""
    open_page()
    with CaptureQueriesContext(connection) as queries:
        open_page()
    return len(queries), median(_milliseconds(open_page) for _round in range(ROUNDS))


def _milliseconds(open_page: Callable[[], None]) -> float:
    started = time.perf_counter()
    open_page()
    return 1000 * (time.perf_counter() - started)


def _page(name: str, few: Seen, many: Seen) -> Measurement:
    return Measurement(
        f"{name}, {MANY:,} programmes",
        f"{many[0]} queries, {many[1]:.0f} ms",
        f"{few[0]} queries, {few[1]:.0f} ms with {FEW}",
        target=f"the same queries, at most {AT_MOST} ms",
        met=many[0] == few[0] and many[1] <= AT_MOST,
    )


def _queries(lists: list[str], few: dict[str, Seen], many: dict[str, Seen]) -> Measurement:
    differing = [f"{n}: {few[n][0]} and {many[n][0]}" for n in lists if few[n][0] != many[n][0]]
    words = f"same number of queries with {FEW} and {MANY:,} programmes"
    return Measurement(
        f"{len(lists)} lists of records: queries",
        "; ".join(differing) or words,
        target="the same",
        met=not differing,
    )


def _slowest(lists: list[str], few: dict[str, Seen], many: dict[str, Seen]) -> Measurement:
    name = max(lists, key=lambda name: many[name][1])
    return Measurement(
        f"The slowest, {name}, {MANY:,} programmes",
        f"{many[name][1]:.0f} ms",
        f"{few[name][1]:.0f} ms with {FEW}",
        target=f"at most {AT_MOST} ms",
        met=many[name][1] <= AT_MOST,
    )
