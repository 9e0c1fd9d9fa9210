"""Personal links are keys, so no log keeps one: not ours, not Django's, not the web server's."""

import logging
import re

PERSONAL = re.compile(r"/me/[^/\s\"'?#]+")


class DiscreetRecord(logging.LogRecord):
    """A record that speaks of /me/…/ whoever's page it was, also in its traceback."""

    def getMessage(self) -> str:
        return without_links(super().getMessage())

    @property
    def exc_text(self) -> str | None:
        return self.__dict__.get("exc_text")

    @exc_text.setter
    def exc_text(self, text: str | None) -> None:
        self.__dict__["exc_text"] = text and without_links(text)


def without_links(text: str) -> str:
    return PERSONAL.sub("/me/…", text)


def keep_links_out() -> None:
    """Every logger of this process takes part, gunicorn's access log too: workers load the app."""
    logging.setLogRecordFactory(DiscreetRecord)
