"""The oldest encryption of PDF (RC4 of 40 bits), which every viewer opens: for samples that need a password."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

FILE_ID = b"suoyin-sample-id"
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_PERMISSIONS = (-64).to_bytes(4, "little", signed=True)
_STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
_STRING = re.compile(rb"\((\w+)\)|(?<!<)<([0-9a-f]*)>(?!>)")


def encrypted(objects: Sequence[bytes], password: str) -> list[bytes]:
    """Return the objects of a file encrypted, and the dictionary that says how; "" is the password that is tried first."""
    user, owner = _padded(password), _padded("owner")
    owner_entry = _rc4(hashlib.md5(owner).digest()[:5], user)
    key = hashlib.md5(user + owner_entry + _PERMISSIONS + FILE_ID).digest()[:5]
    dictionary = b"<< /Filter /Standard /V 1 /R 2 /P -64 /O <%s> /U <%s> >>" % (
        owner_entry.hex().encode(),
        _rc4(key, _PADDING).hex().encode(),
    )
    return [*(_encrypted(each, key, number) for number, each in enumerate(objects, start=1)), dictionary]


def _encrypted(content: bytes, key: bytes, number: int) -> bytes:
    own = hashlib.md5(key + number.to_bytes(3, "little") + bytes(2)).digest()[:10]
    head, found, _ = content.partition(b"stream\n")
    strings = _STRING.sub(lambda match: _string(match, own), head)
    body = _STREAM.sub(lambda match: b"stream\n" + _rc4(own, match[1]) + b"\nendstream", content[len(head) :])
    return strings + (body if found else b"")


def _string(match: re.Match[bytes], key: bytes) -> bytes:
    plain = match[1] if match[1] is not None else bytes.fromhex(match[2].decode())
    return b"<" + _rc4(key, plain).hex().encode() + b">"


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + _PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
