"""The example of nginx before the service."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from werkzeug.serving import make_server

from service.settings import load_settings
from service.web.app import create_app
from service.web.bodies import MOST_BYTES
from service.web.desk.staff import LARGEST_UPLOAD
from service.web.server import HEADER_BYTES
from tests.deploy.files import DEPLOY
from tests.service.web.fake_archive import FakeArchive

EXAMPLE = (DEPLOY / "nginx" / "suoyin.conf").read_text("utf-8")
HOST = "search.example.gov.cn"
START_SECONDS = 10


def test_the_proxy_asks_the_service() -> None:
    """Every location passes requests on to where the configuration lets the service listen, unchanged."""
    web = load_settings(DEPLOY / "config.toml", index=None, environ={}).web
    passed = re.findall(r"^ +proxy_pass (.*);$", EXAMPLE, re.MULTILINE)
    assert passed == [f"http://{web.host}:{web.port}"] * 3


def test_the_proxy_takes_requests_as_long_as_the_service_does() -> None:
    """A request line that the service would answer is not refused before it."""
    ((size,),) = [re.findall(r"large_client_header_buffers \d+ (\d+)k;", EXAMPLE)]
    assert int(size) * 1024 == HEADER_BYTES


def test_the_proxy_takes_bodies_as_large_as_the_service_does() -> None:
    """Lists, drafts and uploads of the staff, which the service would take, are not refused before it."""
    sizes = [int(size) * 1024 * 1024 for size in re.findall(r"client_max_body_size (\d+)m;", EXAMPLE)]
    assert [size >= most for size, most in zip(sizes, (MOST_BYTES, LARGEST_UPLOAD), strict=True)] == [True, True]


def test_the_proxy_logs_no_queries() -> None:
    """What people search for stands in no line of the request log."""
    ((written,),) = [re.findall(r"log_format suoyin '(.*)';", EXAMPLE)]
    assert not {"$request", "$request_uri", "$args", "$query_string"} & set(re.findall(r"\$\w+", written))
    assert re.findall(r"access_log (.*);", EXAMPLE) == ["off", "/var/log/nginx/suoyin.log suoyin"]


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if found is None:
        assert not os.environ.get("SUOYIN_REQUIRE_NGINX"), f"{name} is required here"
        pytest.skip(f"{name} is not installed here (Debian's package {name})")
    return found


def _unprivileged(folder: Path, service: int, secure: int) -> str:
    """Return a whole configuration of nginx with the example in it, which anybody may run: files in `folder`, other ports."""
    inner = re.sub(r"/(etc/nginx/tls|var/log/nginx)", str(folder), EXAMPLE)
    inner = inner.replace("127.0.0.1:8000", f"127.0.0.1:{service}")
    inner = inner.replace("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl").replace(
        "listen 80;", "listen 127.0.0.1:0;"
    )
    inner = inner.replace("listen 127.0.0.1:0;", f"listen unix:{folder}/plain;")
    inner = re.sub(r"^ +listen \[::\].*\n", "", inner, flags=re.MULTILINE)
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{name}_temp_path {folder}/{name};\n" for name in names)
    user = "" if os.geteuid() else "user root;\n"  # who it would change to may not write into the folder
    return f"{user}pid {folder}/nginx.pid;\nevents {{}}\nhttp {{\n{temporary}{inner}}}\n"


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """Return the command of an nginx with the example, without a service behind it yet."""
    nginx, openssl = _program("nginx"), _program("openssl")
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}", "-days", "1"]
    names = ["-keyout", "suoyin.key", "-out", "suoyin.pem"]
    subprocess.run([*made, *names], cwd=tmp_path, check=True, capture_output=True)
    return [nginx, "-q", "-p", str(tmp_path), "-e", str(tmp_path / "error.log"), "-c", str(tmp_path / "nginx.conf")]


def test_nginx_finds_nothing_wrong(command: list[str], tmp_path: Path) -> None:
    """It knows every directive and value."""
    (tmp_path / "nginx.conf").write_text(_unprivileged(tmp_path, 8000, _free_port()), "utf-8")
    ran = subprocess.run([*command, "-t", "-e", "stderr"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_bodies_reach_the_service(command: list[str], tmp_path: Path) -> None:
    """A list of as many numbers as the service takes at the page for lists, and files at the desk, which this service has not."""
    form = urlencode({"text": "\n".join(f"015530468/2022-{number:05}" for number in range(1_000))})
    with _service() as port, _nginx(command, tmp_path, port) as secure:
        for path, body, status in (
            ("/locate/list", form, 200),
            ("/locate/list", "x" * 3_000_000, 413),
            ("/desk/new", "x" * 3_000_000, 404),
        ):
            assert _ask(secure, path, body)[0] == status, path


def test_requests_reach_the_service(command: list[str], tmp_path: Path) -> None:
    """Over HTTPS, ids as they came, forwarded as whom; neither figures nor, from elsewhere, health are given on."""
    with _service() as port, _nginx(command, tmp_path, port) as secure:
        for path, status in (("/search?q=%E6%B0%B4", 200), ("/reports/evil%2F1%3F%23%25", 200), ("/metrics", 404)):
            assert _ask(secure, path)[0] == status, path
        assert _ask(secure, f"/search?q={'%E6%B0%B4' * 1_000}")[0] == 200
        status, headers = _ask(secure, "/", gzip=True)
        assert (status, headers["Content-Encoding"]) == (200, "gzip")
        assert "max-age" in headers["Strict-Transport-Security"]
        assert _ask(secure, "/healthz")[0] == 200
    logged = (tmp_path / "suoyin.log").read_text("utf-8")
    assert "GET /search 200" in logged
    assert "E6" not in logged


@contextmanager
def _service() -> Iterator[int]:
    """Yield the port of a service of the fake archive."""
    server = make_server("127.0.0.1", 0, create_app(FakeArchive(), site_name="档案"), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.port
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def _nginx(command: list[str], folder: Path, service: int) -> Iterator[int]:
    """Yield the port of an nginx before a service."""
    secure = _free_port()
    (folder / "nginx.conf").write_text(_unprivileged(folder, service, secure), "utf-8")
    with subprocess.Popen([*command, "-g", "daemon off;"]) as process:
        try:
            _wait_for(secure)
            yield secure
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < end, "nginx does not answer"
            time.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ask(port: int, path: str, form: str | None = None, *, gzip: bool = False) -> tuple[int, http.client.HTTPMessage]:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=context)
    headers = {"Host": HOST, **({"Accept-Encoding": "gzip"} if gzip else {})}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("GET" if form is None else "POST", path, form, headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, response.headers
