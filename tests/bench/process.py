"""What the system (Linux) says of a process while it runs."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def memory(process_id):
    """Return the bytes of memory that a process has in use (its resident set)."""
    lines = Path(f"/proc/{process_id}/status").read_text("ascii", "replace").splitlines()
    line = next(line for line in lines if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


def worked(process_id):
    """Return for how many seconds a process has had a processor."""
    # The name, in brackets, may hold blanks; user and system time are fields 14 and 15 of the line.
    fields = Path(f"/proc/{process_id}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
