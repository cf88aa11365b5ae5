"""Several processes behind Debian's nginx with the configuration as shipped, ports and folders apart."""

import http.client
import json
import re
import signal
import ssl
import time
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.sync_api import expect

from tests.tools.nginx import put, shipped, start_nginx
from tests.tools.project import ROOT
from tests.tools.server import free_port, serve
from tests.tools.visits import Visit

MAP = "svg.map[data-ready]"
SLOW = 60_000


def over_tls(text, folder, listen, plain):
    """Return the text of our file with the comment signs of its TLS part taken out."""
    text = re.sub(r"\n    listen [^;]+;", "", text, count=1)
    head, tail = text.split("\n# server {")
    head = re.sub(r"^    # (?=listen|ssl_|proxy_cookie)", "    ", head, flags=re.MULTILINE)
    text = head + "\nserver {" + re.sub(r"^# ?", "", tail, flags=re.MULTILINE)
    text = put(text, "listen 443 ssl http2;", f"listen {listen} ssl http2;")
    text = put(text, "    listen 80;", f"    listen {plain};")
    return put(text, "/etc/letsencrypt/live/profil.example/", f"{folder}/")


def write_certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    signed = made.not_valid_before(now).not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(private)


class House:
    """Two processes of the dashboard, and nginx before them."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.processes, self.ports = [], []

    def start(self):
        secret = {"STREAMLIT_SERVER_COOKIE_SECRET": "the same in all processes of the tests"}
        for _ in range(2):
            process, address = serve("dashboard.py", environment=secret)
            self.processes.append(process)
            self.ports.append(int(address.rsplit(":", 1)[1]))
        self.text = shipped(self.folder, self.ports, f"127.0.0.1:{self.port}")
        self.processes.append(start_nginx(self.folder, self.text, lambda: self.get("/health")))

    def get(self, path, **headers):
        """Return status, headers and content of an answer, whatever it is."""
        asked = urllib.request.Request(f"{self.address}{path}", headers=headers)
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()

    def log(self):
        """Return the log's lines as time, method, path, status, bytes, seconds, process."""
        return [line.split(" ") for line in (self.folder / "access.log").read_text("utf-8").splitlines()]

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    built = House(tmp_path_factory.mktemp("nginx"))
    try:
        built.start()
        yield built
    finally:
        built.stop()


@pytest.fixture
def readers(browser, house):
    """Give a function that brings one more reader, with a browser of their own, each time."""
    contexts = []

    def come():
        contexts.append(browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO"))
        return Visit(contexts[-1].new_page(), house.address)

    yield come
    for context in contexts:
        context.close()


def process_of(visit):
    """Return the port of the process that the reader's cookie names."""
    cookies = visit.page.context.cookies()
    named = [cookie for cookie in cookies if cookie["name"] == "europaprofil_process"]
    assert [(cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) for cookie in named] == [(True, "Lax", -1)]
    return int(named[0]["value"])


def test_a_session_with_its_upload_and_download_stays_in_one_process(readers, house):
    visit = readers()
    page = visit.open("egne-data?enhet=50")
    with page.expect_download() as waiting:
        page.locator("[class*='st-key-own-template'] button").click()
    template = waiting.value.path().read_bytes()
    field = page.locator('input[type="file"]')
    field.set_input_files({"name": "mine.xlsx", "mimeType": "", "buffer": template})
    expect(page.locator("[class*='st-key-own-use'] button")).to_be_visible(timeout=SLOW)
    visit.expect_clean()
    process = f"127.0.0.1:{process_of(visit)}"
    page.context.close()
    wanted = {"/_stcore/stream": "101", "/_stcore/upload_file/": "204", "/media/": "200"}
    for path, status in wanted.items():
        for _ in range(300):
            found = {tuple(line[3:7:3]) for line in house.log() if line[2].startswith(path)}
            if found:
                break
            time.sleep(0.1)  # the log has a websocket when it is closed
        assert found == {(status, process)}, path


def test_readers_are_spread_over_the_processes(readers, house):
    visits = [readers() for _ in range(4)]
    for visit in visits:
        visit.open()
    assert sorted(process_of(visit) for visit in visits) == sorted(house.ports * 2)


def test_the_log_holds_neither_addresses_nor_choices(readers, house):
    readers().open("kart?enhet=50&sprak=nn")
    lines = (house.folder / "access.log").read_text("utf-8").splitlines()
    assert any(" GET /kart " in line for line in lines)
    kept = re.compile(r"\S+ [A-Z]+ /[^?]* \d{3} \d+ [\d.]+ [-\d.:, ]+")
    assert [line for line in lines if not kept.fullmatch(line) or "enhet" in line] == []


def test_the_bundle_and_the_map_come_compressed_and_for_good(house):
    _, _, page = house.get("/")
    bundle = re.search(r'src="\./(static/js/index\.[^"]+\.js)"', page.decode())[1]
    geometry = json.loads((ROOT / "static/geometry/index.json").read_text("utf-8"))["municipality-2024"]["country"]
    for path in (f"/{bundle}", f"/app/static/geometry/{geometry}"):
        _, plain, whole = house.get(path)
        _, headers, packed = house.get(path, **{"Accept-Encoding": "gzip, br"})
        assert headers["Content-Encoding"] == "gzip"
        assert len(packed) < 0.5 * len(whole)
        assert plain["Content-Encoding"] is None
        assert {"public", "immutable", "max-age=31536000"} <= set(headers["Cache-Control"].split(", "))
        assert headers["Set-Cookie"] is None


def test_a_file_above_the_limit_is_refused_before_it_is_sent(house):
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=60)
    connection.putrequest("PUT", "/_stcore/upload_file/session/file")
    connection.putheader("Content-Length", str(25 * 1024 * 1024))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize(
    "path", ["metrics", "metrics/", "script-health-check", "agent/interact", "agent/mcp", "agent/openapi.json", "x"]
)
def test_streamlits_other_addresses_are_closed(house, path):
    assert house.get(f"/_stcore/{path}")[0] == 404
    assert house.get(f"/kart/_stcore/{path}")[0] == 404


def test_health_is_told_and_hands_out_no_cookie(house):
    status, headers, said = house.get("/health")
    assert (status, said, headers["Set-Cookie"]) == (200, b"ok", None)


def test_the_dashboards_own_headers_pass_unchanged(house):
    with urllib.request.urlopen(f"http://127.0.0.1:{house.ports[0]}/", timeout=60) as answer:
        direct = answer.headers
    _, passed, _ = house.get("/")
    aside = {"date", "server", "connection", "content-length", "transfer-encoding", "set-cookie", "vary"}
    names = {name.lower() for name in direct} - aside
    assert "content-security-policy" in names
    assert {name: passed.get_all(name) for name in names} == {name: direct.get_all(name) for name in names}
    assert passed["Server"] == "nginx"


def test_the_part_for_tls_works_once_its_comment_signs_are_gone(house, tmp_path):
    write_certificate(tmp_path)
    port, plain = free_port(), free_port()
    text = house.text.replace(str(house.folder), str(tmp_path))
    text = over_tls(text, tmp_path, f"127.0.0.1:{port}", f"127.0.0.1:{plain}")
    trusting = ssl.create_default_context(cafile=tmp_path / "fullchain.pem")
    trusting.check_hostname = False

    def answer(path):
        return urllib.request.urlopen(f"https://127.0.0.1:{port}{path}", context=trusting, timeout=60)

    nginx = start_nginx(tmp_path, text, lambda: answer("/health").close())
    try:
        with answer("/") as page, answer("/_stcore/health") as health:
            assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
            cookies = page.headers.get_all("Set-Cookie") + health.headers.get_all("Set-Cookie")
            assert {cookie.split("=")[0] for cookie in cookies} == {"europaprofil_process", "_streamlit_xsrf"}
            assert all("; secure" in cookie.lower() for cookie in cookies)
        connection = http.client.HTTPConnection("127.0.0.1", plain, timeout=60)
        connection.request("GET", "/kart?enhet=50", headers={"Host": "profil.example"})
        moved = connection.getresponse()
        assert (moved.status, moved.headers["Location"]) == (301, "https://profil.example/kart?enhet=50")
        connection.close()
    finally:
        nginx.terminate()
        nginx.wait(20)


def test_when_a_process_dies_its_readers_go_on_in_another(readers, house):
    """The last test of this file: one process is gone after it."""
    visit = readers()
    page = visit.open("kart?enhet=50")
    dead = process_of(visit)
    at = house.ports.index(dead)
    house.processes[at].send_signal(signal.SIGKILL)
    house.processes[at].wait(20)
    assert [house.get("/health")[0] for _ in range(10)] == [200] * 10
    newcomer = readers()
    newcomer.open().wait_for_selector("h1", timeout=SLOW)
    (other,) = set(house.ports) - {dead}
    assert process_of(newcomer) == other
    for _ in range(600):
        if process_of(visit) == other:
            break
        page.wait_for_timeout(100)
    assert process_of(visit) == other
    page.wait_for_selector('[data-test-connection-state="CONNECTED"]', timeout=SLOW)
    # The new session knows the address alone: what is chosen first may be lost to it, as after any restart.
    for language in ("English", "Nynorsk", "English", "Nynorsk"):
        visit.settle().get_by_role("radio", name=language).click()
        page.wait_for_timeout(1_000)
    expect(page.locator("html")).to_have_attribute("lang", "nn", timeout=SLOW)
    expect(page.get_by_role("heading", level=2, name="Trøndelag")).to_be_visible(timeout=SLOW)
    assert "enhet=50" in page.url
