"""Where somebody writes to their team-mates, and reads what they wrote."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from participants.models import PersonalLink
from participants.notes import NotOpen, report, take_report_back, write

from ..forms.notes import Reading, read_notes
from ..reports.my_notes import MyNotes, my_notes_of
from .private import of_a_participant, unknown


@of_a_participant
@require_http_methods(["GET", "HEAD", "POST"])
def my_notes(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """What is right is kept at once; what is not stays in its fields."""
    someone = link.participant
    if request.method != "POST":
        return _page(request, my_notes_of(someone), token)
    reading = read_notes(request.POST.dict())
    right = {key: words for key, words in reading.words.items() if key not in reading.errors}
    try:
        overtaken = write(author=someone, words=right)
    except NotOpen:
        return _too_late(request, link, token, reading)
    if not reading.errors and not overtaken:
        return redirect(reverse("my_notes", args=[token]) + "?saved")
    left = {key: reading.words[key] for key in overtaken | reading.errors.keys()}
    page = my_notes_of(someone, left, reading.errors, overtaken)
    return _page(request, page, token, status=409 if overtaken else 422)


def _page(
    request: HttpRequest, page: MyNotes, token: str, typed: tuple = (), status: int = 200
) -> HttpResponse:
    context = {
        "page": page,
        "programme": page.programme,
        "token": token,
        "typed": typed,
        "is_late": status == 403,
        "is_saved": "saved" in request.GET and request.method != "POST",
        "is_reported": "reported" in request.GET and request.method != "POST",
    }
    return render(request, "evaluations/my_notes.html", context, status=status)


def _too_late(
    request: HttpRequest, link: PersonalLink, token: str, reading: Reading
) -> HttpResponse:
    """Gives back what was typed, so that it is not lost."""
    page = my_notes_of(link.participant)
    names = {letter.key: letter.name for letter in page.letters}
    typed = [(names.get(key, ""), words) for key, words in reading.words.items()]
    unsaved = tuple((name, words) for name, words in typed if not words.is_empty)
    return _page(request, page, token, unsaved, status=403)


@of_a_participant
@require_http_methods(["GET", "HEAD", "POST"])
def my_note(request: HttpRequest, link: PersonalLink, token: str, note: int) -> HttpResponse:
    """Report a note that hurts, or take the report back: asked on GET, done on POST."""
    someone = link.participant
    known = my_notes_of(someone).of(note)
    if known is None:
        return unknown(request)
    if request.method == "POST":
        back = "back" in request.POST
        (take_report_back if back else report)(receiver=someone, key=note)
        return redirect(reverse("my_notes", args=[token]) + ("" if back else "?reported"))
    context = {"note": known, "programme": someone.programme, "token": token}
    return render(request, "evaluations/my_note.html", context)
