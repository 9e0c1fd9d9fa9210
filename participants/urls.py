"""Addresses of the pages of this app."""

from django.urls import include, path

from .views import board, messages

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
    path("programmes/<slug:slug>/messages/", messages.messages_to_send, name="messages"),
    path("programmes/<slug:slug>/messages/told/", messages.note_messages, name="note_messages"),
]
