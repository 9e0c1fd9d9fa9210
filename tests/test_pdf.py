"""The PDF itself, apart from any report."""

import io
from datetime import date

import pikepdf
import pytest

from immersion import pdf

PAGE = '<!doctype html><html lang="en"><title>One page</title><h1>One page</h1></html>'


@pytest.mark.parametrize("byte", [b"\r", b"\n", b"(", b")", b"\\", b"\0"])
def test_a_files_identifier_is_read_back_whatever_its_bytes(byte):
    identifier = byte * 16
    written = pdf.write(PAGE, date(2026, 11, 24), identifier)
    with pikepdf.open(io.BytesIO(written)) as file:
        assert bytes(file.trailer.ID[0]).decode() == identifier.hex()
