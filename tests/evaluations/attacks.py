"""What somebody can do who holds the whole database."""

import json

from django.apps import apps
from django.db import connection

from evaluations.models import Answer, Comment, Response

ANSWERS = (Response, Answer, Comment)


def physical(model, column, where=""):
    """The column's values in the order in which the rows lie in the database's file."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} {where} ORDER BY {place}")
        return [row[0] for row in cursor.fetchall()]


def agreement(order, truth):
    """Kendall's tau between two orders of the same things: 1 the same, 0 none, -1 reversed."""
    rank = {value: at for at, value in enumerate(truth)}
    ranks = [rank[value] for value in order]
    signs = [
        1 if ranks[i] < ranks[j] else -1
        for i in range(len(ranks))
        for j in range(i + 1, len(ranks))
    ]
    return sum(signs) / len(signs)


def everything_written(but=()):
    """All rows of all tables, as one text."""
    rows = [list(model.objects.values()) for model in apps.get_models() if model not in but]
    return json.dumps(rows, default=str)


def candidates(truth, shown):
    """By person, the keys that could be theirs in some way of giving everybody one key.

    `truth`: by person, the forms they are known to have answered. `shown`: by key, the forms it
    stands under. In a form everybody who answered it has one key, and no key has two people.
    """
    fits = {
        one: [key for key, forms in shown.items() if forms <= answered]
        for one, answered in truth.items()
    }
    return {one: {key for key in fits[one] if _matches({**fits, one: [key]})} for one in truth}


def _matches(fits):
    """Whether everybody can have a key of their own: augmenting paths (Kuhn 1955)."""
    owner = {}

    def place(one, tried):
        for key in fits[one]:
            if key not in tried:
                tried.add(key)
                if key not in owner or place(owner[key], tried):
                    owner[key] = one
                    return True
        return False

    return all(place(one, set()) for one in fits)
