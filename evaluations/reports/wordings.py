"""How a programme's messages are worded and when they go, for whoever edits them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evaluations.actions.rewording import is_changed
from evaluations.correspondence.composing import compose
from evaluations.correspondence.house import House
from evaluations.correspondence.placeholders import BY_NAME, LINK, MAY_BE_EMPTY, placeholders_of
from evaluations.correspondence.recipients import about_of, recipients_of
from evaluations.correspondence.scene import KINDS, Owner
from evaluations.correspondence.wording import Wording, house_wording, wordings_of
from participants.models import Step
from participants.outbox.filling import fill, names_in
from programmes.models import Programme

from .deeds import listed

LONGEST = 20_000
PHASES = (
    (gettext_lazy("Asking and inviting"), Step.ASK, Step.WAITING),
    (gettext_lazy("Who goes where"), Step.CHOICE, Step.PLACES),
    (gettext_lazy("Before the days"), Step.BRIEF_SETTER, Step.EVE),
    (gettext_lazy("Feedback and thanks"), Step.FEEDBACK, Step.THANKS_CONTRIBUTOR),
    (gettext_lazy("Afterwards"), Step.PEER_NOTES, Step.FOLLOW_UP),
    (gettext_lazy("At any time"), Step.BY_HAND, Step.BY_HAND),
)
"""Each with its first and its last step."""


def slug_of(step: Step) -> str:
    return str(step.value).replace(" ", "-")


STEPS = {slug_of(step): step for step in Step}


@dataclass(frozen=True, slots=True)
class StepLine:
    step: str
    slug: str
    title: str
    subject: str
    when: str
    in_use: bool
    is_changed: bool
    by_itself: bool


@dataclass(frozen=True, slots=True)
class Phase:
    title: str
    lines: tuple[StepLine, ...]


def wordings_page(programme: Programme) -> tuple[Phase, ...]:
    """One query."""
    lines = [_line(wording) for wording in wordings_of(programme).values()]
    order = [line.step for line in lines]
    return tuple(
        Phase(str(title), tuple(lines[order.index(first) : order.index(last) + 1]))
        for title, first, last in PHASES
    )


def _line(wording: Wording) -> StepLine:
    return StepLine(
        step=wording.step,
        slug=slug_of(wording.step),
        title=capfirst(str(wording.step.label)),
        subject=wording.subject,
        when=when(wording),
        in_use=wording.in_use,
        is_changed=is_changed(wording),
        by_itself=wording.by_itself,
    )


# When it goes, in words


def when(wording: Wording) -> str:
    """“14 days before the first day, at 09:00”."""
    parts = [_day(wording)]
    if not wording.at_once:
        parts.append(_("at %(clock)s") % {"clock": f"{wording.clock:%H:%M}"})
    if wording.house.again:
        again = _("about the form at the end again %(days)s days later")
        parts.append(again % {"days": get_text_list(wording.house.again, _("and"))})
    return capfirst(", ".join(parts))


def _day(wording: Wording) -> str:
    date, same_day = wording.anchor.value
    number = abs(wording.days)
    if not number:
        return str(same_day)
    before = ngettext("%(n)s day before %(date)s", "%(n)s days before %(date)s", number)
    after = ngettext("%(n)s day after %(date)s", "%(n)s days after %(date)s", number)
    return (before if wording.days < 0 else after) % {"n": number, "date": date}


# One of them, and how it reads


def typed(stands: Wording, fields: Mapping[str, str]) -> Wording:
    """With the words that were typed in place of those that stand, whatever may be wrong with
    them."""
    text = fields.get("text", stands.text)[:LONGEST].replace("\r\n", "\n")
    return replace(stands, subject=fields.get("subject", stands.subject)[:200], text=text)


@dataclass(frozen=True, slots=True)
class Offered:
    """A placeholder as it is offered to whoever types."""

    name: str
    token: str
    says: str
    example: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody on whom it is tried out."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is missing, and where it can be given."""

    name: str
    words: str
    url: str = ""

    @property
    def token(self) -> str:
        return f"{{{self.name}}}"


@dataclass(frozen=True, slots=True)
class Preview:
    """`to` is empty where nobody is there yet and examples stand in the places."""

    to: str
    subject: str
    text: str
    missing: tuple[Remedy, ...]
    lacks_link: bool


@dataclass(frozen=True, slots=True)
class WordingPage:
    wording: Wording
    line: StepLine
    anchor: str
    offered: tuple[Offered, ...]
    readers: tuple[Reader, ...]
    reader: str
    preview: Preview

    @property
    def is_words_only(self) -> bool:
        """Whether and when it goes is not for this page to say."""
        return self.wording.step in (Step.BY_HAND, Step.PLACES)

    @property
    def house(self) -> House:
        return self.wording.house


def wording_page(programme: Programme, wording: Wording, reader: str = "") -> WordingPage:
    people = {_key(one): one for one in recipients_of(programme, wording.step)}
    chosen = people.get(reader) or next(iter(people.values()), None)
    return WordingPage(
        wording=wording,
        line=_line(wording),
        anchor=str(wording.anchor.value[0]),
        offered=tuple(_offered(wording.step)),
        readers=tuple(Reader(key, _name(one)) for key, one in people.items()),
        reader=_key(chosen) if chosen else "",
        preview=_preview(programme, wording, chosen),
    )


def _key(owner: Owner) -> str:
    return f"{KINDS[type(owner)]}-{owner.pk}"


def _name(owner: Owner) -> str:
    return str(owner)


def _offered(step: Step) -> Iterable[Offered]:
    for one in placeholders_of(step):
        yield Offered(one.name, f"{{{one.name}}}", str(one.says), str(one.example))


def _preview(programme: Programme, wording: Wording, owner: Owner | None) -> Preview:
    subject, text, missing = _composed(programme, wording, owner) if owner else _example(wording)
    mine, house = (LINK in names_in(words.text) for words in (wording, house_wording(wording.step)))
    return Preview(
        to=_name(owner) if owner else "",
        subject=subject,
        text=text.replace(f"{{{LINK}}}", _("(their personal link)")),
        missing=tuple(remedy(programme, name) for name in missing),
        lacks_link=house and not mine,
    )


def _composed(programme: Programme, wording: Wording, owner: Owner) -> tuple:
    about = {owner.pk: about_of(programme, wording.step, owner)}
    letters = compose(programme, wording.step, [owner], about, wording)
    letter = letters[owner.pk]
    return letter.subject, letter.text, letter.missing


def _example(wording: Wording) -> tuple:
    examples = {one.name: str(one.example) for one in placeholders_of(wording.step)}
    subject = fill(wording.subject, examples)
    text = fill(wording.text, examples, MAY_BE_EMPTY)
    return subject.text, text.text, (*subject.missing, *text.missing)


OF_PROGRAMME = {"contact", "venue", "place", "directions", "map"}


def remedy(programme: Programme, name: str) -> Remedy:
    if name not in BY_NAME:
        return Remedy(name, _("There is no such placeholder."))
    values = {"says": BY_NAME[name].says}
    if name in OF_PROGRAMME:
        url = reverse("admin:programmes_programme_change", args=[programme.pk])
        return Remedy(name, _("The programme does not say yet: %(says)s.") % values, url)
    if name == "choice_closes":
        url = listed("participants_visitchoice", programme)
        return Remedy(name, _("Nobody has said yet when it closes."), url)
    return Remedy(name, _("Not known of them: %(says)s.") % values)
