"""A workbook between being looked at and being confirmed: kept for its owner, for an hour."""

import secrets
import time
from pathlib import Path

from django.conf import settings
from django.core import signing

from programmes.models import User

SALT = "uploaded workbook"
KEPT_SECONDS = 3_600


def keep(user: User, content: bytes) -> str:
    """Returns a signed key that opens it for this user only."""
    folder = _folder()
    forget_old()
    name = secrets.token_hex(16)
    path = folder / f"{name}.xlsx"
    path.touch(mode=0o600)
    path.write_bytes(content)
    return signing.dumps([user.pk, name], salt=SALT)


def kept(user: User, key: str) -> bytes | None:
    """The file, or None when it is not this user's, too old, or done with."""
    path = _path(user, key)
    return path.read_bytes() if path and path.exists() else None


def done(user: User, key: str, slug: str) -> None:
    """The file goes; which programme it became is remembered for a second click."""
    if path := _path(user, key):
        path.with_suffix(".done").write_text(slug)
        path.unlink(missing_ok=True)


def became(user: User, key: str) -> str | None:
    path = _path(user, key)
    mark = path and path.with_suffix(".done")
    return mark.read_text() if mark and mark.exists() else None


def forget_old() -> None:
    """The worker calls this too, so that no list of people stays behind."""
    for path in _folder().iterdir():
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            path.unlink(missing_ok=True)


def _path(user: User, key: str) -> Path | None:
    try:
        owner, name = signing.loads(key, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    return _folder() / f"{name}.xlsx" if owner == user.pk else None


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
