"""Finding and replacing what lies inside a frozen value, however deep."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

Kind = TypeVar("Kind")


def inside(value: Any, kind: type[Kind]) -> Iterator[Kind]:
    """All instances of a kind, in the order of the fields."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from inside(each, kind)
    elif is_dataclass(value):
        for field in fields(value):
            yield from inside(getattr(value, field.name), kind)


def changed(value: Any, kind: type[Kind], change: Callable[[Kind], Kind | None]) -> Any:
    """The same value with `change` made to each instance; None leaves it out of its tuple."""
    if isinstance(value, kind):
        return change(value)
    if isinstance(value, tuple):
        anew = ((each, changed(each, kind, change)) for each in value)
        return tuple(new for old, new in anew if new is not None or old is None)
    if is_dataclass(value):
        parts = {f.name: getattr(value, f.name) for f in fields(value)}
        anew = {name: changed(part, kind, change) for name, part in parts.items()}
        moved = {name: part for name, part in anew.items() if part is not parts[name]}
        return replace(value, **moved) if moved else value
    return value
