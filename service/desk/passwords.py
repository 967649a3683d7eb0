"""Passwords as they are kept: hashed by Argon2id with the parameters that the package recommends (RFC 9106)."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 200
"""Characters of a password; a longer one only takes time."""


def fault_of(password: str, name: str) -> str:
    """Return what is wrong with a new password of an account, "" where nothing is.

    >>> fault_of("zhangsan123", "zhangsan")
    '密码里不要有账号名'
    """
    if not SHORTEST <= len(password) <= LONGEST:
        return f"密码应有 {SHORTEST} 至 {LONGEST} 个字符"
    if name.lower() in password.lower():
        return "密码里不要有账号名"
    return "密码里的字符太少，容易猜到" if len(set(password)) < SHORTEST // 2 else ""


def hashed(password: str) -> str:
    """Return the hash of a password, with its salt and parameters."""
    return _hasher().hash(password)


def is_right(hashed: str, password: str) -> bool:
    """Return whether a password is the one that was hashed; "" stands for no account, and takes as long."""
    try:
        return _hasher().verify(hashed or _nobodys(), password[:LONGEST]) and bool(hashed)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return hashed("nobody's password")
