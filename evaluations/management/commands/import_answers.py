import json
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from evaluations import actions
from evaluations.models import Questionnaire

SHOWN = 20


class Command(BaseCommand):
    help = "Bring in answers that were collected on paper or elsewhere, from a CSV file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the programme's short name")
        parser.add_argument("questionnaire", help="the form's short name, such as end")
        parser.add_argument("file", type=Path)
        parser.add_argument("--eligible", type=int, help="how many people were asked")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--json", action="store_true", help="for programs to read")

    def handle(self, *, slug, questionnaire, file, eligible, dry_run, json, **options) -> None:
        form = self.form(slug, questionnaire)
        try:
            result = actions.import_answers(
                questionnaire=form,
                content=self.content(file),
                eligible=eligible,
                dry_run=dry_run,
            )
        except actions.CannotImport as error:
            raise CommandError(str(error)) from error
        self.stdout.write(as_json(result) if json else as_text(result))
        if result.problems:
            raise CommandError(_("Nothing was imported. Correct the file, or empty those cells."))

    def form(self, slug: str, questionnaire: str) -> Questionnaire:
        forms = Questionnaire.objects.filter(programme__slug=slug)
        if form := forms.filter(slug=questionnaire).first():
            return form
        names = ", ".join(forms.values_list("slug", flat=True)) or _("none")
        raise CommandError(
            _("There is no form “%(form)s” in “%(slug)s”. Its forms: %(names)s.")
            % {"form": questionnaire, "slug": slug, "names": names}
        )

    def content(self, file: Path) -> bytes:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        if len(content) > settings.WORKBOOK_MAX_BYTES:
            raise CommandError(_("The file is larger than any file of answers."))
        return content


def as_json(result: actions.Import) -> str:
    return json.dumps(asdict(result), ensure_ascii=False, indent=2)


def as_text(result: actions.Import) -> str:
    done = _("%(n)d answers imported.") if result.written else _("%(n)d answers found.")
    lines = [done % {"n": result.answers}]
    lines.append(_("Questions: %(codes)s") % {"codes": ", ".join(result.questions)})
    if result.unknown_columns:
        unknown = ", ".join(result.unknown_columns)
        lines.append(
            _("Columns left out, as no question is called so: %(names)s") % {"names": unknown}
        )
    if result.empty_rows:
        lines.append(_("Rows without any answer: %(n)d") % {"n": result.empty_rows})
    for problem in result.problems[:SHOWN]:
        lines.append(
            _("Row %(row)d, %(column)s: “%(value)s” is not known; write %(remedy)s")
            % asdict(problem)
        )
    if more := len(result.problems[SHOWN:]):
        lines.append(_("… and %(n)d more.") % {"n": more})
    return "\n".join(lines)
