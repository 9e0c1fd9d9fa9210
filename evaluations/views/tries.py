"""Doors that anybody may knock at count how often somebody does."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

TRIES_A_MINUTE = 60  # a whole room comes from one address


def is_hasty(request: HttpRequest) -> bool:
    """Counts tries by network address and minute, in each process's own memory: it slows somebody
    guessing, not a network of machines. The codes themselves have 60 bits."""
    return cache.get(_tries(request), 0) >= TRIES_A_MINUTE


def note_try(request: HttpRequest) -> None:
    cache.add(_tries(request), 0, timeout=120)
    cache.incr(_tries(request))


def _tries(request: HttpRequest) -> str:
    return f"tries-{request.META.get('REMOTE_ADDR', '')}-{timezone.now():%H%M}"
