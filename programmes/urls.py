"""Addresses of the pages of this app."""

from django.urls import path

from . import views

urlpatterns = [path("programmes/<slug:slug>/history/", views.history, name="history")]
