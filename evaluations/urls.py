"""Addresses of the pages of this app."""

from django.urls import path

from .views import desk

urlpatterns = [
    path("", desk.home, name="home"),
    path("search/", desk.search, name="search"),
]
