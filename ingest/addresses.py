"""Addresses made whole, and whose they are."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(r"^(?:(?:utm|ns|at)_\w+|[fgdt]?w?clid|fbclid|mc_[ce]id|igshid|cmpid|ocid|xtor|smid)$")
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|amp|mobile)\.")


def web_address(link: str | None, *, base: str) -> str:
    """Absolute http(s) or file address without fragment and trackers; "" where it is none."""
    try:
        link = (link or "").strip()
        parts = urlsplit(link if link.startswith("file:") else urljoin(base, link))
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        return ""
    if parts.scheme == "file":
        rooted = parts.path.startswith("/")  # the address of an article of a folder has no root: ingest.pipeline.places
        return urlunsplit(parts._replace(fragment="")) if rooted else link.partition("#")[0]
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.match(p.partition("=")[0].lower()))
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", query, ""))


def host_of(url: str) -> str:
    """Host of a web address without ``www.`` and the like; "" for files."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    return _HOST_PREFIX.sub("", (parts.hostname or "").rstrip("."))


def same_site(left: str, right: str) -> bool:
    """Hosts of one owner, as far as names show: the same last two labels (three where the last are short: co.uk)."""
    return bool(left) and _owner(left) == _owner(right)


def own_address(claimed: str, *, url: str) -> str:
    """The address that a document from ``url`` gives itself; ``url`` where it names another site's, or none.

    What is saved in a file may come from anywhere; what one site serves cannot speak for another.
    """
    address = web_address(claimed, base=url) if claimed else ""
    host = host_of(address)
    return address if host and (not host_of(url) or same_site(host, host_of(url))) else url


def _owner(host: str) -> tuple[str, ...]:
    labels = host.split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return tuple(labels[-3 if short else -2 :])
