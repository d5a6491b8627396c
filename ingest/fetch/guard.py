"""Which addresses may be asked: the public internet only, unless the user says otherwise.

A name is resolved once, every address that it has is judged, and the request then goes to one of these very addresses:
a name that answers differently the second time (DNS rebinding) gains nothing. Redirects go through the same gate.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from graph.errors import FetchError

Resolve = Callable[[str, int], list[str]]
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def system_addresses(host: str, port: int) -> list[str]:
    """Addresses of a host by the system's resolver. Raises ``OSError`` where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def is_public(address: str) -> bool:
    """True for an address of the public internet; what is wrapped in IPv6 is judged by what it holds."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _wrapped(ip)
    return ip.is_global and not ip.is_multicast and (inner is None or is_public(str(inner)))


def _wrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(ip, IPv4Address):
        return None
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def host_and_port(url: str) -> tuple[str, int]:
    """Host and port of an address that may be asked for; raises ``FetchError`` for any other."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(f"is no valid address ({error})", where=url, reason="address") from error
    if parts.scheme not in ("http", "https") or not host:
        hint = "Only http and https are fetched"
        raise FetchError("is no web address", where=url, reason="address", hint=hint)
    if parts.username is not None:
        raise FetchError("holds a user name", where=url, reason="address", hint="Give the address without it")
    return host, port or (443 if parts.scheme == "https" else 80)


def permitted_address(url: str, addresses: list[str], *, allow_private: bool) -> str:
    """The address to connect to. One private address among several refuses them all."""
    private = [address for address in addresses if not is_public(address)]
    if private and not allow_private:
        hint = "Set allow_private where this is meant"
        raise FetchError(f"leads to the private address {private[0]}", where=url, reason="private address", hint=hint)
    if not addresses:
        raise FetchError("has no address", where=url, reason="dns")
    return addresses[0]
