"""A plain name for a device, from what its browser says of itself: enough to tell two apart, and no more."""

import re

# The first that is found names it. An iPad says that it is a Mac unless it is asked otherwise.
KINDS = (
    ("ipad", r"iPad"),
    ("iphone", r"iPhone|iPod"),
    ("android-phone", r"Android.*Mobile|Mobile.*Android"),
    ("android-tablet", r"Android"),
    ("windows", r"Windows"),
    ("mac", r"Macintosh"),
    ("chromebook", r"CrOS"),
    ("linux", r"Linux|X11"),
)
BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/"),
    ("Safari", r"Safari/"),
)
UNKNOWN = "unknown"


def device(user_agent: str) -> str:
    """The kind of device and its browser, as `ipad/Safari`; each part `unknown` where it does not say."""
    kind, browser = (
        next((name for name, words in known if re.search(words, user_agent)), UNKNOWN) for known in (KINDS, BROWSERS)
    )
    return f"{kind}/{browser}"
