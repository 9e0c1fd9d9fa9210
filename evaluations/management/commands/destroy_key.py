from django.core.management.base import BaseCommand, CommandError, CommandParser

from evaluations import actions
from programmes.models import Programme


class Command(BaseCommand):
    help = (
        "Give up the links between a programme's forms: destroy its key now. Nobody can take "
        "answers back afterwards, and forms still to come are not linked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("programme", help="the short name of the programme")

    def handle(self, *, programme: str, **options) -> None:
        found = Programme.objects.filter(slug=programme).first()
        if found is None:
            raise CommandError(f"There is no programme {programme}.")
        if not actions.destroy_key(programme=found):
            raise CommandError(f"{programme} links no answers, or its key is gone already.")
        self.stdout.write(f"{programme}: the key is destroyed.")
