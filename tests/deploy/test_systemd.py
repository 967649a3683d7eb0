"""The units of systemd: they run the program with least rights."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from service.settings import load_settings
from tests.deploy.files import DEPLOY, options, unit
from tests.docs.pages import blocks, code, in_both_languages, read

CONFIGURATION = Path("/srv/suoyin/config.toml")
SERVICES = ("suoyin.service", "suoyin-index.service")
UNITS = sorted((DEPLOY / "systemd").iterdir())

NEWEST_OPTION = 247
"""The release of systemd that has all options of the units: ProtectProc came last."""

MOST_EXPOSED = 16
"""Tenths of what systemd counts as exposure, of 100; ordinary services have 96."""


def test_the_units_are_there() -> None:
    """Two services and a timer."""
    assert [path.name for path in UNITS] == sorted((*SERVICES, "suoyin-index.timer"))
    assert unit("suoyin-index.timer")["Timer"]["OnCalendar"]


@pytest.mark.parametrize("name", SERVICES)
def test_the_services_run_commands_of_the_program(name: str) -> None:
    """The line that starts a service names a command and options that the program has."""
    program, *arguments = shlex.split(unit(name)["Service"]["ExecStart"])
    assert program == "/opt/suoyin/bin/suoyin"
    assert options(arguments) == {"config": CONFIGURATION, "index": None}


@pytest.mark.parametrize("name", SERVICES)
def test_the_services_have_least_rights(name: str) -> None:
    """They run as a user of their own who sees the system read-only, and may compile."""
    service = unit(name)["Service"]
    assert service["User"] == "suoyin"
    assert service["NoNewPrivileges"] == service["ProtectHome"] == service["PrivateTmp"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CacheDirectory"] == "suoyin"
    assert service["CapabilityBoundingSet"] == ""
    assert "MemoryDenyWriteExecute" not in service


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("page", in_both_languages("operations-one-machine"), ids=lambda page: page.name)
def test_the_services_write_only_index_ledger_and_log(name: str, page: Path) -> None:
    """Both bring the index of the configuration beside the units in step with the ledger that the page documents."""
    service = unit(name)["Service"]
    index = tomllib.loads((DEPLOY / "config.toml").read_text("utf-8"))["engine"]["whoosh"]["path"]
    assert service["ReadWritePaths"].removeprefix("-") == str(CONFIGURATION.parent / index)
    tables = tomllib.loads("\n".join(blocks(read(page), "toml")))
    written = Path(tables["ledger"]["path"]), Path(tables["log"]["searches"])
    assert {path.parent for path in written} == {Path("/var/lib") / service["StateDirectory"]}


@pytest.mark.parametrize("page", in_both_languages("operations"), ids=lambda page: page.name)
def test_the_page_on_clusters_says_what_lets_them_through(page: Path) -> None:
    """Whatever keeps one of them from the nodes, and what a build may open then is what the service may."""
    service, build = (unit(name)["Service"] for name in SERVICES)
    assert service["IPAddressDeny"] == "any"
    assert "IPAddressDeny" not in build
    assert build["PrivateNetwork"] == "yes"
    said = dict(text.split("=") for text in code(read(page)) if re.fullmatch(r"[A-Z]\w+=[\w ]+", text))
    assert said["PrivateNetwork"] == "no"
    families = "RestrictAddressFamilies"
    assert f"{build[families]} {said[families]}" == service[families]
    assert "IPAddressAllow" in code(read(page))


def test_the_configuration_keeps_together() -> None:
    """The program reads it; archive and index are beside it, so that everything moves together."""
    settings = load_settings(DEPLOY / "config.toml", index=None, environ={})
    index = settings.engine.tables["whoosh"].options.path
    assert all(path.is_relative_to(DEPLOY) for path in (*settings.archive.paths, index))


def _analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed here (Debian's package systemd)")
    shown = subprocess.run([analyze, "--version"], capture_output=True, text=True, check=True).stdout
    if int(shown.split()[1]) < NEWEST_OPTION:
        pytest.skip(f"systemd is older than {NEWEST_OPTION} here, and doesn't know all options of the units")
    return subprocess.run([analyze, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def copies(tmp_path: Path) -> list[str]:
    """Return the paths of copies of the units; the programs that they name are looked for, and this machine has ours elsewhere."""
    for path in UNITS:
        text = path.read_text("utf-8").replace("/opt/suoyin/bin/suoyin", shutil.which("true") or "")
        (tmp_path / path.name).write_text(text, "utf-8")
    return sorted(map(str, tmp_path.iterdir()))


def test_systemd_finds_nothing_wrong(copies: list[str], tmp_path: Path) -> None:
    """It knows every option and value."""
    ran = _analyze("verify", "--man=no", *copies)
    assert (ran.returncode, [line for line in ran.stderr.splitlines() if str(tmp_path) in line]) == (0, [])


@pytest.mark.parametrize("name", SERVICES)
def test_systemd_finds_them_little_exposed(copies: list[str], name: str) -> None:
    """By its own count of what a service may do."""
    (path,) = [each for each in copies if each.endswith(f"/{name}")]
    ran = _analyze("security", "--offline=yes", "--no-pager", f"--threshold={MOST_EXPOSED}", path)
    assert (ran.returncode, re.findall(r"exposure level for (\S+):", ran.stdout)) == (0, [name]), ran.stdout
