"""A visit to the form (GET and POST) through gunicorn, against a bare view in the same run."""

import contextlib
import http.client
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db import connection
from django.utils import timezone

from evaluations.models import Question, Questionnaire
from evaluations.scales import Kind
from participants.actions import issue_links
from participants.models import Participant
from programmes.models import Organisation, Person, Programme
from tests.benchmarks.table import Measurement

CLIENTS, VISITS_A_CLIENT, ROUNDS = 4, 60, 5
OURS, BARE = 8731, 8732
WORDS = "A sentence or two about what I take home from these days."
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Visit:
    """A GET, and a POST where there is something to send."""

    path: str
    body: str = ""


def visits_per_second(port: int, visits: list[Visit]) -> float:
    """Each client has one connection and goes through its share of the visits."""
    shares = [visits[client::CLIENTS] for client in range(CLIENTS)]
    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda share: _browse(port, share), shares))
    return len(visits) / (time.perf_counter() - started)


def _browse(port: int, visits: list[Visit]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for visit in visits:
        _ask(connection, "GET", visit.path)
        if visit.body:
            _ask(connection, "POST", visit.path, visit.body)
    connection.close()


def _ask(connection: http.client.HTTPConnection, method: str, path: str, body: str = "") -> None:
    connection.request(method, path, body=body, headers=FORM if body else {})
    answer = connection.getresponse()
    answer.read()
    if answer.status not in (200, 302, 303):
        raise RuntimeError(f"{method} {path.split('/')[-2]} answered {answer.status}")


@contextlib.contextmanager
def gunicorn(application: str, port: int) -> Iterator[None]:
    """Two workers of an application, as in production, for as long as it is needed."""
    command = [sys.executable, "-m", "gunicorn", application, "--workers=2", "--log-level=error"]
    process = subprocess.Popen([*command, f"--bind=127.0.0.1:{port}"])
    try:
        _wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        time.sleep(0.1)
    raise RuntimeError(f"No server answered on port {port}.")


def measure() -> Iterator[Measurement]:
    """Rounds of ours and of the bare view take turns; the medians are compared."""
    form = form_of_25_questions("visits")
    paths = [f"/me/{token}/{form.slug}/" for token in tokens(form)]
    questions = list(form.questions.all())
    with gunicorn("immersion.wsgi", OURS), gunicorn("tests.benchmarks.bare", BARE):
        pairs = list(_rounds(paths, questions))
    yield compared(
        f"A visit to the form of {len(questions)} questions (GET and POST), gunicorn, PostgreSQL",
        pairs,
    )


def compared(what: str, pairs: list[tuple[float, float]], least: float | None = 0.5) -> Measurement:
    """Ours against the bare view, round by round."""
    ratio = statistics.median(ours / bare for ours, bare in pairs)
    ours, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    return Measurement(
        what,
        f"{ours:.0f} a second",
        f"{bare:.0f} a second by a bare view",
        ratio,
        f"at least {least}" if least else "",
        ratio >= least if least else None,
    )


def _rounds(paths: list[str], questions: list) -> Iterator[tuple[float, float]]:
    ours = [Visit(path, urlencode(dict(map(_our_field, questions)))) for path in paths]
    bare = [Visit("/form/", urlencode(dict(map(_bare_field, questions)))) for _path in paths]
    return in_turns(ours, bare)


def in_turns(ours: list[Visit], bare: list[Visit]) -> Iterator[tuple[float, float]]:
    for round_number in range(ROUNDS + 1):
        pair = visits_per_second(OURS, ours), visits_per_second(BARE, bare)
        if round_number:  # the first warms both servers up
            yield pair


def _our_field(question) -> tuple[str, str]:
    return f"q{question.pk}", WORDS if question.kind in ("text", "quote") else "5"


def _bare_field(question) -> tuple[str, str]:
    return question.code, _our_field(question)[1]


def form_of_25_questions(name: str) -> Questionnaire:
    """23 rows to agree with and two for words, in an open form of a programme of its own."""
    now = timezone.now()
    day = timedelta(days=1)
    programme = Programme.objects.create(
        title=name.capitalize(), slug=name, starts_on=now - day, ends_on=now
    )
    form = programme.questionnaires.create(
        slug="end", title="Feedback", opens_at=now - day, closes_at=now + day
    )
    Question.objects.bulk_create(
        Question(
            questionnaire=form,
            code=f"B{number}",
            position=number,
            wording=f"Statement {number} about the programme and what it was worth to me.",
            kind=Kind.AGREE6 if number < 24 else Kind.TEXT,
        )
        for number in range(1, 26)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bare_answer (response uuid, question bigint, value text)"
        )
    return form


def tokens(form: Questionnaire) -> list[str]:
    organisation = Organisation.objects.create(name=form.programme.title, sector="other")
    people = Person.objects.bulk_create(
        Person(name=f"Visitor {number}", organisation=organisation)
        for number in range(CLIENTS * VISITS_A_CLIENT)
    )
    participants = Participant.objects.bulk_create(
        Participant(
            programme=form.programme, person=person, organisation=organisation, status="accepted"
        )
        for person in people
    )
    return [link.token for link in issue_links(participants=participants)]
