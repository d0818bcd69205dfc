"""Addresses that are printed: whether one is of this machine or of a room's network, and ends with them."""

from ipaddress import ip_address
from urllib.parse import urlsplit

# Names that only a machine itself, or the network around it, can find.
LOCAL_ENDINGS = (".local", ".lan", ".home", ".internal", ".localhost")


def passes(address: str) -> bool:
    """Whether an address cannot be reached once its machine has left the room: nothing lasting is printed with it."""
    host = urlsplit(address).hostname or ""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(LOCAL_ENDINGS)
