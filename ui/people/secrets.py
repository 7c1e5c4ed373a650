"""Random secrets of sessions and tokens, and what is kept of them."""

from __future__ import annotations

import hashlib
import secrets

TOKEN_PREFIX = "hbc_"
_BYTES = 32


def new_secret(prefix: str = "") -> str:
    return prefix + secrets.token_urlsafe(_BYTES)


def digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
