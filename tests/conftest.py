"""Every test runs at the top of the project, on its own data whatever versions this machine's user has refreshed."""

import os
import tempfile
from pathlib import Path

from hypothesis import settings

from analysis.store import versions
from tests.tools.project import ROOT

os.chdir(ROOT)
os.environ[versions.STORE] = str(Path(tempfile.gettempdir()) / "europaprofil-tests-no-store")

# How long one example takes says more of the machine than of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
