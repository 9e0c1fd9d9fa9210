"""What a report must not say: numbers typed by hand, and more than its figures show. Pure.

A number beside "%", "of" or "out of" belongs in the figures, where it cannot go stale; claims of
cause, size and spread belong to studies made for them. Every finding says what to write instead.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from .narrative import TOKEN

Translate = Callable[[str], str]
AROUND = 36
"""Characters of the text that are shown on each side of what was found."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`words` as they stand in the text, `before` and `after` around them; `stops` publishing."""

    words: str
    before: str
    after: str
    instead: str
    stops: bool


WORDS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|a hundred)"
)
DIGITS = r"(?<![\w.,])\d[\d.,]*"
NUMBER = rf"(?:{DIGITS}|\b(?:one|{WORDS})\b)"
MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
UNITS = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|rounds?|tables?|metres?|miles?|km)\b"
)
NUMBERED = re.compile(
    r"\b(?:section|part|chapter|page|table|figure|objective|question|number|no\.|visit|round|team"
    r"|day|group|room|level|version)s?\s+$",
    re.IGNORECASE,
)
FEW = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
A_FEW_OF = re.compile(rf"{FEW}\s+of\s+(?:the\s+)?{FEW}", re.IGNORECASE)
"""Said of things that are counted on one's fingers: "one of the four teams"."""
YEAR = r"(?:19|20)\d\d\b(?![.,]\d)"
PER_CENT = rf"{NUMBER}\s*(?:%|(?:per\s?cent|percentage\s+points?)\b)"
TOKEN_PER_CENT = r"\}\}\s*(?:%|per\s?cent\b)"
OF_NUMBER = rf"\bof\s+(?:(?:the|all|our)\s+)?(?!{YEAR})\d[\d.,]*\b(?!\s+{UNITS})"
NUMBER_OF_NUMBER = rf"{NUMBER}\s+(?:out\s+)?of\s+(?:the\s+)?{NUMBER}(?!\s+{UNITS})"
NUMBER_OF = rf"{DIGITS}(?:\s+[a-z]+)?\s+(?:out\s+)?of\b(?!\s+{MONTHS}\b)"
WORD_OUT_OF = rf"\b(?:one|{WORDS})\s+out\s+of\b"
OPEN_TOKEN = r"\{\{?[^{}\n]{0,40}\}?\}?"

CLAIMS = (
    (r"\b(?:impacts?|impacted|impactful)\b", "impact"),
    (r"\beffects?\b|\beffective(?:ly|ness)?\b|\bworks\b(?=[.!])", "effect"),
    (r"\bcaus(?:e[sd]?|ing)\b|\bbecause of the programme\b|\bthanks to the programme\b", "cause"),
    (r"\b(?:led|leads|leading) to\b|\bresult(?:s|ed|ing)? in\b|\bbrought about\b", "cause"),
    (r"\b(?:improve[sd]?|improving) by\b|\bimprovement of\b|\}\}\s+improvement\b", "improved"),
    (r"\b(?:doubled|tripled|halved)\b", "improved"),
    (r"\bsignificant(?:ly)?\b|\bsignificance\b", "significant"),
    (r"\brepresentative\b|\bleaders in general\b", "representative"),
    (r"\b(?:proves?|proved|proven|proof|demonstrates?|demonstrated)\b", "proof"),
    (r"\bmargin of error\b", "margin"),
    (r"\bcronbach\b|\b(?:scale )?reliability\b", "alpha"),
    (r"[£€$]\s*\d|\bvalue for money\b|\breturn on investment\b|\bcost[- ]effective", "money"),
    (r"\b(?:everybody|everyone|all participants|the vast majority|most people)\b", "everyone"),
)
OF_CAUSE = ("impact", "effect", "cause", "improved")
"""Kinds of claim that say the programme brought something about."""
LEARNING = r"\blearn(?:t|ed|ing|s)?\b"
NEGATED = re.compile(
    r"\b(?:not|no|never|cannot|nothing|nor|without|whether|if|n['’]t)\b[^.!?]*$", re.IGNORECASE
)


def findings(
    text: str,
    figures: Mapping[str, str],
    withheld: Collection[str] = (),
    rated_sessions: bool = False,
    _: Translate = str,
) -> tuple[Finding, ...]:
    """In the order of the text; each stretch of it is found once, what stops before what warns.

    `figures` are all that may be named, `withheld` the names of those whose figure is not shown.
    `rated_sessions`: the text stands beside ratings of sessions, which say nothing of learning.
    """
    found: list[tuple[int, int, Finding]] = []
    for start, end, instead, stops in _all(text, figures, withheld, rated_sessions, _):
        if not any(start < other_end and other < end for other, other_end, _seen in found):
            found.append((start, end, _finding(text, start, end, instead, stops)))
    return tuple(finding for _start, _end, finding in sorted(found, key=lambda one: one[:2]))


def claims_of_cause(text: str, _: Translate = str) -> tuple[Finding, ...]:
    """What says that the programme brought something about, unless the sentence denies it."""
    found = [
        (start, _finding(text, start, end, instead, True))
        for pattern, kind in CLAIMS
        if kind in OF_CAUSE
        for start, end, instead, _stops in _claims(text, pattern, _instead(kind, _))
    ]
    return tuple(finding for _start, finding in sorted(found, key=lambda one: one[0]))


def _all(text, figures, withheld, rated_sessions, _) -> Iterator[tuple[int, int, str, bool]]:
    yield from _names(text, figures, withheld, _)
    plain = TOKEN.sub(lambda name: "{{" + "x" * (len(name[0]) - 4) + "}}", text)
    yield from _numbers(plain, _)
    for pattern, kind in CLAIMS:
        yield from _claims(plain, pattern, _instead(kind, _))
    if rated_sessions:
        yield from _claims(plain, LEARNING, _instead("learning", _))


def _names(text, figures, withheld, _) -> Iterator[tuple[int, int, str, bool]]:
    for name in TOKEN.finditer(text):
        if name[1] not in figures:
            yield *name.span(), _("There is no such figure. Choose one from the list."), True
        elif name[1] in withheld:
            words = _("Too few answered for this figure to be shown. Take it out.")
            yield *name.span(), words, True
    rest = TOKEN.sub(lambda name: " " * len(name[0]), text)
    for piece in re.finditer(OPEN_TOKEN, rest):
        yield *piece.span(), _("Write the name of a figure as {{O2.agree}}, or no braces."), True


def _numbers(plain: str, _: Translate) -> Iterator[tuple[int, int, str, bool]]:
    words = _("Put in the figure by its name, as {{O2.agree}}, so that it is always right.")
    bare = _("The figure brings its own per cent sign. Take this one away.")
    for piece in re.finditer(TOKEN_PER_CENT, plain, re.IGNORECASE):
        yield *piece.span(), bare, True
    for pattern in (PER_CENT, NUMBER_OF_NUMBER, NUMBER_OF, WORD_OUT_OF, OF_NUMBER):
        for piece in re.finditer(pattern, plain, re.IGNORECASE):
            numbered = NUMBERED.search(plain[: piece.start()])
            if not numbered and not A_FEW_OF.fullmatch(piece[0]):
                yield *piece.span(), words, True


def _claims(plain: str, pattern: str, instead: str) -> Iterator[tuple[int, int, str, bool]]:
    """Not where the sentence denies it: "this does not show an effect" is just right."""
    for piece in re.finditer(pattern, plain, re.IGNORECASE):
        if not NEGATED.search(plain[: piece.start()]):
            yield *piece.span(), instead, False


def _instead(kind: str, _: Translate) -> str:
    return {
        "impact": _("Say what people report has changed: “people say they now …”."),
        "effect": _("Say what people rated or did; there was no comparison group."),
        "cause": _("Say “since the programme” or “people put this down to the programme”."),
        "improved": _("Say how many moved up, stayed and moved down."),
        "significant": _("Say “clear” or “large”, or point to the adjusted p in the tables."),
        "representative": _("Say that these are the answers of those who took part."),
        "proof": _("Say “suggests”, “people say” or “is in keeping with”."),
        "margin": _("Say “95% interval”; the people asked are no sample of a larger group."),
        "alpha": _("Leave it out: it means nothing with so few answers."),
        "money": _("Leave money out: nothing here measures it."),
        "everyone": _("Put in the figure: a count says how many “everyone” or “most” are."),
        "learning": _("Ratings of a session say how it was liked, not what was learnt."),
    }[kind]


def _finding(text: str, start: int, end: int, instead: str, stops: bool) -> Finding:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "…" + before.split(" ", 1)[-1]
    if end + AROUND < len(text):
        after = after.rsplit(" ", 1)[0] + "…"
    return Finding(text[start:end], before, after, instead, stops)
