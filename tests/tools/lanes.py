"""Which lane of tests/run this is: the ordinary one holds every promise by a few examples, the thorough one by many."""

import os

THOROUGH = os.environ.get("EUROPAPROFIL_TESTS") == "thorough"
