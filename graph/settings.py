"""Where the store is: an option, the environment, a settings file, or a file in the user's own data folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from graph.errors import SettingsError

STORE_VARIABLE = "CLAIMLINE_STORE"
STORE_FILE = "claimline.db"
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def data_folder() -> Path:
    """The user's data folder for Claimline, as the platform wants it; not made yet."""
    from platformdirs import user_data_path

    return user_data_path("claimline", appauthor=False)


def default_store_url() -> str:
    """``sqlite:///`` URL of the file in the user's data folder."""
    return f"sqlite:///{data_folder() / STORE_FILE}"


def store_url(
    option: str | None = None, *, declared: str | None = None, environ: Mapping[str, str] = os.environ
) -> str:
    """The store to use: ``option``, else ``CLAIMLINE_STORE``, else what a settings file declared, else the default."""
    url = option or environ.get(STORE_VARIABLE) or declared or default_store_url()
    if "://" not in url:
        raise SettingsError(f"{url!r} is no store URL", key="store", hint=f"Did you mean sqlite:///{url}?")
    return url


def sqlite_path(url: str) -> Path | None:
    """The file of a ``sqlite://`` URL; None for other stores."""
    scheme, _, rest = url.partition("://")
    return Path(rest.removeprefix("/")) if scheme == "sqlite" else None


def prepare(url: str) -> None:
    """Make the folder of an embedded store, closed to others where we make it, and the file with mode 0600.

    A file that is there already keeps its mode: whoever opened it to a group meant it. Raises ``SettingsError`` where
    it cannot be made.
    """
    path = sqlite_path(url)
    if path is None or path.exists():
        return
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
    except OSError as error:
        raise SettingsError(
            f"cannot make {path}: {error.strerror}",
            key="store",
            hint="Choose another place with --store sqlite:///PATH.",
        ) from error
