"""Addresses of the pages of this app."""

urlpatterns = []
