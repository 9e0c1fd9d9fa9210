from collections.abc import Iterator

import pytest

from tests.letterbox import Letterbox, open_letterbox


@pytest.fixture
def letterbox(settings) -> Iterator[Letterbox]:
    """A mail server, and settings that name it; what it puts off is tried again at once."""
    with open_letterbox() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        settings.EMAIL_TIMEOUT = 10
        settings.SITE_URL = "https://immersion.example.org"
        settings.DEFAULT_FROM_EMAIL = "Immersion <post@example.org>"
        settings.SENDING_PAUSES = [0, 0, 0]
        yield found
