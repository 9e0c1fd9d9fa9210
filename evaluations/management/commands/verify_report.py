import json

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from evaluations.models import ReportVersion
from evaluations.reports.verifying import Verified, verified


class Command(BaseCommand):
    help = (
        "Draw published reports again from their snapshots and compare them byte for byte; with "
        "other versions of the tools, word for word. Ends with 1 where one does not hold."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", help="a programme's short name, or the number of one version")
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *, what: str, json: bool, **options) -> None:
        found = [verified(version) for version in self.versions(what)]
        self.stdout.write(as_json(found) if json else "\n".join(map(in_words, found)))
        if not all(each.holds for each in found):
            raise CommandError(_("Not every version holds."))

    def versions(self, what: str) -> QuerySet[ReportVersion]:
        versions = ReportVersion.objects.select_related("report__programme")
        named = versions.filter(report__programme__slug=what)
        if not named and what.isdecimal():
            named = versions.filter(pk=int(what))
        if not named:
            words = _("Nothing of “%(what)s” is published: no programme, no version of this name.")
            raise CommandError(words % {"what": what})
        return named.order_by("report__kind", "number")


def in_words(found: Verified) -> str:
    version = found.version
    head = _("%(programme)s, %(report)s, version %(number)s: %(verdict)s") % {
        "programme": version.report.programme.slug,
        "report": version.report,
        "number": version.number,
        "verdict": _("holds") if found.holds else _("DOES NOT HOLD"),
    }
    return "\n".join([head, *(f"  {sentence}" for sentence in found.says)])


def as_json(found: list[Verified]) -> str:
    rows = [
        {
            "id": each.version.pk,
            "programme": each.version.report.programme.slug,
            "kind": each.version.report.kind,
            "number": each.version.number,
            "holds": each.holds,
            "same_bytes": each.same_bytes,
            "other_tools": list(each.other_tools),
            "snapshot_sha256": each.version.snapshot_sha256,
            "pdf_sha256": each.version.pdf_sha256,
            "says": list(each.says),
        }
        for each in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)
