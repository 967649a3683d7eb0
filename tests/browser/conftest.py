"""A real browser before the real application, served on a loopback port of its own."""

from __future__ import annotations

import importlib
import logging
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import Any, NoReturn

import pytest
from werkzeug.serving import make_server

from service.desk.desk import Desk
from service.web.app import create_app
from service.web.brand import NO_BRAND, Brand
from service.web.port import SearchArchive
from tests.service.web.fake_archive import FakeArchive

# Not `import playwright` at the top: without it the journeys are skipped like without a browser.
REQUIRED = "SUOYIN_REQUIRE_BROWSER"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TIMEOUT_MS = 10_000


def pytest_itemcollected(item: pytest.Item) -> None:
    """Pass over a file left open: a browser that turns to the next page drops what it was fetching, and werkzeug leaves it to the collector."""
    ignored = "ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"
    item.add_marker(pytest.mark.filterwarnings(ignored))


def open_archive() -> SearchArchive:
    """Return the archive that the journeys go through."""
    return FakeArchive()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Yield a headless browser; without one the journeys are skipped, or fail where `SUOYIN_REQUIRE_BROWSER` is 1."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        _do_without(f"no browser on PATH (looked for {', '.join(BROWSERS)})")
    with required_package("playwright.sync_api").sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


def required_package(name: str) -> Any:
    """Return a package that browser tests need; without it they are skipped, or fail where `SUOYIN_REQUIRE_BROWSER` is 1."""
    try:
        return importlib.import_module(name)
    except ImportError:
        _do_without(f"{name} is not installed")


def _do_without(reason: str) -> NoReturn:
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{reason}, and {REQUIRED}=1 asks for it")
    pytest.skip(reason, allow_module_level=True)


@contextmanager
def serving(
    archive: SearchArchive, desk: Desk | None = None, *, url: str = "", brand: Brand = NO_BRAND
) -> Iterator[str]:
    """Serve an archive, and the desk of its staff if there is one, on a loopback port, and yield its address; `url` is what pages say it is."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = create_app(archive, site_name="青禾市政府信息公开检索", url=url, desk=desk, brand=brand)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the text of axe-core, as a package from PyPI ships it."""
    return (resources.files(required_package("axe_playwright_python")) / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Yield the address of the running application."""
    with serving(open_archive()) as address:
        yield address


@pytest.fixture
def page(browser: Any, site: str) -> Iterator[Any]:
    """Yield a fresh page of a desktop browser; errors on its console, content policy's included, fail the test."""
    context = browser.new_context(base_url=site, locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(TIMEOUT_MS)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []
