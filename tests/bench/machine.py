"""On what a figure was measured: processor, memory, system and versions."""

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.bench.libraries import dash_version

PACKAGES = ("streamlit", "pandas", "numpy", "pyarrow", "plotly", "websockets", "playwright")


def machine():
    """Return the machine's processor, number of cores, bytes of memory and operating system (Linux)."""
    return {
        "processor": _said("/proc/cpuinfo", "model name") or platform.processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(int(_said("/proc/meminfo", "MemTotal").split()[0]) / 1024**2),
        "system": f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}",
    }


def versions():
    """Return the versions of Python, Chromium and the libraries that bear on the figures."""
    found = {"python": platform.python_version(), "chromium": _chromium()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found | {"dash": dash_version()}


def load():
    """Return how many processes wanted a processor in the last minute, on average."""
    return round(os.getloadavg()[0], 2)


def _said(path, name):
    for line in Path(path).read_text("utf-8").splitlines():
        if line.partition(":")[0].strip() == name:
            return line.partition(":")[2].strip()
    return ""


def _chromium():
    try:
        told = subprocess.run(["chromium", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return "not installed"
    return next((word for word in told.split() if word[0].isdigit()), told.strip())
