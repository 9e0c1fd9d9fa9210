"""HTML to a PDF that archives keep and screen readers read: PDF/A-3a and PDF/UA-1 in one file.

The only module that imports WeasyPrint, and late: the import takes a second and needs Pango.
"""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import groupby
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core import checks

STATIC = settings.BASE_DIR / "static"
BASE_URL = STATIC.as_uri() + "/"
LIBRARIES = {
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}
TITLES = ("h1", "h2", "h3", "caption", "figcaption")
PDFUA_IN_XMP = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


@dataclass(frozen=True, slots=True)
class Attached:
    """A data file that travels inside the PDF."""

    name: str
    description: str
    content: bytes


def write(html: str, dated: date, identifier: bytes, attached: Sequence[Attached] = ()) -> bytes:
    """The finished PDF; the same arguments give the same bytes on the same machine.

    Addresses in `html` are relative to the static files, and nothing else is ever fetched.
    OSError when the system has no Pango; the system check says what to install.
    """
    import weasyprint

    noon = datetime.combine(dated, time(12), UTC)
    document = weasyprint.HTML(
        string=printable(html), base_url=BASE_URL, url_fetcher=_fetcher()
    ).render(pdf_variant="pdf/a-3a")
    _say_both_standards(document.metadata)
    attachments = [
        weasyprint.Attachment(
            string=file.content,
            name=file.name,
            description=file.description,
            relationship="Data",
            created=noon,
            modified=noon,
        )
        for file in attached
    ]
    return document.write_pdf(
        pdf_variant="pdf/a-3a",
        # As hexadecimal letters: a reader takes a raw carriage return for a line feed.
        pdf_identifier=identifier.hex().encode(),
        attachments=attachments,
        finisher=_finish,
    )


def _fetcher():
    from weasyprint.urls import URLFetcher

    class StaticFiles(URLFetcher):
        """Opens files below static/ and refuses every other address."""

        def fetch(self, url, headers=None):
            path = Path(unquote(urlsplit(url).path)).resolve()
            if not url.startswith("file:///") or not path.is_relative_to(STATIC):
                raise ValueError(f"not a static file: {url}")
            return super().fetch(url, headers)

    return StaticFiles(allowed_protocols=("file",), fail_on_errors=True)


def _say_both_standards(metadata) -> None:
    """Readers look at the first rdf:RDF only, so PDF/UA is named beside PDF/A in the same one."""
    plain = metadata.generate_rdf_metadata

    def both(*args):
        return plain(*args).replace(b"</rdf:RDF>", PDFUA_IN_XMP)

    metadata.generate_rdf_metadata = both


def _finish(document, pdf) -> None:
    """What WeasyPrint 70 leaves out of the tags; uses its internals, hence the pinned version."""
    _scope_headings(pdf)
    _word_links(document, pdf)
    _hide_running_heads(pdf)
    _list_attachments_once(pdf)


def _list_attachments_once(pdf) -> None:
    import pydyf

    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _target(pdf, reference):
    """The object that a reference such as b"12 0 R" points to."""
    return pdf.objects[int(reference.split()[0])]


def _structure(pdf, kind: str):
    return [item for item in pdf.objects if isinstance(item, dict) and item.get("S") == kind]


def _scope_headings(pdf) -> None:
    for cell in _structure(pdf, "/TH"):
        group = _target(pdf, _target(pdf, cell["P"])["P"])
        cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _word_links(document, pdf) -> None:
    """A link says where it leads in words, not as the name of an anchor."""
    import pydyf

    words = _headings(document._html.etree_element)
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and "Dest" in item:
            anchor = item["Dest"].string
            item["Contents"] = pydyf.String(words.get(anchor, anchor))


def _headings(root) -> dict[str, str]:
    """Text of the first heading or caption in every element with an id, by id."""
    found = {}
    for element in root.iter():
        if not (anchor := element.get("id")):
            continue
        titles = (inner for inner in element.iter() if inner.tag in TITLES)
        text = "".join(next(titles, element).itertext())
        found[anchor] = " ".join(text.split())
    return found


def _hide_running_heads(pdf) -> None:
    """Margin boxes are tagged but stand outside the tree: mark them as pagination."""
    root = _target(pdf, pdf.catalog["StructTreeRoot"])
    reached = _reached(pdf, root["K"])
    pairs = _target(pdf, root["ParentTree"])["Nums"]
    parents = dict(zip(pairs[::2], pairs[1::2], strict=True))
    for number, reference in enumerate(pdf.page_references):
        stream = _target(pdf, _target(pdf, reference)["Contents"])
        outside = [i for i, parent in enumerate(parents[number]) if parent not in reached]
        for mcid in outside:
            _make_artifact(stream.stream, mcid)
            parents[number][mcid] = "null"


def _reached(pdf, kids) -> set:
    """References of all elements below these."""
    found, waiting = set(), list(kids)
    while waiting:
        reference = waiting.pop()
        if isinstance(reference, int) or reference in found:
            continue
        found.add(reference)
        waiting += _target(pdf, reference).get("K", [])
    return found


def _make_artifact(operators: list, mcid: int) -> None:
    for index, operator in enumerate(operators):
        if isinstance(operator, dict) and operator.get("MCID") == mcid:
            operators[index - 1 : index + 1] = ["/Artifact", "<</Type /Pagination>>"]
            return


# Characters


@cache
def _characters() -> frozenset[int]:
    """Code points that every one of our typefaces can draw."""
    from fontTools.ttLib import TTFont

    fonts = sorted((STATIC / "fonts").glob("*.ttf"))
    covers = []
    for font in fonts:
        with TTFont(font, lazy=True) as opened:
            covers.append(set(opened.getBestCmap()))
    return frozenset(set.intersection(*covers)) | {ord("\n"), ord("\t")}


def printable(text: str) -> str:
    """The text with what our typefaces cannot draw named in square brackets: [grinning face].

    A glyph from a stranger's font, or none, would break the standards the file claims.
    """
    text = unicodedata.normalize("NFC", text)
    known = _characters()
    if known.issuperset(map(ord, set(text))):
        return text
    runs = groupby(text, lambda char: "" if ord(char) in known else _spoken(char))
    return "".join("".join(run) if not name else _bracketed(name, run) for name, run in runs)


def undrawable(text: str) -> list[tuple[int, int, str]]:
    """Where the text has signs that no typeface of ours can draw, and how they would be named."""
    known, runs = _characters(), []
    for start, end in _clusters(text):
        if known.issuperset(map(ord, unicodedata.normalize("NFC", text[start:end]))):
            continue
        if runs and runs[-1][1] == start:
            start = runs.pop()[0]
        runs.append((start, end))
    return [(start, end, printable(text[start:end])) for start, end in runs]


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each letter with the accents, joiners and variations that belong to it."""
    start = 0
    for at in range(1, len(text) + bool(text)):
        if at == len(text) or unicodedata.category(text[at]) not in ("Mn", "Mc", "Me", "Cf"):
            yield start, at
            start = at


def _spoken(char: str) -> str:
    """What to say of a character we cannot draw; a space where nothing need be said."""
    category, name = unicodedata.category(char), unicodedata.name(char, "sign").lower()
    if category[0] in "CM" or category == "Sk":
        return " "
    if category[0] == "Z":
        return "space"
    if category[0] == "L":
        script = name.split()[0]
        return {"cjk": "Chinese or Japanese"}.get(script, script.capitalize()) + " text"
    return name


def _bracketed(name: str, run) -> str:
    if name in (" ", "space"):
        return name[:-5] + " " if name == "space" else ""
    return f"[{name}]"


# The system


def _opens(names: Sequence[str]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


@checks.register
def pango_is_installed(app_configs, **kwargs) -> list[checks.CheckMessage]:
    missing = [package for package, names in LIBRARIES.items() if not _opens(names)]
    if not missing:
        return []
    remedy = "sudo apt-get install --no-install-recommends " + " ".join(missing)
    return [
        checks.Warning(
            "Reports cannot be written as PDF: the system has no Pango.",
            hint=f"On Debian: {remedy}",
            id="immersion.W001",
        )
    ]
