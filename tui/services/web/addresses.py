"""Which addresses a page may be fetched from: those of the public internet.

A page can redirect to wherever it likes, and a name can stand for any address. So a name is
resolved here, every address of it is looked at, and the connection is made to one that was.
"""

from __future__ import annotations

import socket
import threading
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple

from tui.errors import PullquoteError

IpAddress = IPv4Address | IPv6Address

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_SIX_TO_FOUR = IPv6Network("2002::/16")
_TEREDO = IPv6Network("2001::/32")
_EXAMPLES = IPv6Network("3fff::/20")
_GLOBAL_V6 = IPv6Network("2000::/3")
# What Python, some versions of it, takes for public and is not.
_NOT_PUBLIC_V4 = (
    IPv4Network("0.0.0.0/8"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv4Network("198.18.0.0/15"),
    IPv4Network("240.0.0.0/4"),
)


class Place(NamedTuple):
    """Where to connect to: an address that was looked at."""

    address: str
    port: int


def is_public(address: IpAddress) -> bool:
    """Tell whether an address is one of the public internet, and hides none that is not."""
    if isinstance(address, IPv4Address):
        return (
            address.is_global
            and not address.is_multicast
            and not address.is_reserved
            and not any(address in network for network in _NOT_PUBLIC_V4)
        )
    # An IPv4 address may be in it: mapped and compatible ones are outside of what is global.
    hiding = (_SIX_TO_FOUR, _TEREDO, _EXAMPLES, *_NAT64)
    if address not in _GLOBAL_V6 or any(address in network for network in hiding):
        return False
    return address.is_global and not address.is_multicast


def resolved(host: str, port: int, *, seconds: float, private: bool = False) -> list[Place]:
    """Return the addresses of a host, each one public.

    Args:
        host: A name, or an address as it stands in a URL (`[…]` left out).
        port: The port.
        seconds: How long that may take.
        private: Whether addresses that are not public will do.

    Raises:
        PullquoteError: There is no such host, or one of its addresses is not public.
    """
    found: list[Place] = []
    for address in _looked_up(host, port, seconds):
        # A zone (fe80::1%eth0) is of a network here.
        number = ip_address(address.partition("%")[0])
        if not private and ("%" in address or not is_public(number)):
            raise PullquoteError(
                f"{host} is at {address}, which is no address of the public internet",
                "save the page as .html, and read that",
            )
        found.append(Place(address, port))
    if not found:
        raise PullquoteError(f"there is no host {host}", "check the address")
    return found


def _looked_up(host: str, port: int, seconds: float) -> list[str]:
    """Ask the system for a host's addresses, in a thread: it may wait for long."""
    answer: list[str] = []
    failure: list[str] = []

    def ask() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            failure.append(getattr(error, "strerror", None) or str(error))
            return
        answer.extend(dict.fromkeys(str(info[4][0]) for info in infos))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise PullquoteError(f"the address of {host} was not found in time", "try again later")
    if failure:
        raise PullquoteError(f"the address of {host} was not found: {failure[0]}", "check it")
    return answer
