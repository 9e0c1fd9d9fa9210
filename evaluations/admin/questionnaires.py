from django.contrib import admin, messages
from django.utils.translation import gettext as _

from programmes.admin.scoped import ScopedFilter, Shelf
from programmes.admin.venue import VenueAdmin

from ..actions import follow_dates
from ..models import Questionnaire


@admin.register(Questionnaire)
class QuestionnaireAdmin(VenueAdmin):
    shelf = Shelf.FEEDBACK
    place = 1
    list_display = ["title", "moment", "opens_at", "closes_at", "programme"]
    list_select_related = ["programme"]
    list_filter = [("programme", ScopedFilter), "moment"]
    search_fields = ["title"]
    fields = [
        "programme",
        "title",
        ("moment", "slug"),
        "introduction",
        ("session", "cafe"),
        "opens_at",
        "closes_at",
        "follows_dates",
        "eligible",
    ]

    def save_model(self, request, obj: Questionnaire, form, change: bool) -> None:
        """Hours set by hand stay as they are: the form stops following the programme's dates."""
        by_hand = {"opens_at", "closes_at"} & set(form.changed_data)
        if change and by_hand and obj.follows_dates and "follows_dates" not in form.changed_data:
            obj.follows_dates = False
            self.message_user(
                request,
                _("“%(form)s” no longer moves when the programme’s dates move.") % {"form": obj},
                messages.WARNING,
            )
        super().save_model(request, obj, form, change)
        follow_dates(programme=obj.programme)
        obj.refresh_from_db()
