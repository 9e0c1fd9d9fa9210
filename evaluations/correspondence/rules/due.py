"""Who is to be told on which occasion, when and why. The words come later."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from participants.outbox.deciding import GRACE
from participants.outbox.wanted import Place, Stance


@dataclass(frozen=True, slots=True)
class Due:
    """`due_at` None: at once. `about`: the form, pledge or day that the letter speaks of.

    `until`: when there is nothing left to be told about. What lies ahead is begun with until
    then (`ahead`), everything else at most two days late. `words`: subject and text, where the
    programme's own for this step say something else.
    """

    owner: str
    key: int
    step: str
    occasion: str
    reason: str
    due_at: datetime | None
    until: datetime | None = None
    ahead: bool = False
    stance: Stance = Stance.WANTED
    about: object | None = None
    words: tuple[str, str] | None = None

    @property
    def place(self) -> Place:
        return self.owner, self.key, self.step, self.occasion

    @property
    def fresh_until(self) -> datetime | None:
        late = None if self.due_at is None else self.due_at + GRACE
        return self.until if self.ahead else late

    def is_over(self, now: datetime) -> bool:
        return self.until is not None and self.until <= now


DAY = timedelta(days=1)
PROGRAMME = "programme"
"""The occasion of what is told once in a programme."""
