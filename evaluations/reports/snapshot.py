"""A report as it is frozen at publication: canonical JSON, and the same value out of it again."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache

from .evaluation.report import EvaluationReport


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The report, the two data files that travel inside its PDF, and its figures by name."""

    report: EvaluationReport
    figures_json: str
    figures_csv: str
    names: tuple[tuple[str, str], ...] = ()


def frozen(snapshot: Snapshot) -> str:
    """The text whose bytes are hashed: sorted keys, no spaces, whole numbers only.

    ValueError when the same value would not come back out of it.
    """
    plain = _converter().unstructure(snapshot, Snapshot)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if thawed(text) != snapshot:
        raise ValueError("this report does not come back as it was frozen")
    return text


def thawed(text: str) -> Snapshot:
    """ValueError when the text is not the JSON of a snapshot as this code knows it."""
    plain = json.loads(text, parse_float=_refuse, parse_constant=_refuse)
    try:
        return _converter().structure(plain, Snapshot)
    except Exception as error:  # cattrs gathers its findings in groups of several kinds
        raise ValueError(f"not a snapshot of this version: {error!r}") from error


def sha256(content: str | bytes) -> str:
    whole = content.encode() if isinstance(content, str) else bytes(content)
    return hashlib.sha256(whole).hexdigest()


@cache
def _converter():
    from cattrs.preconf.json import make_converter

    return make_converter(forbid_extra_keys=True)


def _refuse(number: str) -> None:
    raise ValueError(f"{number}: a frozen report holds words and whole numbers only")
