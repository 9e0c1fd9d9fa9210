"""What is promised to whoever answers a form: the one place that says confidential or anonymous.

Anonymous is said only of answers that nobody can find: not while a key links them, and of sealed
ones only for the time after they have been opened.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluations.models import Questionnaire


class Word(StrEnum):
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"
    OWN_NAME = "own name"


@dataclass(frozen=True, slots=True)
class Promise:
    """`short` is one sentence; `lines` say it in full, `arrived` and `steps` what happens to what
    was sent, and `keeping` whether it can be taken back."""

    word: Word
    headline: str
    short: str
    arrived: str
    lines: tuple[str, ...]
    steps: tuple[str, ...]
    keeping: str

    @property
    def is_own_name(self) -> bool:
        return self.word is Word.OWN_NAME


def promise(form: Questionnaire) -> Promise:
    """What holds for this form today."""
    if form.moment == Questionnaire.Moment.SETTERS:
        return _in_own_name(form)
    if form.is_linked():
        return _confidential(form)
    if form.counted_on:
        return _anonymous_now(form)
    return _anonymous_once_opened(form)


def on_paper() -> str:
    """Nobody knows whose a paper form is, so none is ever linked or found again."""
    return _(
        "Please leave your name off: then this paper is anonymous from the start. Circle one "
        "number a line; leave out whatever you like. The organisers type your form in, where it is "
        "shuffled among all others; it is linked with nothing else you answer, and nobody can find "
        "it again to take it back. Results are shown only for groups of %(minimum)d or more; what "
        "you write is quoted only if you say so beneath it."
    ) % {"minimum": settings.MINIMUM_CELL}


def _in_own_name(form: Questionnaire) -> Promise:
    change = _("You can change or withdraw them until %(closes)s.") % {
        "closes": _day(form.closes_at)
    }
    read = _(
        "The organisers read your answers as soon as you send them, and the report says what "
        "became of the response and who said so."
    )
    printed = _("Your own words are printed only if you allow it beneath them.")
    return Promise(
        word=Word.OWN_NAME,
        headline=_("Who reads this? You answer in your own name."),
        short=_("You answer in your own name."),
        arrived=_("Your answers have arrived, in your name."),
        lines=(
            _("So few people set the challenge that no answer could be anonymous."),
            read,
            change,
            printed,
        ),
        steps=(read, change, printed),
        keeping=change,
    )


def _confidential(form: Questionnaire) -> Promise:
    last = date_format(form.programme.evaluation_plan.key_ends_on, "j F Y")
    end = _(
        "The key is destroyed when the follow-up closes, on %(last)s at the latest. From that day "
        "your answers are anonymous: nobody can find out which are yours, not even we."
    ) % {"last": last}
    keeping = _("Until the key is destroyed you can take your answers back, from your own page.")
    return Promise(
        word=Word.CONFIDENTIAL,
        headline=_("Who reads this? Your answers are confidential."),
        short=_("Your answers are confidential."),
        arrived=_arrived(form),
        lines=(
            *_sealed(form),
            _(
                "Then all answers are opened together, shuffled, and stored without names. A "
                "secret key links your ratings before the programme, at its end and months later, "
                "so that we can see what changed. It is kept apart from the answers."
            ),
            _(
                "Whoever held both the key and the answers could find yours. We use it for that "
                "link only, and for what you yourself ask for on your own page."
            ),
            end,
            keeping,
            *_shown(),
        ),
        steps=(*_waiting(form), _opened(), end, _printed()),
        keeping=keeping,
    )


def _anonymous_once_opened(form: Questionnaire) -> Promise:
    keeping = _(
        "So you can change your answers or take them back until %(closes)s, and not afterwards."
    ) % {"closes": _moment(form.closes_at)}
    then = _(
        "Then all answers are opened together, shuffled, and stored without names. From that "
        "moment they are anonymous: nobody can find out which are yours, not even we."
    )
    return Promise(
        word=Word.ANONYMOUS,
        headline=_("Who reads this? Nobody until it closes; then your answers are anonymous."),
        short=_("Your answers are sealed until the form closes, and anonymous from then on."),
        arrived=_arrived(form),
        lines=(*_sealed(form), then, keeping, *_shown()),
        steps=(*_waiting(form), then, _printed()),
        keeping=keeping,
    )


def _anonymous_now(form: Questionnaire) -> Promise:
    since = _gone(form)
    keeping = _(
        "Nobody can find out which answers are yours, not even we, so none can be taken back."
    )
    lines = (_("All answers were opened together and stored without names."), *since, keeping)
    return Promise(
        word=Word.ANONYMOUS,
        headline=_("Who reads this? The answers are anonymous."),
        short=_("Your answers are anonymous."),
        arrived=_arrived(form),
        lines=(*lines, *_shown()),
        steps=(*lines, _printed()),
        keeping=keeping,
    )


def _arrived(form: Questionnaire) -> str:
    return (
        _("Your answers have arrived.")
        if form.counted_on
        else _("Your answers have arrived, sealed.")
    )


def _gone(form: Questionnaire) -> tuple[str, ...]:
    if form.moment not in Questionnaire.SAME_PEOPLE:
        return ()
    plan = getattr(form.programme, "evaluation_plan", None)
    day: date | None = plan and plan.key_destroyed_on
    if day is None:
        return ()
    gone = _("The key that linked them from form to form was destroyed on %(day)s.")
    return (gone % {"day": date_format(day, "j F Y")},)


def _sealed(form: Questionnaire) -> tuple[str, ...]:
    if form.counted_on:
        return ()
    sealed = _(
        "Until the form closes on %(closes)s your answers are sealed. The organisers see that you "
        "have answered, not what."
    )
    return (sealed % {"closes": _day(form.closes_at)},)


def _waiting(form: Questionnaire) -> tuple[str, ...]:
    if form.counted_on:
        return ()
    if form.is_open():
        text = _(
            "Until %(closes)s nobody reads them. The organisers see only that you have answered."
        )
    else:
        text = _(
            "The form closed on %(closes)s. Nobody has read your answers yet; the organisers saw "
            "only that you answered."
        )
    return (text % {"closes": _moment(form.closes_at)},)


def _opened() -> str:
    return _("Then all answers are opened together, shuffled and stored without names.")


def _printed() -> str:
    return _("The results go into a report. What you wrote is quoted only as you allowed.")


def _shown() -> tuple[str, ...]:
    groups = _(
        "Results are shown only for groups of %(minimum)d or more. With fewer answers than that, "
        "none is opened."
    )
    return (
        groups % {"minimum": settings.MINIMUM_CELL},
        _(
            "What you write in your own words is kept apart from your ratings. The organisers read "
            "it; a sentence is quoted only if you allow it beneath, and only as you allow it."
        ),
    )


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F")


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "l j F, H:i")
