"""Where a server is: the URL names host, port and database; user and password come from the environment only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from graph.errors import SettingsError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
USER, PASSWORD = "CLAIMLINE_NEO4J_USER", "CLAIMLINE_NEO4J_PASSWORD"
_EXAMPLE = "Use neo4j://host:7687 or neo4j://host:7687/database"


@dataclass(frozen=True, slots=True)
class Address:
    """``uri`` for the driver, ``database`` on the server, ``url`` to show; no password in any of them."""

    uri: str
    database: str
    url: str
    user: str
    password: str

    def __repr__(self) -> str:
        return f"Address({self.url!r})"

    @classmethod
    def of(cls, url: str, *, environment: Mapping[str, str] = os.environ) -> Address:
        """Read a URL. Raises ``SettingsError`` where it makes no sense or holds a password, or the variables are not
        set."""
        parts = urlsplit(url)
        if parts.scheme not in SCHEMES or not parts.hostname or parts.query or parts.fragment:
            raise SettingsError(f"no Neo4j server in {_shown(url)!r}", key="store", hint=_EXAMPLE)
        if parts.username is not None or parts.password is not None:
            hint = f"Take them out and set {USER} and {PASSWORD}"
            raise SettingsError("user and password do not belong in the URL of a store", key="store", hint=hint)
        database = unquote(parts.path.strip("/")) or "neo4j"
        uri = f"{parts.scheme}://{parts.netloc}"
        password = environment.get(PASSWORD, "")
        if not password:
            hint = f"Set {PASSWORD} (and {USER}, where it is not neo4j)"
            raise SettingsError(f"no password for {uri}", key=PASSWORD, hint=hint)
        shown = uri if database == "neo4j" else f"{uri}/{database}"
        return cls(uri, database, shown, environment.get(USER) or "neo4j", password)


def _shown(url: str) -> str:
    """Without anything that may be a password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
