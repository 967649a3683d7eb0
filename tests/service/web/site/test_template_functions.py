"""What templates call."""

from __future__ import annotations

import pytest

from service.web.site.template_functions import is_web_address


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.cn/b.pdf", True),
        (" HTTP://a.cn/b.pdf", True),
        ("./P2022.pdf", False),
        ("//a.cn/b.pdf", False),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("", False),
    ],
)
def test_web_addresses(url: str, expected: bool) -> None:
    """Only absolute http(s) addresses may be linked."""
    assert is_web_address(url) is expected
