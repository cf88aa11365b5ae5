"""Every test reads the data that come with the project, whatever versions this machine's user has refreshed."""

import os
import tempfile
from pathlib import Path

from hypothesis import settings

from analysis.store import versions

os.environ[versions.STORE] = str(Path(tempfile.gettempdir()) / "europaprofil-tests-no-store")

# How long one example takes says more of the machine than of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
