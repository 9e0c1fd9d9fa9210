"""What somebody can be asked to give: set the challenge, host a visit, lead a table, speak."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import CafeTable, Contribution, Programme

Kind = Contribution.Kind


@dataclass(frozen=True, slots=True)
class Part:
    """`key` stands for it in forms and addresses: “setter”, “host-3”, “leader”, “leader-7”."""

    kind: str
    label: str
    visit: int | None = None
    table: int | None = None
    session: int | None = None

    @property
    def key(self) -> str:
        place = self.visit or self.table or self.session
        return f"{self.kind}-{place}" if place else str(self.kind)

    @property
    def fields(self) -> dict[str, object]:
        """Those of a contribution."""
        return {
            "kind": self.kind,
            "visit_id": self.visit,
            "table_id": self.table,
            "session_id": self.session,
        }


def parts_of(programme: Programme) -> dict[str, Part]:
    """All parts of one programme, by their keys. Three queries."""
    tables = CafeTable.objects.filter(cafe__programme=programme).select_related("cafe")
    parts = [
        Part(Kind.SETTER, _("challenge setter")),
        *(
            Part(Kind.HOST, _("visit host: %(visit)s") % {"visit": visit.title}, visit=visit.pk)
            for visit in programme.site_visits.filter(called_off=False)
        ),
        Part(Kind.LEADER, _("café leader, table not decided")),
        *(Part(Kind.LEADER, _table_label(table), table=table.pk) for table in tables),
        Part(Kind.SPEAKER, _("speaker, session not decided")),
        *(
            Part(Kind.SPEAKER, _("speaker: %(session)s") % {"session": one.title}, session=one.pk)
            for one in programme.sessions.exclude(kind="break")
        ),
    ]
    return {part.key: part for part in parts}


def _table_label(table: CafeTable) -> str:
    values = {"table": table, "cafe": table.cafe.title, "topic": table.topic}
    words = _("café leader: %(table)s, %(cafe)s")
    return (words if not table.topic else _("café leader: %(table)s, %(topic)s")) % values


def place_of(contribution: Contribution) -> str:
    """Where a contribution takes place, in a word; empty while that is not decided."""
    if contribution.table:
        return f"{contribution.table}, {contribution.table.cafe.title}"
    return str(contribution.visit or contribution.session or contribution.responsibility or "")
