"""Measures everything, each figure beside its reference in the same run, on PostgreSQL.

    python -m tests.benchmarks [NAME …]

NAME is a module of this folder, such as visits; without one, all are run.
"""

import importlib
import os
import pkgutil
import secrets
import sys

import django
from django.core.management import call_command

import tests.benchmarks
from tests.benchmarks.table import Measurement, table
from tests.postgres import server

NOT_MEASURING = {"__main__", "bare", "bare_post", "table"}


def main(names: list[str]) -> None:
    known = {module.name for module in pkgutil.iter_modules(tests.benchmarks.__path__)}
    unknown = set(names) - (known - NOT_MEASURING)
    if unknown:
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}.")
    with server() as database_url:
        set_up(database_url.replace("/immersion?", "/postgres?"))
        chosen = names or sorted(known - NOT_MEASURING)
        print(table([row for name in chosen for row in measured(name)]))


def set_up(database_url: str) -> None:
    os.environ.update(
        DATABASE_URL=database_url,
        DJANGO_SETTINGS_MODULE="immersion.settings",
        SECRET_KEY=secrets.token_urlsafe(50),
        DEBUG="no",
        SECURE_COOKIES="no",
        REQUIRE_SECOND_FACTOR="no",
    )
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def measured(name: str) -> list[Measurement]:
    print(f"Measuring {name} …", file=sys.stderr)
    return list(importlib.import_module(f"tests.benchmarks.{name}").measure())


if __name__ == "__main__":
    main(sys.argv[1:])
