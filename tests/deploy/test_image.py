"""The image and the containers of it: what they are made of is there, what they run is ours, and nobody runs as root."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import yaml
from werkzeug.serving import make_server

from indexer.errors import IndexMissing
from service.settings import setting_keys
from service.web.app import create_app
from tests.deploy.files import DEPLOY, ROOT, options
from tests.service.web.fake_archive import FakeArchive

STEPS = [
    line.split(maxsplit=1)
    for line in re.sub(r"\\\n\s*", "", (DEPLOY / "Containerfile").read_text("utf-8")).splitlines()
    if line and not line.startswith("#")
]
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


def said(instruction: str) -> list[str]:
    """Return what each instruction of a kind says, in order."""
    return [text for name, text in STEPS if name == instruction]


def test_bases_are_pinned_by_tag() -> None:
    """To one release of Python that we support, in both stages."""
    tags = [re.fullmatch(r"python:(3\.1[1-3])-slim-\w+( AS build)?", text) for text in said("FROM")]
    assert len(tags) == 2
    assert len({tag[1] for tag in tags if tag}) == 1


def test_what_is_copied_is_there_and_let_in() -> None:
    """Each file and folder that is copied exists, and is among what the builder is given."""
    let_in = {
        line[1:] for line in (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").splitlines() if line[:1] == "!"
    }
    copied = [name for text in said("COPY") if "--from" not in text for name in text.split()[:-1]]
    assert {"requirements.lock", "corpus", "indexer", "service"} <= set(copied)
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert set(copied) == let_in


def test_every_install_checks_hashes() -> None:
    """Only wheels that were checked when they were made, and the project itself, go without."""
    installs = [part for text in said("RUN") for part in text.split("&&") if re.search(r"pip (install|wheel)", part)]
    assert len(installs) == 4
    for install in installs:
        assert "--require-hashes" in install or "--no-deps" in install or "--no-index" in install, install


def test_it_runs_as_nobody_of_importance() -> None:
    """The last user is not root, and owns only what is written."""
    assert said("USER") == ["suoyin"]
    (made,) = [text for text in said("RUN") if "useradd" in text]
    assert "--uid 10001" in made
    written = re.findall(r"-o suoyin -g suoyin (.+)$", made)[0].split()
    assert json.loads(said("VOLUME")[0]) == written


def test_it_runs_commands_of_the_program() -> None:
    """What is compiled at build time and what runs by default; whatever follows the name of the image is a command."""
    assert "/opt/suoyin/bin/suoyin compile" in said("RUN")
    assert json.loads(said("ENTRYPOINT")[0]) == ["suoyin"]
    options(json.loads(said("CMD")[0]))
    for name in ("suoyin", "index"):
        options(COMPOSE["services"][name]["command"])


@pytest.mark.parametrize("is_well", [True, False])
def test_its_health_is_asked(is_well: bool) -> None:
    """The command of the health check succeeds just where the archive can be searched."""
    archive = FakeArchive()
    archive.broken = None if is_well else IndexMissing("index")
    (check,) = said("HEALTHCHECK")
    program, *arguments = json.loads(check.partition(" CMD ")[2])
    assert program == "python"
    with _service(archive) as port:
        ours = [each.replace("127.0.0.1:8000", f"127.0.0.1:{port}") for each in arguments]
        assert ours != arguments
        ran = subprocess.run([sys.executable, *ours], capture_output=True, check=False)
    assert (ran.returncode == 0) == is_well


@contextmanager
def _service(archive: FakeArchive) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, create_app(archive, site_name="档案"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.port
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("name", ["suoyin", "index"])
def test_containers_have_least_rights(name: str) -> None:
    """A file system that is read-only but for the index, what is in `/var/lib/suoyin` and a temporary one; no capability; open to this machine only."""
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    writable = {volume.partition(":")[2] for volume in service["volumes"] if not volume.endswith(":ro")}
    assert writable == set(json.loads(said("VOLUME")[0]))
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_a_build_has_what_the_service_has() -> None:
    """Both write the same index and the same ledger; one without it would begin a ledger of its own, which ends with the container."""
    service, build = (COMPOSE["services"][name]["volumes"] for name in ("suoyin", "index"))
    assert service == build


def test_the_cluster_is_a_profile() -> None:
    """It starts only where it is asked for; the settings that lead to it are settings of the program."""
    services = COMPOSE["services"]
    assert services["opensearch"]["profiles"] == ["opensearch"]
    assert "profiles" not in services["suoyin"]
    assert services["suoyin"]["environment"].keys() <= {variable for _, variable in setting_keys()}
    assert services["suoyin"]["environment"]["SUOYIN_ENGINE_NAME"] == "${SUOYIN_ENGINE_NAME:-whoosh}"
    assert shlex.split(services["suoyin"]["environment"]["SUOYIN_ENGINE_OPENSEARCH_HOSTS"]) == [
        "http://opensearch:9200"
    ]
