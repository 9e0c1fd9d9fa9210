"""Published reports are drawn again from their snapshots, and compared byte for byte."""

import json

import pytest
from django.core.management import CommandError, call_command

from evaluations.models import ReportVersion
from evaluations.reports.snapshot import sha256

from . import published_case as cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    _case, report = cases.a_report(12, 12)
    return cases.published(report)


def said(what: str, capsys, **more) -> str:
    call_command("verify_report", what, **more)
    return capsys.readouterr().out


def refused(what: str, capsys, **more) -> str:
    with pytest.raises(CommandError):
        call_command("verify_report", what, **more)
    return capsys.readouterr().out


def change(version: ReportVersion, **fields) -> None:
    ReportVersion.objects.filter(pk=version.pk).update(**fields)


def test_the_same_snapshot_gives_the_same_bytes(version, capsys):
    assert "same to the last byte" in said("aldermouth", capsys)
    [row] = json.loads(said(str(version.pk), capsys, json=True))
    assert (row["holds"], row["same_bytes"], row["other_tools"]) == (True, True, [])
    assert row["pdf_sha256"] == version.pdf_sha256


def test_a_snapshot_somebody_has_changed_does_not_hold(version, capsys):
    change(version, snapshot=version.snapshot.replace("12 people took part", "21 people took part"))
    assert "snapshot is not the one that was hashed" in refused("aldermouth", capsys)


def test_a_snapshot_changed_together_with_its_hash_does_not_give_the_file(version, capsys):
    text = version.snapshot.replace("12 people took part", "21 people took part")
    change(version, snapshot=text, snapshot_sha256=sha256(text))
    assert "it is another file" in refused("aldermouth", capsys)


def test_a_file_somebody_has_changed_does_not_hold(version, capsys):
    change(version, pdf=bytes(version.pdf) + b"%")
    assert "file is not the one that was hashed" in refused("aldermouth", capsys)


def test_with_other_tools_the_words_are_compared(version, capsys):
    tools = version.toolchain | {"weasyprint": "69.0"}
    other = bytes(version.pdf) + b"\n% as another release would end it\n"
    change(version, toolchain=tools, pdf=other, pdf_sha256=sha256(other))
    text = said("aldermouth", capsys)
    assert "It was made with other tools: weasyprint." in text
    assert "Its words are the same." in text


def test_what_is_not_there_is_said_not_to_be():
    with pytest.raises(CommandError, match="no version of this name"):
        call_command("verify_report", "nowhere")


def test_the_stored_file_is_written_as_it_was_published(version, tmp_path):
    file = tmp_path / "report.pdf"
    call_command("render_report", "aldermouth", published=True, output=file)
    assert file.read_bytes() == bytes(version.pdf)
    call_command("render_report", "aldermouth", version_number=1, output=file)
    assert file.read_bytes() == bytes(version.pdf)
    with pytest.raises(CommandError, match="No such version"):
        call_command("render_report", "aldermouth", version_number=2, output=file)
