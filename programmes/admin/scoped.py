"""What every record in the admin has in common: whoever works on a programme sees and offers
only what belongs to it, in lists, filters, choices, posted values, history and deletion."""

from collections import Counter

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import access
from ..models import Organisation, Person, Programme, User
from .history import Historied

# By which of its fields a record without a programme of its own reaches one.
PARENTS = ("cafe", "challenge", "questionnaire", "participant")


class Shelf(models.IntegerChoices):
    """Where a kind of record stands on the page of all records."""

    PROGRAMME = 1, _("A programme")
    PEOPLE = 2, _("People and organisations")
    FEEDBACK = 3, _("Feedback")
    HOUSE = 4, _("This house")


def programme_path(model: type[models.Model]) -> str | None:
    """The lookup from a model to its programme; None for what is shared by programmes."""
    names = {field.name for field in model._meta.get_fields() if field.concrete}
    if model is Programme:
        return "pk"
    if "programme" in names:
        return "programme"
    return next((f"{name}__programme" for name in PARENTS if name in names), None)


def programme_of(record: models.Model | None) -> int | None:
    """The key of the programme a record belongs to, as far as that is known yet."""
    if record is None:
        return None
    value: object = record
    for name in (programme_path(type(record)) or "").split("__"):
        value = getattr(value, f"{name}_id" if name == "programme" else name, None)
        if name == "pk" or value is None:
            break
    return value if isinstance(value, int) else None


def choices_for(user: User, model: type[models.Model]) -> models.QuerySet:
    """All records of a kind that the user may point to."""
    if model is Person:
        return access.visible_people(user)
    if model is Organisation:
        return access.visible_organisations(user)
    if model is User:
        return User.objects.filter(is_active=True)
    return within(model._default_manager.all(), access.managed_programmes(user))


def within(rows: models.QuerySet, programmes: models.QuerySet[Programme]) -> models.QuerySet:
    path = programme_path(rows.model)
    return rows.filter(**{f"{path}__in": programmes.values("pk")}) if path else rows.none()


class SameProgrammeForm(forms.ModelForm):
    """Offers and accepts, of each kind of record, only those of the record's own programme."""

    def __init__(self, *args, programme: int | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._choose_within(programme or programme_of(self.instance) or self._programme_asked())

    def _get_validation_exclusions(self) -> set[str]:
        """What a page shows but does not ask for, such as the programme, still takes part in the
        record's constraints; left out, a double name would only be noticed by the database."""
        known = {
            field.name
            for field in self._meta.model._meta.concrete_fields
            if field.name not in self.fields
            and getattr(self.instance, field.attname) not in field.empty_values
        }
        return super()._get_validation_exclusions() - known

    def _programme_asked(self) -> int | None:
        field = self.fields.get("programme")
        asked = self["programme"].value() if field else None
        return int(asked) if asked and str(asked).isdigit() else None

    def _choose_within(self, programme: int | None) -> None:
        for field in self.fields.values():
            rows = getattr(field, "queryset", None)
            path = programme_path(rows.model) if rows is not None else None
            if path and path != "pk":
                field.queryset = rows.filter(**{path: programme}) if programme else rows.none()


class SameProgrammeFormSet(BaseInlineFormSet):
    """Lines of one record: the programme is the record's, each list of choices is read once."""

    def get_form_kwargs(self, index: int | None) -> dict:
        return {**super().get_form_kwargs(index), "programme": programme_of(self.instance)}

    def clean(self) -> None:
        """Django compares lines with each other by unconditional rules only."""
        super().clean()
        records = [form.instance for form in self.forms if form not in self.deleted_forms]
        for rule in self.model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint) and rule.condition is not None:
                self._refuse_doubles(rule, records)

    def _refuse_doubles(self, rule: models.UniqueConstraint, records: list[models.Model]) -> None:
        fields = [self.model._meta.get_field(name) for name in rule.fields]
        seen: set[tuple] = set()
        for record in records:
            key = tuple(getattr(record, field.attname) for field in fields)
            values = {field.name: getattr(record, field.attname) for field in fields}
            if key in seen and None not in key and rule.condition.check(values):
                raise ValidationError(rule.get_violation_error_message())
            seen.add(key)

    def get_unique_error_message(self, unique_check: tuple[str, ...]) -> str:
        """The constraint's own sentence instead of a list of field names."""
        for rule in self.model._meta.constraints:
            if set(getattr(rule, "fields", ())) == set(unique_check):
                return rule.get_violation_error_message()
        return super().get_unique_error_message(unique_check)

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        self._read = getattr(self, "_read", {})
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if hasattr(field, "queryset") and type(widget) is forms.Select:
                field.choices = self._read.setdefault(name, list(field.choices))


class ScopedFilter(admin.RelatedFieldListFilter):
    """Offers the user's own records only. Even with one choice it filters: otherwise an address
    that asks for another programme would show one's own rows as if they were what was asked for."""

    def has_output(self) -> bool:
        return True

    def field_choices(self, field, request: HttpRequest, model_admin) -> list[tuple]:
        own = choices_for(request.user, field.related_model)
        return [(row.pk, str(row)) for row in own]


class ScopedFields:
    """How fields of records are drawn and which records they may name, on pages and in lines."""

    form = SameProgrammeForm
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
        models.TimeField: {"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 4})},
        models.DateTimeField: {
            "form_class": forms.SplitDateTimeField,
            "widget": forms.SplitDateTimeWidget(
                date_format="%Y-%m-%d",
                date_attrs={"type": "date", "aria-label": _("Day")},
                time_format="%H:%M",
                time_attrs={"type": "time", "aria-label": _("Time")},
            ),
        },
    }

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        kwargs["queryset"] = choices_for(request.user, db_field.related_model)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request: HttpRequest, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            self._offer_only_adding(field.widget, db_field.related_model)
        return field

    def _offer_only_adding(self, widget: RelatedFieldWidgetWrapper, model: type) -> None:
        widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        widget.can_add_related = widget.can_add_related and model in (Person, Organisation)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return access.keeps_records(request)

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return access.keeps_records(request)

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return access.keeps_records(request)

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return access.keeps_records(request)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return access.keeps_records(request)


class ScopedInline(ScopedFields, admin.StackedInline):
    formset = SameProgrammeFormSet
    extra = 0


class ScopedAdmin(Historied, ScopedFields, admin.ModelAdmin):
    """A kind of record. `shelf` and `place` say where it stands on the page of all records."""

    shelf = Shelf.PROGRAMME
    place = 0
    list_per_page = 100
    show_facets = admin.ShowFacets.NEVER
    save_on_top = False
    empty_value_display = "–"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return within(super().get_queryset(request), access.managed_programmes(request.user))

    def get_readonly_fields(self, request: HttpRequest, obj=None) -> list[str]:
        """A record never moves from one programme to another."""
        fixed = list(super().get_readonly_fields(request, obj))
        names = {field.name for field in self.opts.fields}
        return [*fixed, "programme"] if obj and "programme" in names else fixed

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """The desk hands the programme over in the address; the only one is a good guess."""
        initial = super().get_changeform_initial_data(request)
        own = access.managed_programmes(request.user)
        if "programme" not in initial and len(keys := own.values_list("pk", flat=True)[:2]) == 1:
            initial["programme"] = keys[0]
        return initial

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        words = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**words, **(extra_context or {})})

    def add_view(self, request: HttpRequest, form_url="", extra_context=None) -> HttpResponse:
        words = {"title": gettext("New %(kind)s") % {"kind": self.opts.verbose_name}}
        return super().add_view(request, form_url, {**words, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url="", extra_context=None
    ) -> HttpResponse:
        words = {"title": capfirst(self.opts.verbose_name)}
        return super().change_view(request, object_id, form_url, {**words, **(extra_context or {})})

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id) -> HttpResponse:
        """Somebody else's record and one that never was are told apart by nothing."""
        raise Http404

    def get_deleted_objects(self, rows, request: HttpRequest) -> tuple:
        """Counts by kind, never names: what hangs on a record may belong to somebody else."""
        _rows, counts, lacking, protected = super().get_deleted_objects(rows, request)
        listed = [f"{capfirst(str(kind))}: {number}" for kind, number in counts.items()]
        if protected:
            protected = [gettext("Other records rely on it: %(n)s") % {"n": len(protected)}]
        return listed, Counter(), lacking, protected
