"""Envelopes for answers that nobody may read yet. Pure.

AES-256-GCM (NIST SP 800-38D) under a key derived by HKDF-SHA256 (RFC 5869). What is sealed is first
padded to whole blocks, so that the length of an envelope does not tell who wrote much.
"""

import os
from collections.abc import Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BLOCK = 4096
NONCE = 12
PREFIX = 4


class SealBroken(Exception):
    """No key opens this envelope: another key sealed it, or somebody changed it."""


@lru_cache(maxsize=8)
def ballot_key(secret: str) -> bytes:
    """The installation's key for submitted answers, from one of its secret keys."""
    return _derived(secret, b"Immersion ballot")


def draft_key(token: str) -> bytes:
    """One person's key for answers being typed; it exists wherever the clear link does."""
    return _derived(token, b"Immersion draft")


def seal(content: bytes, key: bytes, purpose: str) -> bytes:
    """`purpose` must be the same on opening, so that an envelope cannot serve elsewhere."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, _padded(content), purpose.encode())


def unseal(sealed: bytes, keys: Iterable[bytes], purpose: str) -> bytes:
    """The content, by the first key that fits; SealBroken when none does."""
    nonce, secret = bytes(sealed[:NONCE]), bytes(sealed[NONCE:])
    for key in keys:
        try:
            padded = AESGCM(key).decrypt(nonce, secret, purpose.encode())
        except (InvalidTag, ValueError):
            continue
        length = int.from_bytes(padded[:PREFIX], "big")
        return padded[PREFIX : PREFIX + length]
    raise SealBroken


def _padded(content: bytes) -> bytes:
    framed = len(content).to_bytes(PREFIX, "big") + content
    return framed.ljust(-(-len(framed) // BLOCK) * BLOCK, b"\0")


def _derived(secret: str, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=info).derive(secret.encode())
