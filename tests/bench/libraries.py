"""The libraries of the page to compare with, in a folder of their own: Dash brings a plugin into every pytest."""

import os
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

from tests.tools.project import ROOT

FOLDER = ROOT / ".cache" / "bench"
WANTED = Path(__file__).with_name("requirements.txt")


def installed():
    """Install the libraries where they are not, and return the environment of a process that finds them."""
    if not _up_to_date():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(FOLDER)]
        subprocess.run([*command, "-r", str(WANTED), "-c", str(ROOT / "requirements.txt")], check=True)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(FOLDER)])}


def dash_version():
    """Return the version of Dash that is installed there; "not installed" where none is."""
    found = {one.name.lower(): one.version for one in distributions(path=[str(FOLDER)])}
    return found.get("dash", "not installed")


def _up_to_date():
    pins = [line for line in WANTED.read_text("utf-8").splitlines() if "==" in line]
    there = {f"{one.name.lower()}=={one.version}" for one in distributions(path=[str(FOLDER)])}
    return set(pins) <= there
