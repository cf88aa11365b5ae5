"""Debian's nginx with the configuration as shipped, ports and folders apart."""

import os
import re
import subprocess
import time

from tests.tools.project import ROOT

SHIPPED = ROOT / ".deploy/nginx.conf"
# What nginx has outside our file; as root it must be told to stay root, since the tests' folders are root's own.
AROUND = """
daemon off; worker_processes 2; worker_rlimit_nofile 16384; pid {folder}/pid; error_log {folder}/error.log; {user}
events {{ worker_connections 8192; }}
http {{
  include /etc/nginx/mime.types;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/europaprofil.conf;
}}
"""


def put(text, what, instead):
    assert what in text, what
    return text.replace(what, instead)


def shipped(folder, ports, listen):
    """Return our file with these two processes, address to listen at, and folder for the log."""
    text = re.sub(r"\b850[12]\b", lambda found: str(ports[int(found[0]) - 8501]), SHIPPED.read_text("utf-8"))
    text = put(text, "\n    listen 80;", f"\n    listen {listen};")
    return put(text, "/var/log/nginx/europaprofil.log", f"{folder}/access.log")


def start_nginx(folder, text, answers):
    """Start nginx on the text of our file and return the process once `answers` does not raise OSError."""
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "europaprofil.conf").write_text(text, "utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user), "utf-8")
    said = (folder / "said").open("w")
    process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-e", folder / "early.log"], stderr=said)
    for _ in range(300):
        try:
            answers()
            return process
        except OSError:
            assert process.poll() is None, (folder / "said").read_text()
            time.sleep(0.1)
    raise RuntimeError("nginx did not answer within 30 seconds.")
