"""Which addresses a fetch may connect to. A name is resolved once, every address of it checked, and that one used."""

from __future__ import annotations

import ipaddress
import socket
import threading

from dateline.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int, *, allow_private: bool, timeout: float) -> tuple[str, ...]:
    """The addresses of ``host`` as text, in the resolver's order.

    Raises ``FetchError`` where the name has no address, or any address that is not on the public internet.
    """
    addresses = _look_up(host, port, timeout)
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise FetchError(
                    f"{host} is at the private or reserved address {address}; --allow-private, or in a file of feeds "
                    "allow_private, permits that"
                )
    return addresses


def is_public(address: str) -> bool:
    """Whether ``address`` is on the public internet, the IPv4 address that an IPv6 one carries considered."""
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    return all(_is_public(each) for each in (found, *_carried(found)))


def _is_public(address: Address) -> bool:
    barred = address.is_private, address.is_loopback, address.is_link_local, address.is_multicast
    return address.is_global and not any((*barred, address.is_reserved, address.is_unspecified))


def _carried(address: Address) -> tuple[ipaddress.IPv4Address, ...]:
    """IPv4 addresses within an IPv6 one: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(each for each in found if each is not None)


def _look_up(host: str, port: int, timeout: float) -> tuple[str, ...]:
    """Ask the resolver in a thread of its own: it has no time limit."""
    found: list[str] = []
    problem: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except (OSError, UnicodeError) as error:
            problem.append(str(error))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(timeout)
    if thread.is_alive():
        raise FetchError(f"the address of {host} took longer than {timeout:g} s to find")
    if problem or not found:
        raise FetchError(f"{host} has no address ({problem[0] if problem else 'no answer'})")
    return tuple(found)
