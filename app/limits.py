"""What a program that answers apart may take of the machine, where the system can hold it to that.

Elsewhere its time alone is limited, by whoever started it.
"""

import os

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]  # a module elsewhere, nothing here

POLITENESS = 5


def politely() -> None:
    """Let the server go first, wherever both want the processor."""
    if hasattr(os, "nice"):
        os.nice(POLITENESS)


def memory(most_bytes: int) -> None:
    """Stop before the machine suffers."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


def processor(most_s: int) -> None:
    """So many seconds of a processor from now on, then the program is stopped."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + most_s, hard))
