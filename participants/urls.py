"""Addresses of the pages of this app."""

from django.urls import include, path

from . import views

urlpatterns = [
    path(
        "programmes/<slug:slug>/visits/",
        include(
            [
                path("", views.visit_board, name="visit_board"),
                path("plan/", views.plan_visits, name="plan_visits"),
                path("move/", views.move_visit, name="move_visit"),
                path("pin/", views.pin_visit, name="pin_visit"),
                path("publish/", views.publish_visit_plan, name="publish_visits"),
            ]
        ),
    ),
]
