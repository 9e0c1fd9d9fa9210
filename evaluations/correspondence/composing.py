"""A letter for each of several people: the wording of a step with their own values in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from participants.models import Step
from participants.outbox.filling import doubled, fill, names_in
from programmes.models import Programme

from .placeholders import BY_NAME, LINK, MAY_BE_EMPTY
from .scene import KINDS, Owner, Scene, owners_of
from .wording import Wording, wordings_of

LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Composed:
    """`facts`: what of the programme and its places it rests on, by placeholder; empty what may be
    empty. `missing`: placeholders without a value, which stand in the text as they were typed."""

    subject: str
    text: str
    facts: dict[str, str]
    missing: tuple[str, ...]


def compose(
    programme: Programme,
    step: Step,
    owners: Iterable[Owner],
    about: Mapping[int, object] | None = None,
    wording: Wording | None = None,
) -> dict[int, Composed]:
    """By the key of each; they are all of one kind. As many queries for one as for hundreds."""
    owners = list(owners)
    if not owners:
        return {}
    wording = wording or wordings_of(programme)[step]
    scene = Scene(programme, about or {})
    rows = owners_of(programme, KINDS[type(owners[0])], (owner.pk for owner in owners))
    return {row.pk: letter(wording, scene, row) for row in rows}


def letter(wording: Wording, scene: Scene, owner: Owner) -> Composed:
    named = {*names_in(wording.subject), *names_in(wording.text)} & BY_NAME.keys()
    values = {name: _value(name, scene, owner) for name in named}
    subject = fill(wording.subject, values)
    text = fill(wording.text, values, MAY_BE_EMPTY)
    twice = (f"{{{name}}}" for name in doubled(wording.subject + wording.text, BY_NAME))
    missing = tuple(dict.fromkeys([*subject.missing, *text.missing, *twice]))
    facts = (name for name, one in BY_NAME.items() if one.is_fact and name in named)
    return Composed(
        subject=" ".join(subject.text.split())[:LONGEST_SUBJECT],
        text=text.text,
        facts={name: values[name] for name in facts if name not in missing},
        missing=missing,
    )


def _value(name: str, scene: Scene, owner: Owner) -> str:
    """No value can smuggle in a link: only the wording may ask for one."""
    placeholder = BY_NAME[name]
    if KINDS[type(owner)] not in placeholder.owners:
        return ""
    value = placeholder.resolve(scene, owner).replace("\r\n", "\n").strip()
    return value if name == LINK else value.replace("{link}", "(link)")
