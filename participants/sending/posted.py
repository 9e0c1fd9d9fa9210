"""What a mail provider posts about letters, once a secret for it is set; through django-anymail."""

from anymail.signals import AnymailTrackingEvent, EventType, tracking
from anymail.urls import urlpatterns
from django.conf import settings
from django.urls import URLPattern

from .delivery import News, note_news
from .happenings import Happened

MEANING = {
    EventType.DEFERRED: Happened.DELAYED,
    EventType.DELIVERED: Happened.DELIVERED,
    EventType.BOUNCED: Happened.BOUNCED,
    EventType.REJECTED: Happened.BOUNCED,
    EventType.FAILED: Happened.BOUNCED,
    EventType.COMPLAINED: Happened.COMPLAINED,
    EventType.UNSUBSCRIBED: Happened.QUIET,
}
"""Who opened or clicked what is not followed."""


def provider_addresses() -> list[URLPattern]:
    """Where the chosen provider posts; nothing is listening without a secret."""
    name = settings.ANYMAIL_PROVIDER
    if not name or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        return []
    names = {f"{name}_tracking_webhook", f"{name}_webhook"}
    return [address for address in urlpatterns if address.name in names]


def listen() -> None:
    tracking.connect(posted, dispatch_uid="participants.sending")


def posted(sender: type, event: AnymailTrackingEvent, esp_name: str, **kwargs: object) -> None:
    if happened := MEANING.get(event.event_type):
        message_id = (event.metadata or {}).get("message") or event.message_id or ""
        words = event.mta_response or event.description or event.reject_reason or ""
        note_news(News(message_id, happened, event.recipient or "", event.timestamp, words))
