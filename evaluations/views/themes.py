"""The codebook of a programme, and where two readers settle what they found apart."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from programmes.access import managed_or_404
from programmes.models import Programme

from ..actions.themes import copy_codebook, settle
from ..forms.words import CopyForm, SettleForm, ThemeForm
from ..models import Theme
from ..reports.queue import readable_comments
from ..reports.themes import codebook, disputes_of, sources_for


@require_http_methods(["GET", "HEAD", "POST"])
def themes(request: HttpRequest, slug: str) -> HttpResponse:
    """All themes; `edit` or `delete` opens one of them."""
    programme = managed_or_404(request.user, slug)
    theme = _theme(programme, request.GET.get("edit"))
    form = ThemeForm(request.POST or None, instance=theme)
    if request.method == "POST":
        form = ThemeForm(request.POST, instance=theme)
        if form.is_valid():
            form.save()
            messages.success(request, _("“%(theme)s” is in the codebook.") % {"theme": theme})
            return redirect("themes", slug=slug)
    context = {
        "programme": programme,
        "themes": codebook(programme),
        "form": form,
        "editing": theme.pk and Theme.objects.get(pk=theme.pk),
        "deleting": codebook(programme).filter(pk=_number(request.GET.get("delete"))).first(),
        "sources": sources_for(programme, request.user),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluations/themes.html", context, status=status)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _theme(programme: Programme, key: str | None) -> Theme:
    if not key:
        return Theme(programme=programme)
    return get_object_or_404(programme.themes, pk=_number(key))


@require_http_methods(["POST"])
def delete_theme(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    theme = programme.themes.filter(pk=_number(request.POST.get("theme"))).first()
    if theme:
        theme.delete()
        messages.success(request, _("“%(theme)s” is out of the codebook.") % {"theme": theme})
    return redirect("themes", slug=slug)


@require_http_methods(["POST"])
def copy_themes(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    form = CopyForm(request.POST, sources_for(programme, request.user))
    if not form.is_valid():
        messages.error(request, _("Nothing was copied: choose one of your programmes."))
        return redirect("themes", slug=slug)
    copied = copy_codebook(source=form.cleaned_data["source"], programme=programme)
    words = ngettext("%(n)s theme came in.", "%(n)s themes came in.", copied)
    messages.success(request, words % {"n": copied})
    return redirect("themes", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
def settle_themes(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    if request.method == "POST":
        form = SettleForm(request.POST, programme)
        comments = readable_comments(programme)
        comment = form.is_valid() and comments.filter(pk=form.cleaned_data["comment"]).first()
        if comment:
            settle(comment=comment, themes=form.cleaned_data["themes"])
        else:
            messages.error(request, _("Nothing was changed: this comment is no longer here."))
        return redirect("settle_themes", slug=slug)
    context = {"programme": programme, "disputes": disputes_of(programme)}
    return render(request, "evaluations/settle_themes.html", context)
