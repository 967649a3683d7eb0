"""The first page of the desk."""

from __future__ import annotations

import re

import pytest

from service.web.desk import home
from tests.service.web.desk.conftest import SignIn, post
from tests.service.web.desk.test_drafting import published


def test_all_acts_on_reports_are_reached(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page after page: a withdrawn report is found by no search."""
    editor = sign_in("editor")
    report = published(editor)
    post(editor, report, f"{report}/withdraw", reason="最早的")
    for number in range(3):
        post(editor, report, f"{report}/{'withdraw' if number % 2 else 'restore'}", reason=f"第{number}次")
    monkeypatch.setattr(home, "SHOWN", 2)
    first = editor.get("/desk").text
    assert ("第2次" in first, "最早的" in first) == (True, False)
    older = re.search(r'href="(/desk/\?before=\d+)">更早的', first)
    assert older is not None
    second = editor.get(older[1]).text
    assert ("第0次" in second, "最早的" in second) == (True, True)
    assert editor.get("/desk?before=1").text.count("更早的") == 0
