from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from evaluations.models import Report, ReportVersion
from evaluations.reports.edition import Edition, edition_of
from evaluations.reports.evaluation.document import drawn, file_name
from evaluations.reports.version import figures_of
from evaluations.reports.version import file_name as version_file_name
from programmes.models import Programme


class Command(BaseCommand):
    help = "Write a report of a programme as PDF, and its figures as JSON: the draft as it stands, "
    help += "or the very file of a published version."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the programme's short name")
        parser.add_argument("-o", "--output", type=Path, help="the PDF; else named by the slug")
        parser.add_argument("--json", type=Path, help="every figure, after suppression")
        parser.add_argument(
            "--kind", choices=Report.Kind.values, default=Report.Kind.PROGRAMME, help="the edition"
        )
        stored = parser.add_mutually_exclusive_group()
        stored.add_argument("--version-number", type=int, metavar="N", help="a published version")
        stored.add_argument("--published", action="store_true", help="what is published now")

    def handle(self, *, slug, output, json, kind, version_number, published, **options) -> None:
        programme = self.programme(slug)
        if published or version_number:
            version = self.version(programme, kind, version_number)
            self.write(output or Path(version_file_name(version)), bytes(version.pdf))
            figures = figures_of(version)["figures.json"]
        else:
            edition = self.edition(programme, kind)
            self.write(output or Path(file_name(edition.value)), drawn(edition.value, {}))
            figures = edition.snapshot().figures_json
        if json:
            self.write(json, figures.encode())

    def edition(self, programme: Programme, kind: str) -> Edition:
        report = Report.objects.filter(programme=programme, kind=kind).first()
        edition = edition_of(report or Report(programme=programme, kind=kind))
        if edition is None:
            words = _("The answers of “%(slug)s” have not been opened yet, so there is no report.")
            raise CommandError(words % {"slug": programme.slug})
        return edition

    def version(self, programme: Programme, kind: str, number: int | None) -> ReportVersion:
        versions = ReportVersion.objects.filter(report__programme=programme, report__kind=kind)
        if number:
            versions = versions.filter(number=number)
        else:
            versions = versions.filter(state=ReportVersion.State.PUBLISHED)
        if version := versions.select_related("report__programme").first():
            return version
        raise CommandError(
            _("No such version of “%(slug)s” is published.") % {"slug": programme.slug}
        )

    def programme(self, slug: str) -> Programme:
        if programme := Programme.objects.filter(slug=slug).first():
            return programme
        names = ", ".join(Programme.objects.values_list("slug", flat=True)) or _("none")
        raise CommandError(
            _("There is no programme “%(slug)s”. There are: %(names)s.")
            % {"slug": slug, "names": names}
        )

    def write(self, file: Path, content: bytes) -> None:
        try:
            file.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(_("Written: %(file)s") % {"file": file})
