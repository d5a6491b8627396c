"""A Neo4j server of your own on this machine, without a container: start, stop, status, wipe.

    scripts/neo4j start [--home FOLDER] [--heap 512m] [--set KEY=VALUE]
    scripts/neo4j stop | status | wipe [--home FOLDER]

It listens on loopback only, on a free port, with a password of its own; both stay the same over restarts. What a
program needs to connect is in ``FOLDER/environment`` (mode 0600):

    set -a; . .claimline/neo4j/environment; set +a; claimline stats

The server (Community Edition 5.26, pinned in ``neo4j-server/pom.xml``) is fetched by Maven into your cache, once; where
NEO4J_HOME names an installed one, that is used. Needs Java 17 or 21.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

HERE = Path(__file__).resolve().parent
HOME = HERE.parent / ".claimline" / "neo4j"
POM = HERE / "neo4j-server" / "pom.xml"
READY_IN = 90.0  # seconds; 5 on an idle machine
STOPPED_IN = 20.0
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
server.memory.heap.initial_size={heap}
server.memory.heap.max_size={heap}
server.memory.pagecache.size=256m
db.tx_log.rotation.size=16M
internal.server.bolt.thread_pool_shutdown_wait_time=0s
server.bolt.connection_keep_alive=3s
server.bolt.connection_keep_alive_for_requests=ALL
"""


class Trouble(Exception):  # noqa: N818 says what is the case
    """What went wrong, and what to do."""


# ---------------------------------------------------------------- the program


def version() -> str:
    """The pinned version."""
    found = re.search(r"<neo4j.version>(.*)</neo4j.version>", POM.read_text())
    assert found is not None
    return found[1]


def java() -> str:
    """The Java to run. Raises ``Trouble`` where there is none, or one too old."""
    home = os.environ.get("JAVA_HOME")
    program = str(Path(home, "bin", "java")) if home else shutil.which("java")
    hint = "on Debian and Ubuntu: apt install openjdk-17-jre-headless; macOS: brew install openjdk@21"
    if program is None or not Path(program).exists():
        raise Trouble(f"Neo4j needs Java 17 or 21, and there is none. {hint}")
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    number = re.search(r'version "(\d+)', said)
    if number is None or int(number[1]) < 17:
        raise Trouble(f"Neo4j needs Java 17 or 21; {program} is {said.splitlines()[0] if said else 'broken'}. {hint}")
    return program


def library() -> Path:
    """The folder of the server's jars: an installed one's, else from the cache, filled by Maven."""
    installed = os.environ.get("NEO4J_HOME")
    if installed:
        if not list(Path(installed, "lib").glob("neo4j-server-*.jar")):
            raise Trouble(
                f"NEO4J_HOME is {installed}, and there is no server in its lib folder. Correct it or unset it"
            )
        return Path(installed, "lib")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "claimline", f"neo4j-{version()}")
    if not cache.exists():
        _fetch(cache)
    return cache


def _fetch(cache: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Trouble(
            "Maven fetches the Neo4j server, and there is none. On Debian and Ubuntu: apt install maven; macOS: brew "
            "install maven. Or install Neo4j 5.26 and set NEO4J_HOME, or use docker compose"
        )
    print(f"Fetching the Neo4j server {version()} (123 MB, once) ...", flush=True)
    part = cache.with_name(f"{cache.name}.{os.getpid()}.part")
    command = [maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies"]
    done = subprocess.run(
        [*command, f"-DoutputDirectory={part}", "-DincludeScope=runtime"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        shutil.rmtree(part, ignore_errors=True)
        said = next((line for line in done.stdout.splitlines() if "ERROR" in line), done.stderr)[:300]
        raise Trouble(f"Maven could not fetch the Neo4j server. Is there a network? It said: {said}")
    try:
        part.rename(cache)
    except OSError:  # another process was faster
        shutil.rmtree(part, ignore_errors=True)


# ---------------------------------------------------------------- one server's folder


class Server:
    """A server in its folder: configuration, data, log, process id, environment."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.environment = self.home / "environment"
        self.log = self.home / "server.log"
        self._pid = self.home / "pid"
        self._process: subprocess.Popen[bytes] | None = None  # where this object has started it

    @property
    def pid(self) -> int | None:
        """Of the running process; None where none runs."""
        try:
            pid = int(self._pid.read_text())
            os.kill(pid, 0)
        except (OSError, ValueError):
            return None
        return pid if str(self.home) in _command_of(pid) else None

    @property
    def variables(self) -> dict[str, str]:
        """What ``environment`` says."""
        lines = self.environment.read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)

    @property
    def url(self) -> str:
        return self.variables["CLAIMLINE_STORE"]

    def start(self, *, heap: str, settings: list[str]) -> None:
        """Start it, unless it runs, and wait until it answers."""
        if self.pid is None:
            program, jars = java(), library()
            self._prepare(heap, settings)
            self._run(program, jars, heap)
        self._wait()

    def _prepare(self, heap: str, settings: list[str]) -> None:
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self.environment.exists():
            url = f"neo4j://127.0.0.1:{_free_port()}"
            password = secrets.token_urlsafe(18)
            lines = (f"CLAIMLINE_STORE={url}", "CLAIMLINE_NEO4J_USER=neo4j", f"CLAIMLINE_NEO4J_PASSWORD={password}")
            self.environment.touch(mode=0o600)
            self.environment.write_text("\n".join(lines) + "\n")
        port = self.url.rpartition(":")[2]
        (self.home / "conf").mkdir(exist_ok=True)
        text = CONFIGURATION.format(port=port, heap=heap) + "".join(f"{setting}\n" for setting in settings)
        (self.home / "conf" / "neo4j.conf").write_text(text)

    def _run(self, program: str, jars: Path, heap: str) -> None:
        opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED]
        more = os.environ.get("CLAIMLINE_NEO4J_JAVA_OPTIONS", "").split()
        command = [program, f"-Xms{heap}", f"-Xmx{heap}", *opened, *more, "-cp", f"{jars}/*"]
        entry = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}", f"--config-dir={self.home}/conf"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [*command, *entry, "--console-mode"], stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                start_new_session=True, env=environment, cwd=self.home,
            )  # fmt: skip
        self._pid.write_text(str(process.pid))
        self._process = process

    def _wait(self) -> None:
        """An open port and the word "Started." do not mean ready: a query on the database does."""
        deadline = time.monotonic() + READY_IN
        while not self.answers():
            if self._has_ended() or time.monotonic() > deadline:
                last = "\n  ".join(self.log.read_text(errors="replace").splitlines()[-5:])
                raise Trouble(f"The server did not start. The end of {self.log}:\n  {last}")
            time.sleep(0.2)

    def _has_ended(self) -> bool:
        """A process that is just being started has no command line yet, so its parent asks for its end instead."""
        return self.pid is None if self._process is None else self._process.poll() is not None

    def answers(self) -> bool:
        """True when a query is answered; sets the password on the first call of a new server."""
        given = self.variables
        user, password = given["CLAIMLINE_NEO4J_USER"], given["CLAIMLINE_NEO4J_PASSWORD"]
        try:
            with _driver(self.url, user, password) as driver:
                driver.execute_query("RETURN 1", database_="neo4j")
        except AuthError:
            self._set_password(user, password)
            return False
        except (DriverError, Neo4jError, OSError):
            return False
        return True

    def _set_password(self, user: str, password: str) -> None:
        text = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
        try:
            with _driver(self.url, user, "neo4j") as driver:
                driver.execute_query(text, old="neo4j", new=password, database_="system")
        except (DriverError, Neo4jError) as error:
            raise Trouble(f"The server at {self.url} has another password than {self.environment} says") from error

    def stop(self) -> bool:
        """Stop it; False where none ran."""
        pid = self.pid
        if pid is None:
            return False
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOPPED_IN
        while self.pid is not None:
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.1)
        self._pid.unlink(missing_ok=True)
        return True

    def wipe(self) -> None:
        """Stop it and remove its folder, with all data."""
        self.stop()
        if self.environment.exists():
            shutil.rmtree(self.home)


def _command_of(pid: int) -> str:
    """The command line of a process; empty for one that has ended and only waits to be noticed."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
        except OSError:
            return ""
    return subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout


def _driver(url: str, user: str, password: str) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        url.replace("neo4j://", "bolt://"), auth=(user, password), connection_timeout=2, max_transaction_retry_time=0
    )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


# ---------------------------------------------------------------- the command line


def main() -> int:
    """Do what was asked; 0 all good, 1 it failed (or does not run: ``status``)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("start", "stop", "status", "wipe"))
    parser.add_argument("--home", type=Path, default=HOME, help="folder of the server (default: .claimline/neo4j)")
    parser.add_argument("--heap", default="512m", help="its memory")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a setting of neo4j.conf")
    given = parser.parse_args()
    server = Server(given.home)
    try:
        return _do(given.what, server, heap=given.heap, settings=given.set)
    except Trouble as trouble:
        print(f"{trouble}.", file=sys.stderr)
        return 1


def _do(what: str, server: Server, *, heap: str, settings: list[str]) -> int:
    if what == "start":
        server.start(heap=heap, settings=settings)
    elif what == "stop":
        print("Stopped." if server.stop() else "No server was running.")
        return 0
    elif what == "wipe":
        server.wipe()
        print(f"Removed {server.home}.")
        return 0
    if server.pid is None:
        print(f"No server runs in {server.home}: start one with scripts/neo4j start.")
        return 1
    print(f"{server.url} (process {server.pid}); user and password are in {server.environment}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
