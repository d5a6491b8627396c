"""``scripts/neo4j`` says what is missing where it cannot start a server, and what to do about it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "scripts" / "neo4j_server.py"
JAVA = "#!/bin/sh\necho 'openjdk version \"{version}\" 2025-01-01' >&2\n"
MAVEN = "#!/bin/sh\necho '[ERROR] Could not transfer artifact from central: no route to host'\nexit 1\n"


def start(tmp_path: Path, *, java: str = "", maven: str = "", **environment: str) -> str:
    """What it says where only these programs are there."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, text in (("java", java), ("mvn", maven)):
        if text:
            (programs / name).write_text(text)
            (programs / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name not in ("JAVA_HOME", "NEO4J_HOME")}
    given = {**kept, "PATH": str(programs), "XDG_CACHE_HOME": str(tmp_path / "cache"), **environment}
    command = [sys.executable, str(SCRIPT), "start", "--home", str(tmp_path / "home")]
    done = subprocess.run(command, capture_output=True, text=True, env=given, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "home").exists()
    return done.stderr


def test_no_java(tmp_path: Path) -> None:
    assert "needs Java 17 or 21, and there is none" in start(tmp_path)


@pytest.mark.parametrize("version", ["1.8.0_402", "11.0.2"])
def test_an_old_java(tmp_path: Path, version: str) -> None:
    assert f'is openjdk version "{version}"' in start(tmp_path, java=JAVA.format(version=version))


def test_no_maven(tmp_path: Path) -> None:
    said = start(tmp_path, java=JAVA.format(version="17.0.1"))
    assert "apt install maven" in said
    assert "set NEO4J_HOME, or use docker compose" in said


def test_no_network(tmp_path: Path) -> None:
    said = start(tmp_path, java=JAVA.format(version="21.0.1"), maven=MAVEN)
    assert "Is there a network?" in said
    assert "no route to host" in said
    assert list(tmp_path.glob("cache/**/*.part")) == []


def test_an_installed_server_that_is_none(tmp_path: Path) -> None:
    said = start(tmp_path, java=JAVA.format(version="17.0.1"), NEO4J_HOME=str(tmp_path))
    assert "no server in its lib folder" in said


def test_no_server_runs(tmp_path: Path) -> None:
    for what, says, code in (("status", "start one with scripts/neo4j start", 1), ("stop", "No server was running", 0)):
        command = [sys.executable, str(SCRIPT), what, "--home", str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, says in done.stdout) == (code, True)
