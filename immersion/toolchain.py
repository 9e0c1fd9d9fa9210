"""What a PDF is made with: the same tools and the same files give the same bytes."""

import ctypes
import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

PACKAGES = ("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "pyphen")
LIBRARIES = (
    ("Pango", ("libpango-1.0.so.0", "libpango-1.0.dylib"), "pango_version_string"),
    ("HarfBuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
)
STYLES = ("css/tokens.css", "css/report.css", "css/paper.css")


def toolchain() -> dict[str, str]:
    """Versions of the tools, and SHA-256 of styles, typefaces and templates."""
    static, templates = settings.BASE_DIR / "static", settings.BASE_DIR / "templates"
    drawn = [templates / "report.html", *(templates / "evaluations" / "report").rglob("*.html")]
    return {
        **{package: version(package) for package in PACKAGES},
        **{name: _library(files, function) for name, files, function in LIBRARIES},
        "styles": _sha256(static / style for style in STYLES),
        "typefaces": _sha256((static / "fonts").glob("*.ttf")),
        "templates": _sha256(drawn),
    }


def _library(files: Iterable[str], function: str) -> str:
    for file in files:
        try:
            say = getattr(ctypes.CDLL(file), function)
        except OSError:
            continue
        say.restype = ctypes.c_char_p
        return say().decode()
    return "missing"


def _sha256(files: Iterable[Path]) -> str:
    """Of the files in the order of their names; where they lie does not matter."""
    whole = hashlib.sha256()
    for file in sorted(files):
        whole.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()
