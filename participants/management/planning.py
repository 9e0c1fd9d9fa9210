"""What the commands that place people have in common."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from participants.models import Plan
from participants.placing.plans import Overtaken
from programmes.models import Programme


class PlanningCommand(BaseCommand):
    """Looks and says by default; `--save` stores what was said."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the programme's short name")
        parser.add_argument("--save", action="store_true", help="store it as a draft")
        parser.add_argument("--publish", action="store_true", help="store it and let it hold")
        parser.add_argument("--seed", type=int, default=0, help="another one of equal worth")
        parser.add_argument("--json", action="store_true", help="for programs to read")

    def programme(self, slug: str) -> Programme:
        if programme := Programme.objects.filter(slug=slug).first():
            return programme
        names = ", ".join(Programme.objects.values_list("slug", flat=True)) or _("none")
        raise CommandError(
            _("There is no programme “%(slug)s”. There are: %(names)s.")
            % {"slug": slug, "names": names}
        )

    def version(self, programme: Programme, what: str, cafe=None) -> int | None:
        """Of the draft as it is now, to be shown when it is stored."""
        plan = Plan.objects.filter(programme=programme, what=what, cafe=cafe).first()
        return plan.version if plan else None

    def say(self, as_json: bool, data: dict[str, Any], lines: Iterable[str]) -> None:
        """One of the two, whole; the text only where it is wanted."""
        text = json.dumps(data, ensure_ascii=False, indent=2) if as_json else "\n".join(lines)
        self.stdout.write(text)

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except Overtaken as error:
            raise CommandError(str(error)) from error


def stored(save: bool, publish: bool) -> str:
    if publish:
        return _("Stored and published.")
    return _("Stored as a draft.") if save else _("Nothing is stored yet: add --save.")
