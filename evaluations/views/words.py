"""Staff read what people wrote, one comment after another; each deed says what it saw."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from programmes.access import managed_or_404
from programmes.models import Programme

from ..actions import words
from ..actions.themes import find_theme
from ..forms.words import DeedForm, FilterForm
from ..models import Comment
from ..reports.queue import is_for_two, questions_with_words, queue_of, readable_comments
from ..reports.reading import reading_desk
from ..reports.themes import disputed

UNDO = "deed_of_words_to_undo"
State = Comment.State
CHANGES: dict[str, Callable] = {
    "approve": lambda wish, **row: words.approve(**row),
    "read": lambda wish, **row: words.set_state(state=State.SCREENED, **row),
    "leave": lambda wish, **row: words.set_state(state=State.LEFT_OUT, **row),
    "unread": lambda wish, **row: words.set_state(state=State.SUBMITTED, **row),
    "critical": lambda wish, **row: words.mark_critical(critical=True, **row),
    "not critical": lambda wish, **row: words.mark_critical(critical=False, **row),
    "unnamed": lambda wish, **row: words.quote_unnamed(unnamed=True, **row),
    "named": lambda wish, **row: words.quote_unnamed(unnamed=False, **row),
    "hide": lambda wish, **row: _hide(wish, **row),
    "put back": lambda wish, **row: words.put_back(**row),
    "say signs": lambda wish, **row: words.say_signs(named=True, **row),
    "drop signs": lambda wish, **row: words.say_signs(named=False, **row),
}
DONE = {
    "approve": gettext_lazy("The last one may be quoted."),
    "read": gettext_lazy("The last one is read."),
    "leave": gettext_lazy("The last one is left out."),
    "unread": gettext_lazy("It is to be read again."),
    "critical": gettext_lazy("It is critical."),
    "not critical": gettext_lazy("It is not critical."),
    "unnamed": gettext_lazy("It is quoted without name or role."),
    "named": gettext_lazy("It is quoted with its own line."),
    "hide": gettext_lazy("The words are blanked out."),
    "put back": gettext_lazy("It stands as it was written."),
    "say signs": gettext_lazy("The signs are named in brackets."),
    "drop signs": gettext_lazy("The signs are taken out."),
}
MOVES_ON = ("approve", "read", "leave")


@require_GET
def read_words(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    filters = _filters(programme, request.GET)
    chosen = filters.chosen()
    queue = queue_of(programme, chosen, request.user)
    desk = reading_desk(
        programme, queue, _key(request.GET.get("at", "")), request.user, disputed(programme)
    )
    context = {
        "desk": desk,
        "filters": FilterForm(chosen, questions_with_words(programme), programme.themes.all()),
        "chosen": urlencode(chosen),
        "undo": _undoable(request, programme),
    }
    return render(request, "evaluations/words.html", context)


def _filters(programme: Programme, data) -> FilterForm:
    return FilterForm(data, questions_with_words(programme), programme.themes.all())


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_POST
def judge_words(request: HttpRequest, slug: str) -> HttpResponse:
    """One deed on one comment; the next unread one follows where a deed has settled it."""
    programme = managed_or_404(request.user, slug)
    chosen = _filters(programme, QueryDict(request.POST.get("filters", ""))).chosen()
    form = DeedForm(request.POST, programme)
    comment = _comment(programme, form)
    if comment is None:
        messages.error(request, _("Nothing was changed: this comment is no longer here."))
        return _to(programme, chosen, None)
    wish, deed = form.cleaned_data, form.cleaned_data["deed"]
    queue = queue_of(programme, chosen, request.user)
    if not _done(request, programme, comment, wish):
        return _to(programme, chosen, comment.pk)
    onwards = queue.next_unread(comment.pk) if deed in MOVES_ON else None
    return _to(programme, chosen, onwards or comment.pk)


def _comment(programme: Programme, form: DeedForm) -> Comment | None:
    if not form.is_valid():
        return None
    rows = readable_comments(programme).select_related("question__questionnaire")
    return rows.filter(pk=form.cleaned_data["comment"]).first()


def _to(programme: Programme, chosen: dict, comment: UUID | None) -> HttpResponseRedirect:
    at = {"at": str(comment)} if comment else {}
    return redirect(f"{reverse('words', args=[programme.slug])}?{urlencode(chosen | at)}")


def _done(request: HttpRequest, programme: Programme, comment: Comment, wish: dict) -> bool:
    """Whether the deed was done; if not, the reader is told why."""
    try:
        if wish["deed"] in ("find", "lose"):
            _find(request, comment, wish)
        elif wish["deed"] == "undo":
            _undo(request, programme, comment)
        else:
            _change(request, programme, comment, wish)
    except words.Overtaken:
        refusal = _("Nothing was changed: somebody else was here meanwhile. This is how it stands.")
    except words.CannotApprove as why:
        refusal = str(why)
    except words.NothingToHide:
        refusal = _("These words do not stand in the comment.")
    else:
        return True
    messages.error(request, refusal)
    return False


def _change(request: HttpRequest, programme: Programme, comment: Comment, wish: dict) -> None:
    """The deed, and how to take it back: without a word of what was written."""
    stood = words.standing(comment)
    now = CHANGES[wish["deed"]](wish, comment=comment, as_seen=wish["seen"])
    request.session[UNDO] = {
        "programme": programme.pk,
        "comment": str(comment.pk),
        "seen": words.seen(now),
        "stood": stood,
        "deed": wish["deed"],
    }


def _hide(wish: dict, **row) -> Comment:
    if wish["start"] is None or wish["end"] is None:
        return words.hide_words(words=wish["words"], **row)
    place = {"start": wish["start"], "end": wish["end"]}
    return words.blank_out(words=wish["words"], **place, **row)


def _find(request: HttpRequest, comment: Comment, wish: dict) -> None:
    texts = readable_comments(comment.question.questionnaire.programme)
    apart = is_for_two(comment.question, texts.filter(question=comment.question).count())
    find_theme(
        comment=comment,
        theme=wish["theme"],
        reader=request.user if apart else None,
        found=wish["deed"] == "find",
    )


def _undoable(request: HttpRequest, programme: Programme) -> dict | None:
    last = request.session.get(UNDO)
    if not last or last["programme"] != programme.pk:
        return None
    return last | {"done": DONE[last["deed"]]}


def _undo(request: HttpRequest, programme: Programme, comment: Comment) -> None:
    last = _undoable(request, programme)
    request.session.pop(UNDO, None)
    if last is None or last["comment"] != str(comment.pk):
        raise words.Overtaken
    words.restore(comment=comment, stood=last["stood"], as_seen=last["seen"])
