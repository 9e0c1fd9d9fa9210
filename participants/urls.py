"""Addresses of the pages of this app."""

from django.urls import include, path

from .views import board, cafe, mending, messages

urlpatterns = [
    path(
        "programmes/<slug:slug>/visits/",
        include(
            [
                path("", board.visit_board, name="visit_board"),
                path("plan/", board.plan_visits, name="plan_visits"),
                path("move/", board.move_visit, name="move_visit"),
                path("pin/", board.pin_visit, name="pin_visit"),
                path("publish/", board.publish_visit_plan, name="publish_visits"),
            ]
        ),
    ),
    path(
        "programmes/<slug:slug>/cafe/<int:cafe>/",
        include(
            [
                path("", cafe.cafe_rota, name="cafe_rota"),
                path("seat/", cafe.seat_cafe, name="seat_cafe"),
                path("move/", cafe.move_in_cafe, name="move_in_cafe"),
                path("pin/", cafe.pin_in_cafe, name="pin_in_cafe"),
                path("undo/", cafe.undo_in_cafe, name="undo_in_cafe"),
                path("publish/", cafe.publish_cafe, name="publish_cafe"),
                path("guests/", cafe.cafe_guests, name="cafe_guests"),
                path("guests/<int:guest>/", cafe.cafe_guest, name="cafe_guest"),
                path("tables/", cafe.cafe_tables, name="cafe_tables"),
                path("mend/", mending.mend_cafe, name="mend_cafe"),
                path("changes/", mending.cafe_changes, name="cafe_changes"),
            ]
        ),
    ),
    path("programmes/<slug:slug>/messages/", messages.messages_to_send, name="messages"),
    path("programmes/<slug:slug>/messages/told/", messages.note_messages, name="note_messages"),
]
