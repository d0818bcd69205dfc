"""The addresses of this machine on the networks that it is on: where others find the server."""

import ipaddress
import socket
import struct
import sys
from contextlib import suppress

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # a module elsewhere, nothing here

# SIOCGIFADDR, as each system numbers it.
ADDRESS_OF = 0xC0206921 if sys.platform == "darwin" else 0x8915


def own_addresses() -> list[str]:
    """This machine's addresses on its networks, the one that leads outside first."""
    found: list[str] = []
    # No network at all, and the loopback remains.
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # a documentation address: nothing is sent by connecting
        found.append(probe.getsockname()[0])
    found += _of_interfaces()
    with suppress(OSError):  # a machine that does not know its own name
        found += [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None)]
    unique = dict.fromkeys(address.split("%")[0] for address in found)
    return [address for address in unique if not ipaddress.ip_address(address).is_loopback]


def _of_interfaces() -> list[str]:
    """The IPv4 address of each interface: a room's network may lead nowhere, and a laptop be on two of them.

    Windows tells its addresses by its name.
    """
    if fcntl is None:
        return []
    found: list[str] = []
    # A system may refuse to say; the server starts all the same.
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            with suppress(OSError):  # an interface without an address
                told = fcntl.ioctl(asking, ADDRESS_OF, struct.pack("16s24x", name.encode()[:15]))
                found.append(socket.inet_ntoa(told[20:24]))
    return found
