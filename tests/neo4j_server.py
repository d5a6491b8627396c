"""A real Neo4j server for the tests: started once a session by ``scripts/neo4j``, or the one that is given.

``CLAIMLINE_TEST_NEO4J_URI`` names a server to use instead (with ``CLAIMLINE_NEO4J_USER`` and ``..._PASSWORD``); its
database must be empty, or one that these tests have used before. Where no server can be had, its tests are skipped; with
``CLAIMLINE_CI`` set they fail.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import neo4j
import pytest

from graph.stores.neo4j.address import PASSWORD, USER
from graph.stores.neo4j.store import Neo4jStore

ROOT = Path(__file__).parents[1]
GIVEN = "CLAIMLINE_TEST_NEO4J_URI"
# For a short life: compiled quickly rather than well, and no statement planned twice because a few rows have come in.
QUICK = {"CLAIMLINE_NEO4J_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
ONE_PLAN = ("--set", "dbms.cypher.min_replan_interval=1h")


def script(what: str, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``scripts/neo4j`` on a folder."""
    command = [sys.executable, str(ROOT / "scripts" / "neo4j_server.py"), what, "--home", str(home), *arguments]
    environment = {**os.environ, **QUICK}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, check=False)


def variables(home: Path) -> dict[str, str]:
    """What the server in this folder is reached by."""
    lines = (home / "environment").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines)


@cache
def _started() -> tuple[str, str]:
    """URL of the server of this session, and why there is none."""
    if os.environ.get(GIVEN):
        return os.environ[GIVEN], ""
    folder = tempfile.TemporaryDirectory(prefix="claimline-neo4j-")
    home = Path(folder.name) / "server"
    began = script("start", home, *ONE_PLAN)
    if began.returncode:
        return "", began.stderr.strip().splitlines()[0]
    given = variables(home)
    os.environ.update({name: given[name] for name in (USER, PASSWORD)})
    atexit.register(folder.cleanup)
    atexit.register(script, "wipe", home)
    return given["CLAIMLINE_STORE"], ""


def server_url() -> str:
    """The server's URL. Skips the test where there is none, or fails it in CI."""
    url, trouble = _started()
    if url:
        return url
    if os.environ.get("CLAIMLINE_CI"):
        pytest.fail(f"no Neo4j server: {trouble}", pytrace=False)
    pytest.skip(f"no Neo4j server: {trouble}")


def empty_url() -> str:
    """The server's URL, its database emptied, with constraints and indexes in it."""
    url = server_url()
    with driver(url) as opened:
        held = opened.execute_query("MATCH (n) RETURN count(n), count(CASE WHEN n.test THEN 1 END)").records[0]
        if held[0] and not held[1]:
            pytest.fail(f"the database at {url} holds something: give one that is empty", pytrace=False)
        opened.execute_query("MATCH (n) WHERE NOT n:Meta DETACH DELETE n")
    Neo4jStore.open(url).close()
    with driver(url) as opened:
        opened.execute_query("MATCH (m:Meta) SET m.test = true, m.generation = 0, m.mentions = 0")
    return url


def driver(url: str) -> neo4j.Driver:
    """The driver itself, to look behind the store."""
    return neo4j.GraphDatabase.driver(
        url.replace("neo4j://", "bolt://"), auth=(os.environ[USER], os.environ[PASSWORD]), max_transaction_retry_time=2
    )
