"""What a deed would do, before it is done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from programmes.models import Programme

from .deeds import GROUPS, NO, Deed
from .following import would_follow
from .mixing import Mix
from .page import Line, Page, page_of


@dataclass(frozen=True, slots=True)
class Preview:
    """`follow` names those whom the rule would invite, and why; `call` those without e-mail."""

    page: Page
    deed: Deed
    lines: tuple[Line, ...]
    follow: tuple[tuple[str, str], ...]
    call: str

    @property
    def programme(self) -> Programme:
        return self.page.programme

    @property
    def mix(self) -> Mix:
        return self.page.mix

    @property
    def is_over(self) -> bool:
        return self.deed.gives and self.mix.over


def preview_of(programme: Programme, deed: Deed, chosen: Mapping[str, Collection[int]]) -> Preview:
    """Only of those whom the deed is open to; others have been decided on meanwhile."""
    page = page_of(programme, chosen["application"], chosen["person"])
    allowed = {group.name for group in GROUPS if deed in group.deeds}
    lines = tuple(
        line
        for part in page.parts
        if part.group.name in allowed
        for line in part.lines
        if line.key in chosen[line.field]
    )
    leaving = [line.key for line in lines] if deed is NO else []
    return Preview(
        page=page,
        deed=deed,
        lines=lines,
        follow=tuple(would_follow(programme, leaving)) if leaving else (),
        call=", ".join(line.name for line in lines if line.call),
    )


def overtaken_words() -> str:
    return _(
        "Nothing was done: somebody else has decided on these people meanwhile. Here is how it "
        "stands now."
    )
