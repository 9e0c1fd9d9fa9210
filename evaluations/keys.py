"""The secrets that link one person's answers from form to form, each in a file of its own.

They are never in the database. What is said here of destroying holds for this file alone: a copy
that somebody made of it, a backup or a snapshot of the disk, is beyond our reach.
"""

import os
import stat
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.utils.translation import gettext as _

from . import pairing


class KeyMissing(Exception):
    """A key that must be there is not. `args[0]` says what to do."""


def file_of(programme: int) -> Path:
    return Path(settings.PAIRING_KEYS_DIR) / f"{programme}.key"


def exists(programme: int) -> bool:
    return file_of(programme).exists()


def read(programme: int) -> bytes:
    """KeyMissing when there is none, or when it is not whole."""
    try:
        secret = file_of(programme).read_bytes()
    except FileNotFoundError:
        secret = b""
    if len(secret) != pairing.SECRET_BYTES:
        raise KeyMissing(
            _(
                "The key that links people’s answers from form to form is missing: %(file)s. "
                "Whoever runs the server puts it back, or gives the links up with "
                "./run destroy_key."
            )
            % {"file": file_of(programme)}
        )
    return secret


def made(programme: int) -> bytes:
    """A new key; the one that is there already if somebody else was quicker.

    It is written whole under another name first, so that no crash leaves half a key.
    """
    file = file_of(programme)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(f".{os.getpid()}-{pairing.new_secret().hex()[:8]}")
    _write(draft, pairing.new_secret(), os.O_CREAT | os.O_EXCL)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _remember(file.parent)
    return read(programme)


def destroy(programme: int) -> None:
    """Overwrite, then unlink. Nothing happens when there is no key."""
    file = file_of(programme)
    if not file.exists():
        return
    _write(file, pairing.new_secret(), 0)
    file.unlink(missing_ok=True)
    _remember(file.parent)


def _write(file: Path, content: bytes, flags: int) -> None:
    number = os.open(file, os.O_WRONLY | flags, 0o600)
    try:
        os.write(number, content)
        os.fsync(number)
    finally:
        os.close(number)


def _remember(directory: Path) -> None:
    """A name is on the disk only once its directory is."""
    number = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@checks.register
def keys_are_kept_apart(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Where anybody could fetch them, or nobody write them, the promise could not be kept."""
    directory = Path(settings.PAIRING_KEYS_DIR).absolute()
    hint = "Set PAIRING_KEYS_DIR to a directory of its own, apart from the backups."
    found = [
        checks.Error(f"The pairing keys lie inside {name}.", hint=hint, id="evaluations.E001")
        for name in ("MEDIA_ROOT", "STATIC_ROOT")
        if directory.is_relative_to(Path(getattr(settings, name)).absolute())
    ]
    there = next(place for place in (directory, *directory.parents) if place.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        found.append(
            checks.Error(f"{directory} cannot be written to.", hint=hint, id="evaluations.E002")
        )
    if directory.exists() and stat.S_IMODE(directory.stat().st_mode) & 0o077:
        found.append(
            checks.Warning(
                f"Others on this machine may look into {directory}.",
                hint=f"chmod 700 {directory}",
                id="evaluations.W001",
            )
        )
    return found
