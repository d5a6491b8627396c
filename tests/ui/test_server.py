"""The server's edges: the policy, the port, the settings; the command."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner

from graph.errors import UsageError
from ui import asgi
from ui.cli import ui


def test_the_policy_allows_nothing_from_elsewhere_and_no_inline_script() -> None:
    rules = dict(rule.split(" ", 1) for rule in asgi.policy().split("; "))
    assert rules["default-src"] == "'none'" and rules["frame-ancestors"] == "'none'"
    assert rules["script-src"].startswith("'self' 'sha256-") and "unsafe" not in rules["script-src"]
    assert not any("http" in value or "*" in value for value in rules.values())


def test_a_taken_port_gives_the_next_free_one() -> None:
    first = asgi.bind("127.0.0.1", 0)
    port = first.getsockname()[1]
    second = asgi.bind("127.0.0.1", port)
    assert second.getsockname()[1] > port
    first.close()
    second.close()


def test_an_address_that_is_not_ours_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"192\.0\.2\.1"):
        asgi.bind("192.0.2.1", 8501)


def test_streamlit_knows_every_setting() -> None:
    from streamlit import config

    assert set(asgi.settings(asgi.OWN_NAMES, 1)) <= set(config._config_options_template)


def test_the_socket_is_on_loopback_unless_told_otherwise() -> None:
    option = next(option for option in ui.params if option.name == "host")
    assert option.default == "127.0.0.1"


def test_help_has_an_example_and_loads_no_streamlit() -> None:
    assert "claimline ui --store" in CliRunner().invoke(ui, ["--help"]).output
    code = "import sys; from click.testing import CliRunner; from ui.cli import ui; CliRunner().invoke(ui, ['--help']); sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_host_that_is_no_address_is_reported() -> None:
    with pytest.raises(UsageError), socket.socket():
        asgi.bind("no-such-host.invalid", 8501)
