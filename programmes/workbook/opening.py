"""Opens a file from anybody: whatever is not a harmless .xlsx is refused with a sentence."""

import contextlib
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from .findings import Refused

OLD_FORMAT = bytes.fromhex("D0CF11E0A1B11AE1")  # .xls, and the wrapping of encrypted files
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MOST_PARTS = 2_000
MOST_IN_MEMORY = 60_000_000  # shared texts and styles are kept whole while reading
CHUNK = 1 << 20
FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


def content_of(file: BinaryIO) -> bytes:
    """All of the file, or a refusal when it is empty or longer than we take."""
    content = file.read(settings.WORKBOOK_MAX_BYTES + 1)
    if not content:
        raise Refused(_("The file is empty. Choose the workbook you have saved."))
    if len(content) > settings.WORKBOOK_MAX_BYTES:
        raise Refused(
            _(
                "The file is larger than %(most)s. A programme of thousands is far smaller: "
                "remove pictures and empty sheets."
            )
            % {"most": filesizeformat(settings.WORKBOOK_MAX_BYTES)}
        )
    return content


def checked_content(file: BinaryIO) -> bytes:
    """All of the file, known to be safe to open."""
    content = content_of(file)
    _check_wrapping(content)
    _check_parts(content)
    return content


@contextlib.contextmanager
def opened(content: bytes) -> Iterator[Workbook]:
    """A workbook to be read row by row; its formulas are not computed."""
    _check_wrapping(content)
    _check_parts(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = _loaded(content)
        try:
            yield book
        finally:
            book.close()


def _loaded(content: bytes) -> Workbook:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except Exception as error:  # whatever the foreign parser stumbles over, the file is damaged
        raise damaged() from error
    if not book.worksheets:
        raise damaged()
    return book


def damaged() -> Refused:
    return Refused(
        _(
            "The file cannot be read: it is damaged, or not a workbook. Open it in a spreadsheet "
            "program and save it as .xlsx again."
        )
    )


def _check_wrapping(content: bytes) -> None:
    if content.startswith(OLD_FORMAT):
        if ENCRYPTED in content:
            raise Refused(
                _("The file is protected by a password. Remove the password and save it again.")
            )
        raise Refused(
            _("This is a workbook of the old kind (.xls). Save it as .xlsx and try again.")
        )
    if not content.startswith(b"PK"):
        raise Refused(
            _(
                "The file is not a workbook. Save it from your spreadsheet program as .xlsx and "
                "try again."
            )
        )


def _check_parts(content: bytes) -> None:
    """Unpacks everything once, piece by piece, and counts: what a part says of its own size is
    not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > _most():
                raise _too_large()
            if any(part.flag_bits & 1 for part in parts):
                raise Refused(
                    _("The file is protected by a password. Remove the password and save it again.")
                )
            left = _most()
            for part in parts:
                left -= _unpacked(archive, part, left)
            if "[Content_Types].xml" not in archive.namelist():
                raise damaged()
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
    ) as error:
        raise damaged() from error


def _most() -> int:
    return settings.WORKBOOK_MAX_UNPACKED_BYTES


def _too_large() -> Refused:
    return Refused(
        _(
            "Unpacked, the file would be larger than %(most)s. It is not opened. Copy your rows "
            "into a new template."
        )
        % {"most": filesizeformat(_most())}
    )


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Bytes in this part. Definitions that could multiply on reading are refused."""
    if "worksheets/" not in part.filename:
        left = min(left, MOST_IN_MEMORY)
    total, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            total += len(chunk)
            if total > left:
                raise _too_large()
            plain = tail + chunk.replace(b"\0", b"")
            if part.filename.endswith((".xml", ".rels", ".vml")) and any(
                f in plain for f in FORBIDDEN
            ):
                raise Refused(
                    _(
                        "The file contains definitions that no spreadsheet program writes. It is "
                        "not opened."
                    )
                )
            tail = plain[-16:]
    return total
