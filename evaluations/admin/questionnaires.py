from django.contrib import admin

from programmes.admin.scoped import ScopedFilter, Shelf
from programmes.admin.venue import VenueAdmin

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
        "opens_at",
        "closes_at",
        "eligible",
    ]
