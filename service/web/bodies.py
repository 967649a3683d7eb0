"""What requests may send: lists and texts, of a bounded size, of which nothing is kept."""

from __future__ import annotations

from flask import Request

MOST_BYTES = 2_000_000
"""Bytes of a request's body: whole rows with the 1,000 numbers of a list, or a draft of 100,000 characters in a form, where each takes nine bytes."""


def bounded(request: Request) -> Request:
    """Return a request that refuses to be read beyond `MOST_BYTES` (413)."""
    request.max_content_length = request.max_form_memory_size = MOST_BYTES
    return request
