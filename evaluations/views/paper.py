"""The form on paper: printed for those without a phone, typed in afterwards."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from .. import actions
from ..forms.asking import ON_PAPER, asked, questions_of
from ..forms.layout import laid_out
from ..forms.paper import PaperForm
from ..forms.reading import read
from ..reports.promise import on_paper
from .feedback import managed_form


@require_GET
def paper_form(request: HttpRequest, slug: str, questionnaire: str) -> HttpResponse:
    form = managed_form(request, slug, questionnaire)
    sheet = laid_out(asked(questions_of(form), ON_PAPER), {}, ON_PAPER)
    context = {
        "programme": form.programme,
        "form": form,
        "sheet": sheet,
        "promise": on_paper(),
    }
    return render(request, "evaluations/paper_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def paper_entry(request: HttpRequest, slug: str, questionnaire: str) -> HttpResponse:
    """One paper form after the other; each is sealed like those that came by phone."""
    form = managed_form(request, slug, questionnaire)
    questions = asked(questions_of(form), ON_PAPER)
    fields = dict(request.POST.lists())
    page = PaperForm(request.POST if request.method == "POST" else None)
    reading = read(questions, fields)
    is_sent = request.method == "POST" and page.is_valid()
    if is_sent and reading.said and not reading.errors:
        form_id = page.cleaned_data["form_id"]
        actions.submit_paper(questionnaire=form, said=reading.said, form_id=form_id)
        typed = form.ballots.filter(paper=True).count()
        messages.success(request, _("Sealed. %(typed)d typed so far.") % {"typed": typed})
        return redirect("paper_entry", slug=slug, questionnaire=questionnaire)
    context = {
        "programme": form.programme,
        "form": form,
        "sheet": laid_out(questions, fields, ON_PAPER, reading.errors),
        "form_id": page.cleaned_data["form_id"] if is_sent else uuid.uuid4(),
        "is_empty": is_sent and not reading.said and not reading.errors,
    }
    return render(request, "evaluations/paper_entry.html", context, status=422 if is_sent else 200)
