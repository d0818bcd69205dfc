"""Addresses that are printed: whether one can be an event's, and whether it ends with its machine or its room."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

# Names that only a machine itself, or the network around it, can find.
LOCAL_ENDINGS = (".local", ".lan", ".home", ".internal", ".localhost")
# What an address is made of, as it is typed: spaces and quotes are of no address.
PAGE = re.compile(r"https?://[^\s\"<>\\^`{|}]+", re.IGNORECASE)


def is_page(address: str) -> bool:
    """Whether a text is the address of a page that others may be sent to: no name and password, no query, no anchor."""
    try:
        found = urlsplit(address)
        named = found.hostname is not None and (found.port is None or found.port > 0)
    except ValueError:  # brackets or a port that are none
        return False
    return PAGE.fullmatch(address) is not None and named and not ({*"@?#"} & set(address))


def passes(address: str) -> bool:
    """Whether an address cannot be reached once its machine has left the room: nothing lasting is printed with it."""
    host = urlsplit(address).hostname or ""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(LOCAL_ENDINGS)
