"""How the server is set: what it refuses, and what it tells nobody."""

import json
import os
import subprocess
import sys

from tests.tools.project import ROOT

SETTINGS = {
    "server.address": "127.0.0.1",
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.corsAllowedOrigins": [],
    "server.maxUploadSize": 20,
    "server.scriptHealthCheckEnabled": False,
    "server.enableAgentApi": False,
    "server.trustedUserHeaders": {},
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "localhost",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
}
ASK = """
import json, sys
from streamlit import config
print(json.dumps({name: config.get_option(name) for name in json.loads(sys.argv[1])}))
"""


def test_the_server_is_set_to_refuse_and_to_tell_no_more_than_needed():
    own = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    asked = [sys.executable, "-c", ASK, json.dumps(list(SETTINGS))]
    told = subprocess.run(asked, cwd=ROOT, env=own, capture_output=True, text=True, check=True).stdout
    assert json.loads(told) == SETTINGS
