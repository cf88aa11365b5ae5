"""What a process that reads a stranger's file may use; it ends itself, and nothing else, where it asks for more.

Windows knows no such limits: there the time limit of the process that waits remains.
"""

import math

try:
    import resource
except ImportError:
    resource = None  # type: ignore[assignment]

BYTES_TO_PARSE, BYTES_TO_IMPORT = 1_000_000_000, 2_500_000_000
SECONDS_TO_PARSE, SECONDS_TO_IMPORT = 4, 30


def while_parsing() -> None:
    """Allow what parsing a file takes: little, for the file may lie about itself."""
    _allow(BYTES_TO_PARSE, SECONDS_TO_PARSE)
    if resource:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def while_importing() -> None:
    """Allow what it takes to make tables of rows that are known to be few enough."""
    _allow(BYTES_TO_IMPORT, SECONDS_TO_IMPORT)


def _allow(memory: int, seconds: int) -> None:
    """Set the most memory, and seconds of work from now on: on a busy machine they take longer by the clock."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = math.ceil(used.ru_utime + used.ru_stime) + seconds
        for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, until)):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
