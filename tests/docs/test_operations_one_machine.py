"""The units, the proxy and the commands of docs/operations-one-machine.md fit the program, and each other."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest

from service.cli.commands import suoyin
from service.settings import Settings, load_settings
from service.web.server import HEADER_BYTES
from tests.docs.pages import blocks, in_both_languages, read

PAGES = in_both_languages("operations-one-machine")
CONFIGURATION = Path("/srv/suoyin/config.toml")
NEWEST_OPTION = 247
"""The release of systemd that has all options of the units: ProtectProc came last."""

SERVICES = ("suoyin.service", "suoyin-index.service")

pytestmark = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def test_the_units_are_there(page: Path) -> None:
    """Two services and a timer, each with the sections it needs."""
    units = _units(page)
    assert set(units) == {*SERVICES, "suoyin-index.timer"}
    assert all("Service" in _parsed(units[name]) for name in SERVICES)
    assert _parsed(units["suoyin-index.timer"])["Timer"]["OnCalendar"]


@pytest.mark.parametrize("name", SERVICES)
def test_the_services_run_commands_of_the_program(page: Path, name: str) -> None:
    """The line that starts a service names a command and options that the program has."""
    program, *arguments = shlex.split(_parsed(_units(page)[name])["Service"]["ExecStart"])
    assert program == "/opt/suoyin/bin/suoyin"
    assert _options(arguments) == {"config": CONFIGURATION, "index": None}


@pytest.mark.parametrize("name", SERVICES)
def test_the_services_have_least_rights(page: Path, name: str) -> None:
    """They run as a user of their own who sees the system read-only, and may compile."""
    service = _parsed(_units(page)[name])["Service"]
    assert service["User"] == "suoyin"
    assert service["NoNewPrivileges"] == service["ProtectHome"] == service["PrivateTmp"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CacheDirectory"] == "suoyin"
    assert service["CapabilityBoundingSet"] == ""
    assert "MemoryDenyWriteExecute" not in service
    assert ("ReadWritePaths" in service) == (name == "suoyin-index.service")


def test_the_builds_write_only_the_index(page: Path) -> None:
    """The one folder that a build may write is the index of the page's configuration."""
    service = _parsed(_units(page)["suoyin-index.service"])["Service"]
    assert service["ReadWritePaths"] == str(CONFIGURATION.parent / _index(page))


def test_the_configuration_is_one(page: Path, tmp_path: Path) -> None:
    """The program reads the page's configuration, whose archive and index are below it."""
    paths = (*_settings(page, tmp_path).archive.paths, tmp_path / _index(page))
    assert all(path.is_relative_to(tmp_path) for path in paths)


def test_every_command_of_the_page_is_one_of_the_program(page: Path) -> None:
    """The program called in a shell example has the command and the options."""
    lines = [line for block in blocks(read(page), "sh") for line in block.splitlines()]
    calls = [shlex.split(line, comments=True) for line in lines if "/bin/suoyin " in line]
    assert len(calls) == 7
    for call in calls:
        program = next(number for number, word in enumerate(call) if word.endswith("/bin/suoyin"))
        asks_nothing = call[program + 1 :] == ["compile"]
        assert _options(call[program + 1 :])["config"] == (None if asks_nothing else CONFIGURATION)


def test_the_proxy_asks_the_service(page: Path, tmp_path: Path) -> None:
    """Every location passes requests on to where the configuration lets the service listen, unchanged."""
    web = _settings(page, tmp_path).web
    passed = re.findall(r"^ +proxy_pass (.*);$", _proxy(page), re.MULTILINE)
    assert passed == [f"http://{web.host}:{web.port}"] * 2


def test_the_proxy_takes_requests_as_long_as_the_service_does(page: Path) -> None:
    """A request line that the service would answer is not refused before it."""
    ((size,),) = [re.findall(r"large_client_header_buffers \d+ (\d+)k;", _proxy(page))]
    assert int(size) * 1024 == HEADER_BYTES


def test_the_proxy_logs_no_queries(page: Path) -> None:
    """What people search for stands in no line of the request log."""
    ((written,),) = [re.findall(r"log_format suoyin '(.*)';", _proxy(page))]
    assert not {"$request", "$request_uri", "$args", "$query_string"} & set(re.findall(r"\$\w+", written))
    assert re.findall(r"access_log (.*);", _proxy(page)) == ["off", "/var/log/nginx/suoyin.log suoyin"]


def test_systemd_finds_nothing_wrong(page: Path, tmp_path: Path) -> None:
    """systemd, where it is installed, knows every option and value of the units."""
    for name, unit in _units(page).items():
        # Programs are looked for, and this machine has ours elsewhere.
        (tmp_path / name).write_text(unit.replace("/opt/suoyin/bin/suoyin", shutil.which("true") or ""), "utf-8")
    if (analyze := shutil.which("systemd-analyze")) and _version(analyze) >= NEWEST_OPTION:
        command = [analyze, "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (ran.returncode, [line for line in ran.stderr.splitlines() if str(tmp_path) in line]) == (0, [])


def _version(analyze: str) -> int:
    """Return the release of systemd."""
    shown = subprocess.run([analyze, "--version"], capture_output=True, text=True, check=True).stdout
    return int(shown.split()[1])


def test_nginx_finds_nothing_wrong(page: Path, tmp_path: Path) -> None:
    """Braces pair up, each directive ends, and nginx, where it is installed, takes the configuration."""
    proxy = _proxy(page)
    for line in filter(None, (re.sub(r"#.*", "", line).strip() for line in proxy.splitlines())):
        assert line[-1] in "{};", line
    assert proxy.count("{") == proxy.count("}")
    if (nginx := shutil.which("nginx")) and (openssl := shutil.which("openssl")):
        certificate = ["-keyout", "suoyin.key", "-out", "suoyin.pem", "-subj", "/CN=localhost", "-days", "1"]
        made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", *certificate]
        subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
        (tmp_path / "nginx.conf").write_text(_unprivileged(proxy, tmp_path), "utf-8")
        command = [nginx, "-t", "-q", "-p", str(tmp_path), "-e", "stderr", "-c", str(tmp_path / "nginx.conf")]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, "")


def _unprivileged(proxy: str, folder: Path) -> str:
    """Return a whole configuration of nginx with the page's in it, which anybody may try: files in `folder`, high ports."""
    inner = re.sub(r"/(etc/nginx/tls|var/log/nginx)", str(folder), proxy)
    inner = re.sub(r"listen (\d+)", lambda port: f"listen 127.0.0.1:{20_000 + int(port[1])}", inner)
    inner = re.sub(r"^ +listen \[::\].*\n", "", inner, flags=re.MULTILINE)
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{name}_temp_path {folder}/{name};\n" for name in names)
    return f"pid {folder}/nginx.pid;\nevents {{}}\nhttp {{\n{temporary}{inner}}}\n"


def _units(page: Path) -> dict[str, str]:
    """Return the text of each unit by its name, which its first line tells."""
    return {block.splitlines()[0].rpartition("/")[2]: block for block in blocks(read(page), "ini")}


def _parsed(unit: str) -> ConfigParser:
    parser = ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",), strict=True)
    parser.optionxform = str  # options keep their case
    parser.read_string(unit)
    return parser


def _options(arguments: list[str]) -> dict[str, object]:
    """Return the global options of a call of the program; fails on a command or an option that it hasn't."""
    at = next(number for number, word in enumerate(arguments) if word in suoyin.commands)
    suoyin.commands[arguments[at]].make_context(arguments[at], arguments[at + 1 :])
    return suoyin.make_context("suoyin", [*arguments[:at], arguments[at]]).params


def _settings(page: Path, folder: Path) -> Settings:
    text = "\n".join(blocks(read(page), "toml"))
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path, index=None, environ={})


def _index(page: Path) -> str:
    """Return the folder of the index as the page's configuration names it."""
    return str(tomllib.loads(blocks(read(page), "toml")[0])["engine"]["whoosh"]["path"])


def _proxy(page: Path) -> str:
    (text,) = blocks(read(page), "nginx")
    return text
