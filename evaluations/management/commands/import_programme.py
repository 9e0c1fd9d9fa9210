import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from evaluations import workbook
from programmes.models import User
from programmes.workbook.findings import Preview, Problem, Refused

SHOWN = 50


class Command(BaseCommand):
    help = "Bring in a programme from a workbook: all of it, or nothing when there is a problem."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--json", action="store_true", help="for programs to read")
        parser.add_argument("--lead", metavar="E-MAIL", help="who leads it, when it is new")

    def handle(self, *, file: Path, dry_run: bool, lead: str | None, **options) -> None:
        leader = self.leader(lead) if lead else None
        try:
            with file.open("rb") as stream:
                book = workbook.read(stream)
        except Refused as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        if dry_run:
            outcome = workbook.Outcome(workbook.preview(book), saved=False)
        else:
            outcome = workbook.bring_in(book, leader=leader)
        seen = outcome.preview
        if options["json"]:
            self.stdout.write(json.dumps(asdict(outcome), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(lines(seen, saved=outcome.saved)))
        if seen.problems:
            raise CommandError(_("Nothing was written. Correct the workbook and try again."))
        if not outcome.saved and not dry_run:
            raise CommandError(_("Somebody else wrote at the same moment. Nothing was written."))

    def leader(self, email: str) -> User:
        if user := User.objects.filter(email__iexact=email).first():
            return user
        raise CommandError(_("Nobody logs in as %(email)s.") % {"email": email})


def lines(seen: Preview, *, saved: bool) -> Iterator[str]:
    """What people read in the terminal."""
    state = _("new programme") if seen.is_new else _("known programme")
    yield f"{seen.title or '–'} ({seen.slug or '–'}), {state}"
    for sheet in seen.sheets:
        yield _("  %(title)s: %(new)d new, %(changed)d changed, %(same)d the same") % {
            "title": sheet.title,
            "new": len(sheet.new),
            "changed": len(sheet.changed),
            "same": sheet.unchanged,
        }
        for row in sheet.changed[:SHOWN]:
            changes = "; ".join(f"{c.heading}: {c.before!r} → {c.after!r}" for c in row.fields)
            yield f"    {row.row} {row.label}: {changes} {row.remark}".rstrip()
        if sheet.left_alone:
            names = "; ".join(sheet.left_alone[:SHOWN])
            yield _("    not in the file, left alone: %(names)s") % {"names": names}
    yield from map(place, seen.notices)
    yield from map(place, seen.problems[: SHOWN * 4])
    if more := len(seen.problems[SHOWN * 4 :]):
        yield _("… and %(count)d more.") % {"count": more}
    counts = {"new": seen.new, "changed": seen.changed}
    done = _("Written: %(new)d new, %(changed)d changed.")
    foreseen = _("%(new)d new, %(changed)d changed; nothing is written.")
    yield (done if saved else foreseen) % counts


def place(problem: Problem) -> str:
    where = [problem.sheet, _("row %(row)d") % {"row": problem.row} if problem.row else ""]
    return ", ".join(filter(None, [*where, problem.column])) + ": " + str(problem)
