import io
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from evaluations import workbook
from programmes.models import Programme


class Command(BaseCommand):
    help = "Write a whole programme into one workbook, personal needs included."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the programme's short name")
        parser.add_argument("file", type=Path)

    def handle(self, *, slug: str, file: Path, **options) -> None:
        programme = Programme.objects.filter(slug=slug).first()
        if programme is None:
            names = ", ".join(Programme.objects.values_list("slug", flat=True)) or _("none")
            text = _("There is no programme “%(slug)s”. There are: %(names)s.")
            raise CommandError(text % {"slug": slug, "names": names})
        content = io.BytesIO()
        workbook.export(programme, content)
        try:
            file.write_bytes(content.getvalue())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(_("%(file)s written.") % {"file": file})
