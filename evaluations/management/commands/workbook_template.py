from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from evaluations import workbook


class Command(BaseCommand):
    help = "Write an empty workbook to fill in: headings, examples, lists to choose from."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options) -> None:
        try:
            with file.open("wb") as stream:
                workbook.template(stream)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(_("%(file)s written. Its first sheet explains it.") % {"file": file})
