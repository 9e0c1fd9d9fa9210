"""The database's own rules, asked of a row before it is written: no query a row, and the words of
the rule itself."""

import operator
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import F, Q

COMPARE = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, options: value in options,
}


def broken_rules(thing: models.Model) -> Iterator[tuple[models.CheckConstraint, list[str]]]:
    """Check constraints that this row would violate, with the fields each speaks of."""
    for rule in thing._meta.constraints:
        if isinstance(rule, models.CheckConstraint) and holds(rule.condition, thing) is False:
            yield rule, fields_of(rule.condition)


def holds(condition: Q, thing: models.Model) -> bool | None:
    """As SQL decides it: None where something is unknown, which a constraint lets pass."""
    results = [
        holds(child, thing) if isinstance(child, Q) else _compares(thing, *child)
        for child in condition.children
    ]
    if condition.connector == Q.OR:
        result = True if True in results else None if None in results else False
    else:
        result = False if False in results else None if None in results else True
    return (not result if result is not None else None) if condition.negated else result


def _compares(thing: models.Model, lookup: str, wanted: Any) -> bool | None:
    name, __, comparison = lookup.partition("__")
    value = _value(thing, name)
    if comparison == "isnull":
        return (value is None) is wanted
    if isinstance(wanted, F):
        wanted = _value(thing, wanted.name)
    if value is None or wanted is None:
        return None
    return COMPARE[comparison or "exact"](value, wanted)


def _value(thing: models.Model, name: str) -> Any:
    field = thing._meta.get_field(name)
    if not field.is_relation:
        return getattr(thing, name)
    return field.get_cached_value(thing, default=None) or getattr(thing, field.attname)


def fields_of(condition: Q) -> list[str]:
    names: list[str] = []
    for child in condition.children:
        names += fields_of(child) if isinstance(child, Q) else [child[0].partition("__")[0]]
    return list(dict.fromkeys(names))


def doubles(
    rule: models.UniqueConstraint, things: Iterable[models.Model]
) -> Iterator[tuple[models.Model, models.Model]]:
    """Pairs that this rule does not allow side by side: the earlier one, the later one."""
    first: dict[tuple, models.Model] = {}
    for thing in things:
        if rule.condition is not None and holds(rule.condition, thing) is not True:
            continue
        key = tuple(_part(thing, name) for name in unique_fields(rule))
        if None in key:
            continue
        if (earlier := first.setdefault(key, thing)) is not thing:
            yield earlier, thing


def unique_fields(rule: models.UniqueConstraint) -> list[str]:
    if rule.fields:
        return list(rule.fields)
    return [source.name for e in rule.expressions for source in e.get_source_expressions()]


def _part(thing: models.Model, name: str) -> Any:
    value = _value(thing, name)
    if isinstance(value, models.Model):
        return value.pk or id(value)
    return value.lower() if isinstance(value, str) else value
