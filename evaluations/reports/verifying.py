"""Whether a published file can be drawn again from its snapshot, byte for byte."""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evaluations.models import ReportVersion
from immersion.toolchain import toolchain

from .snapshot import sha256
from .version import pdf_of


@dataclass(frozen=True, slots=True)
class Verified:
    """`holds`: what is kept is what was published. `says`: one sentence each, in order."""

    version: ReportVersion
    holds: bool
    same_bytes: bool
    other_tools: tuple[str, ...]
    says: tuple[str, ...]


def verified(version: ReportVersion) -> Verified:
    kept = _kept(version)
    if kept:
        return Verified(version, False, False, (), kept)
    tools, now = version.toolchain, toolchain()
    other = tuple(sorted(name for name in now if tools.get(name) != now[name]))
    try:
        drawn = pdf_of(version.snapshot)
    except ValueError:
        words = _("This release cannot read the snapshot; it is the one that was hashed.")
        return Verified(version, bool(other), False, other, (*_said(other), words))
    if sha256(drawn) == version.pdf_sha256:
        words = _("Drawn again from its snapshot, it is the same to the last byte.")
        return Verified(version, True, True, other, (words, *_said(other)))
    if not other:
        words = _("Drawn again with the same tools, it is another file.")
        return Verified(version, False, False, other, (words,))
    return _by_its_words(version, drawn, other)


def _kept(version: ReportVersion) -> tuple[str, ...]:
    """What is wrong with what is kept, before anything is drawn."""
    wrong = []
    if sha256(version.snapshot) != version.snapshot_sha256:
        wrong.append(_("The snapshot is not the one that was hashed at publication."))
    if sha256(version.pdf) != version.pdf_sha256:
        wrong.append(_("The file is not the one that was hashed at publication."))
    return tuple(wrong)


def _by_its_words(version: ReportVersion, drawn: bytes, other: tuple[str, ...]) -> Verified:
    same = words_of(drawn) == words_of(bytes(version.pdf))
    words = _("Its words are the same.") if same else _("Its words are not the same.")
    return Verified(version, same, False, other, (*_said(other), words))


def _said(other: tuple[str, ...]) -> tuple[str, ...]:
    if not other:
        return ()
    return (_("It was made with other tools: %(tools)s.") % {"tools": ", ".join(other)},)


def words_of(pdf: bytes) -> str:
    """All text of a file, without regard to where its lines end."""
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
