"""Every test reads the data that come with the project, whatever versions this machine's user has refreshed."""

import os
import tempfile
from pathlib import Path

from analysis import versions

os.environ[versions.STORE] = str(Path(tempfile.gettempdir()) / "europaprofil-tests-no-store")
