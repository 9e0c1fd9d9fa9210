from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from programmes.admin.scoped import SameProgrammeForm, ScopedAdmin, ScopedFilter, Shelf

from ..actions.editing import is_objective, refuse_too_long
from ..actions.questionnaires import revise_question
from ..forms.questions import NewWordsForm, choices_field
from ..models import Question
from ..models.questionnaire import READ_BY_RESPONDENTS


class QuestionForm(SameProgrammeForm):
    options = choices_field()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if looks_back_on := self.fields.get("looks_back_on"):
            same_form = looks_back_on.queryset.filter(questionnaire=self.instance.questionnaire_id)
            looks_back_on.queryset = same_form.filter(current=True).exclude(pk=self.instance.pk)

    def clean(self) -> dict:
        values = super().clean()
        questionnaire = values.get("questionnaire")
        if self.instance._state.adding and questionnaire and questionnaire.has_answers():
            raise ValidationError(_("People have answered this form: no question can be added."))
        if self.instance._state.adding and questionnaire:
            refuse_too_long(questionnaire, values.get("looks_back_on"))
        return values


@admin.register(Question)
class QuestionAdmin(ScopedAdmin):
    form = QuestionForm
    shelf = Shelf.FEEDBACK
    place = 2
    list_display = ["code", "wording", "kind", "section", "asked_of", "questionnaire", "programme"]
    list_display_links = ["wording"]
    list_select_related = ["questionnaire__programme"]
    list_filter = [("questionnaire", ScopedFilter), "kind", "asked_of"]
    search_fields = ["code", "wording"]
    fields = [
        "questionnaire",
        ("code", "position"),
        "section",
        "wording",
        "kind",
        "options",
        "objective",
        ("level", "domain"),
        "asked_of",
        "looks_back_on",
    ]

    @admin.display(description=_("programme"), ordering="questionnaire__programme__title")
    def programme(self, question: Question) -> str:
        return str(question.questionnaire.programme)

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).filter(current=True)

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> list[str]:
        """Only where a question stands in its form may change once somebody has answered."""
        fixed = super().get_readonly_fields(request, obj)
        if obj is None:
            return fixed
        locked = [name.removesuffix("_id") for name in READ_BY_RESPONDENTS]
        return [*fixed, *(locked if obj.questionnaire.has_answers() else ["questionnaire"])]

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        kept = obj is not None and (is_objective(obj) or obj.questionnaire.has_answers())
        return super().has_delete_permission(request, obj) and not kept

    def get_actions(self, request: HttpRequest) -> dict:
        """Questions go one by one: each asks whether it was answered."""
        return {}

    def change_view(
        self, request: HttpRequest, object_id: str, form_url="", extra_context=None
    ) -> HttpResponse:
        question = self.get_object(request, object_id)
        answered = question is not None and question.questionnaire.has_answers()
        context = {"answered": answered, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        revise = self.admin_site.admin_view(self.revise)
        address = path("<path:object_id>/revise/", revise, name="evaluations_question_revise")
        return [address, *super().get_urls()]

    def revise(self, request: HttpRequest, object_id: str) -> HttpResponse:
        question = self.get_object(request, object_id)
        if question is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, question):
            raise PermissionDenied
        initial = {"wording": question.wording, "options": question.options}
        form = NewWordsForm(
            request.POST if request.method == "POST" else None, question=question, initial=initial
        )
        if form.is_valid() and self._revised(request, question, form):
            return redirect("admin:evaluations_question_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("A new version of this question"),
            "question": question,
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/evaluations/question/revise.html", context)

    def _revised(self, request: HttpRequest, question: Question, form: NewWordsForm) -> bool:
        try:
            revised = revise_question(question=question, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return False
        self.log_change(request, revised, [{"changed": {"fields": [str(_("wording"))]}}])
        self.message_user(request, _("From now on people read the new version."))
        return True
