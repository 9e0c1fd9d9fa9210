from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from evaluations.reports.evaluation import composed
from evaluations.reports.evaluation_data import as_json
from evaluations.reports.evaluation_document import file_name, report_pdf
from evaluations.reports.evaluation_results import counted_questionnaire, evaluate
from evaluations.reports.evaluation_setting import read_setting
from programmes.models import Programme


class Command(BaseCommand):
    help = "Write the evaluation report of a programme as PDF, and its figures as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the programme's short name")
        parser.add_argument("-o", "--output", type=Path, help="the PDF; else named by the slug")
        parser.add_argument("--json", type=Path, help="every figure, after suppression")

    def handle(self, *, slug, output, json, **options) -> None:
        programme = self.programme(slug)
        questionnaire = counted_questionnaire(programme)
        if questionnaire is None:
            raise CommandError(
                _("The answers of “%(slug)s” have not been opened yet, so there is no report.")
                % {"slug": slug}
            )
        found = evaluate(programme, questionnaire)
        report = composed(read_setting(programme), found)
        self.write(output or Path(file_name(report)), report_pdf(report, found))
        if json:
            self.write(json, as_json(report.setting, found).encode())

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
