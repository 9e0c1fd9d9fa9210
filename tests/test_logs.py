import io
import logging

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

SECRET = "htPrxyu3gOrkyvUcMMMLkVYILvBZX8Yn7gsGo5oG_lE"


@pytest.fixture
def written():
    """What a plain handler on the root logger writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_an_unknown_link_is_not_written_down(client, written):
    client.get(f"/me/{SECRET}/")
    assert "/me/…/" in written.getvalue()
    assert SECRET not in written.getvalue()


def test_a_page_that_breaks_does_not_write_the_link_down(client, written, monkeypatch):
    token = factories.token(factories.participant(factories.programme()))

    def broken(participant):
        raise RuntimeError(f"/me/{token}/ is broken")

    monkeypatch.setattr("evaluations.views.personal.my_page_of", broken)
    client.raise_request_exception = False
    assert client.get(f"/me/{token}/").status_code == 500
    assert "Traceback" in written.getvalue()
    assert token not in written.getvalue()


def test_the_web_servers_access_log_does_not_write_the_link_down(written):
    from gunicorn.config import Config
    from gunicorn.glogging import Logger

    config = Config()
    config.set("accesslog", "-")
    logger = Logger(config)
    [handler] = logger.access_log.handlers
    handler.setStream(written)
    atoms = {"r": f"GET /me/{SECRET}/end/ HTTP/1.1", "f": f"https://x.org/me/{SECRET}/", "s": 200}
    logger.access_log.info('"%(r)s" %(s)s "%(f)s"', atoms)
    assert "GET /me/…/end/" in written.getvalue()
    assert SECRET not in written.getvalue()


def test_other_lines_are_written_as_they_are(written):
    logging.getLogger("evaluations").warning("%s of %s", 3, 4)
    assert "WARNING 3 of 4" in written.getvalue()
