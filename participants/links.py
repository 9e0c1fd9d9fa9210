"""Keys to personal pages: a long one for links, a short one for badges. Pure.

One secret in two spellings: the code is printed and typed, the token travels in links and is
derived from it, so that both open the same page and the same draft. The database has neither,
only the token's SHA-256. A link in a letter has a token alone.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing reads like another
LENGTH, GROUP = 12, 4
ALIKE = str.maketrans("OIL", "011", " -–\t\n")
# The code has 60 random bits. scrypt makes each guess cost 16 MB and about 50 ms (RFC 7914);
# the salt is the same for all because a code is looked up by what it derives.
SALT = b"Immersion personal code"
COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


@dataclass(frozen=True, slots=True)
class Key:
    """Both spellings of one new secret. Shown once, kept by its owner alone."""

    code: str
    token: str


def new_key() -> Key:
    letters = "".join(secrets.choice(LETTERS) for _unused in range(LENGTH))
    code = "-".join(letters[i : i + GROUP] for i in range(0, LENGTH, GROUP))
    return Key(code, _derived(letters))


def letter_token(secret: str, owner: str, turn: int) -> str:
    """For letters, which need no code to type: 256 bits that nobody guesses without the secret,
    the same each time for the same owner and turn."""
    mark = hmac.digest(secret.encode(), f"link in letters: {owner}, {turn}".encode(), "sha256")
    return urlsafe_b64encode(mark).rstrip(b"=").decode()


def token_of(code: str) -> str | None:
    """The token of a personal code as somebody typed it; None for what cannot be one."""
    letters = code.upper().translate(ALIKE)
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        return None
    return _derived(letters)


def digest(token: str) -> str:
    """What the database keeps of a token: SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def _derived(letters: str) -> str:
    secret = hashlib.scrypt(letters.encode(), salt=SALT, **COST)
    return urlsafe_b64encode(secret).rstrip(b"=").decode()
