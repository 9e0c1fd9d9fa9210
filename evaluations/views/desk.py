"""The organiser's entrance: all programmes, one programme's desk, and the search over both."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "evaluations/home.html")


def search(request: HttpRequest) -> HttpResponse:
    return render(request, "evaluations/search.html")
