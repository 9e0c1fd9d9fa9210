"""The organiser works on the questions of a form."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ..actions import editing, revise_question
from ..forms.questions import MarksForm, NewWordsForm, QuestionForm, initial_of
from ..models import Question, Questionnaire
from ..reports.editor import form_page, sentences
from ..scales import Kind
from .feedback import managed_form

PAGE = "form_page"


@require_GET
def questions(request: HttpRequest, slug: str, questionnaire: str) -> HttpResponse:
    form = managed_form(request, slug, questionnaire)
    context = {"programme": form.programme, "page": form_page(form)}
    return render(request, "evaluations/form_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_question(request: HttpRequest, slug: str, questionnaire: str) -> HttpResponse:
    form = managed_form(request, slug, questionnaire)
    posted = request.POST if request.method == "POST" else None
    asked = QuestionForm(posted, questionnaire=form, initial={"kind": Kind.AGREE6.value})
    if asked.is_valid():
        fields = {name: asked.cleaned_data[name] for name in asked.fields if name != "seen"}
        try:
            question = editing.add_question(questionnaire=form, **fields)
        except ValidationError as refusal:
            refuse(asked, refusal)
        else:
            return _done(request, question, _("The question is in the form."))
    return _page(request, form, asked, _("A question of your own"))


@require_POST
def add_standard(request: HttpRequest, slug: str, questionnaire: str) -> HttpResponse:
    form = managed_form(request, slug, questionnaire)
    try:
        editing.add_standard(questionnaire=form, code=request.POST.get("code", ""))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The question is in the form."))
    return redirect(PAGE, slug=slug, questionnaire=questionnaire)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_question(
    request: HttpRequest, slug: str, questionnaire: str, question: int
) -> HttpResponse:
    """In place until somebody has answered the form; from then on as a new version."""
    form = managed_form(request, slug, questionnaire)
    edited = _current(form, question)
    if form.has_answers():
        return _revise(request, form, edited)
    posted = request.POST if request.method == "POST" else None
    asked = QuestionForm(posted, questionnaire=form, initial=initial_of(edited))
    marks = MarksForm(posted, question=edited)
    if asked.is_valid() and marks.is_valid():
        fields = dict(asked.cleaned_data)
        kept = len(fields["options"]) == len(edited.options)
        fields["marks"] = marks.marks if kept else []
        try:
            changed = editing.change_question(question=edited, **fields)
        except ValidationError as refusal:
            refuse(asked, refusal)
        except editing.ChangedMeanwhile:
            text = _("Somebody else has changed this question meanwhile. It now reads: %(wording)s")
            edited.refresh_from_db()
            asked.add_error("wording", text % {"wording": edited.wording})
        else:
            return _done(request, changed, _("Changed."))
    title = _("Change question %(code)s") % {"code": edited.code}
    return _page(request, form, asked, title, marks=marks)


def _revise(request: HttpRequest, form: Questionnaire, question: Question) -> HttpResponse:
    initial = {"wording": question.wording, "options": question.options}
    posted = request.POST if request.method == "POST" else None
    asked = NewWordsForm(posted, question=question, initial=initial)
    if asked.is_valid():
        try:
            revised = revise_question(question=question, **asked.cleaned_data)
        except ValidationError as refusal:
            refuse(asked, refusal)
        else:
            return _done(request, revised, _("From now on people read the new version."))
    title = _("Other words for question %(code)s") % {"code": question.code}
    return _page(request, form, asked, title, question=question)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_question(
    request: HttpRequest, slug: str, questionnaire: str, question: int
) -> HttpResponse:
    form = managed_form(request, slug, questionnaire)
    gone = _current(form, question)
    if request.method == "POST":
        try:
            editing.remove_question(question=gone)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The form no longer asks this."))
        return redirect(PAGE, slug=slug, questionnaire=questionnaire)
    context = {
        "programme": form.programme,
        "form": form,
        "question": gone,
        "is_answered": form.has_answers(),
        "stays": editing.is_objective(gone),
    }
    return render(request, "evaluations/question_remove.html", context)


@require_POST
def move_question(
    request: HttpRequest, slug: str, questionnaire: str, question: int
) -> HttpResponse:
    form = managed_form(request, slug, questionnaire)
    moved = _current(form, question)
    editing.move_question(question=moved, up="up" in request.POST)
    page = redirect(PAGE, slug=slug, questionnaire=questionnaire)
    page["Location"] += f"#q-{moved.pk}"
    return page


def _current(form: Questionnaire, question: int) -> Question:
    known = form.questions.filter(current=True).select_related("objective")
    found = get_object_or_404(known, pk=question)
    found.questionnaire = form
    return found


def refuse(asked: forms.Form, refusal: ValidationError) -> None:
    """Beside the field it is about, where the page has that field."""
    by_field = hasattr(refusal, "error_dict")
    told = refusal.error_dict if by_field else {None: refusal.error_list}
    for name, errors in told.items():
        asked.add_error(name if name in asked.fields else None, errors)


def _done(request: HttpRequest, question: Question, text: str) -> HttpResponse:
    """Warned, not stopped: what may be hard to answer is said beside the thanks."""
    messages.success(request, text)
    for doubt in sentences(question.wording, Kind(question.kind)):
        messages.warning(request, doubt)
    form = question.questionnaire
    return redirect(PAGE, slug=form.programme.slug, questionnaire=form.slug)


def _page(
    request: HttpRequest, form: Questionnaire, asked: forms.Form, title: str, **more
) -> HttpResponse:
    context = {"programme": form.programme, "form": form, "asked": asked, "title": title, **more}
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluations/question_edit.html", context, status=status)
