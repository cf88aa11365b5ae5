import gzip
import hashlib
import io
import json
import resource
import zipfile
import zlib

import httpx
import pytest

from analysis.errors import DataError
from analysis.refresh import fetch, hosts
from analysis.refresh.targets import TARGETS, Address, Target
from tests.tools import refusing_server

QUICK = fetch.Limits(answer_seconds=0.3, seconds=1, attempts=3, pause_seconds=0.01, any_scheme=True)
PAGE = b"<!DOCTYPE html><html><body>Sorry, something went wrong</body></html>"
CSV = b"a;b\n1;2\n"


def zipped(size=200_000):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("organization.csv", bytes(range(256)) * (size // 256))
    return content.getvalue()


@pytest.fixture
def server():
    with refusing_server.running() as running:
        yield running


def target(url, *, form="csv", optional=False, megabytes=1, asked=None):
    return Target("fts", "fts", (Address(url, f"file.{form}", form, optional, asked),), megabytes=megabytes)


def fetched(url, folder, limits=QUICK, **how):
    return fetch.fetch(target(url, **how), folder, limits)


def test_a_file_comes_whole_with_its_sum_and_date(server, tmp_path):
    when = {"Last-Modified": "Wed, 05 Aug 2026 10:00:00 GMT"}
    (file,) = fetched(server.at("/f", CSV, kind="text/csv", headers=when), tmp_path)
    assert file.path.read_bytes() == CSV
    assert file.sha256 == hashlib.sha256(CSV).hexdigest()
    assert file.published == "2026-08-05"


def test_a_server_that_fails_twice_is_asked_a_third_time(server, tmp_path):
    (file,) = fetched(server.at("/f", CSV, statuses=(500, 503, 200)), tmp_path)
    assert (file.path.read_bytes(), server.asked["/f"]) == (CSV, 3)


@pytest.mark.parametrize("status", [500, 502, 429])
def test_a_server_that_goes_on_failing_is_given_up_in_plain_words(server, tmp_path, status):
    with pytest.raises(DataError, match=f"did not deliver it .answered {status}.*--from"):
        fetched(server.at("/f", CSV, statuses=(status,)), tmp_path)
    assert server.asked["/f"] == 3


def test_a_file_that_has_moved_is_asked_for_once(server, tmp_path):
    with pytest.raises(DataError, match="answered 404"):
        fetched(server.url + "/gone", tmp_path)
    assert server.asked["/gone"] == 1


def test_a_file_of_a_year_that_is_not_published_yet_may_be_missing(server, tmp_path):
    old = Address(server.at("/2024.csv", CSV), "2024.csv", "csv")
    new = Address(server.url + "/2026.csv", "2026.csv", "csv", optional=True)
    files = fetch.fetch(Target("fts", "fts", (old, new)), tmp_path, QUICK)
    assert [file.path.name for file in files] == ["2024.csv"]
    with pytest.raises(DataError, match="none of 1 files"):
        fetch.fetch(Target("fts", "fts", (new,)), tmp_path, QUICK)


def test_a_server_that_is_silent_is_given_up(server, tmp_path):
    with pytest.raises(DataError, match="did not deliver it"):
        fetched(server.at("/f", CSV, pause=5), tmp_path)


def test_a_server_that_drips_is_given_up(server, tmp_path):
    with pytest.raises(DataError, match="not done after 1 seconds"):
        fetched(server.at("/f", CSV * 100, pause=0.05, block=10), tmp_path)


def test_a_body_that_is_cut_short_is_asked_for_again_and_then_refused(server, tmp_path):
    with pytest.raises(DataError, match="did not deliver it"):
        fetched(server.at("/f", CSV * 1000, cut=10), tmp_path)
    assert server.asked["/f"] == 3


@pytest.mark.parametrize("share", [0.5, 0.99, 0.01])
def test_half_a_zip_whose_length_was_not_told_is_refused(server, tmp_path, share):
    body = zipped()
    half = body[: int(len(body) * share)]
    with pytest.raises(DataError, match="cut short or damaged"):
        fetched(server.at("/f", half, kind="application/zip", tell_length=False), tmp_path, form="zip")


def test_a_zip_with_one_wrong_byte_is_refused(server, tmp_path):
    body = bytearray(zipped())
    body[len(body) // 2] ^= 1
    with pytest.raises(DataError, match="damaged"):
        fetched(server.at("/f", bytes(body)), tmp_path, form="zip")


def test_a_zip_that_unpacks_to_far_more_than_its_size_is_refused(server, tmp_path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("organization.csv", bytes(80_000_000))
    with pytest.raises(DataError, match="far too many for its size"):
        fetched(server.at("/f", content.getvalue()), tmp_path, form="zip")


@pytest.mark.parametrize("form", ["zip", "xlsx", "csv", "json"])
@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/octet-stream"])
def test_a_page_that_says_sorry_with_status_200_is_refused(server, tmp_path, form, kind):
    with pytest.raises(DataError, match=r"came where \w+ was expected"):
        fetched(server.at("/f", PAGE, kind=kind), tmp_path, form=form)


@pytest.mark.parametrize(
    ("form", "body", "words"),
    [
        ("zip", CSV, "not a zip file"),
        ("xlsx", b"{}", "not a xlsx file"),
        ("csv", zipped(1000), "not text"),
        ("csv", b'{"message": "limit reached"}', "JSON came where CSV"),
        ("json", CSV, "not JSON"),
        ("csv", b"", "empty"),
        ("csv", b"  \n", "empty"),
        ("csv", b"\xef\xbb\xbf  <?xml version='1.0'?><error/>", "web page"),
    ],
)
def test_a_file_of_another_form_is_refused(server, tmp_path, form, body, words):
    with pytest.raises(DataError, match=words):
        fetched(server.at("/f", body), tmp_path, form=form)


def test_a_file_that_is_too_large_is_stopped_at_the_limit(server, tmp_path):
    with pytest.raises(DataError, match="more than 1 MB came"):
        fetched(server.at("/f", CSV * 200_000), tmp_path)
    with pytest.raises(DataError, match="more than 1 MB came"):
        fetched(server.at("/g", CSV * 200_000, tell_length=False), tmp_path)


def test_redirects_are_followed_as_far_as_the_limit(server, tmp_path):
    server.at("/f", CSV)
    for number in range(1, 7):
        to = {"Location": "/f" if number == 1 else f"/{number - 1}"}
        server.at(f"/{number}", statuses=(302,), headers=to)
    assert fetched(server.url + "/5", tmp_path)[0].path.read_bytes() == CSV
    with pytest.raises(DataError, match=r"did not deliver it .*redirects"):
        fetched(server.url + "/6", tmp_path)


def test_a_redirect_in_a_ring_is_given_up(server, tmp_path):
    with pytest.raises(DataError, match="redirects"):
        fetched(server.at("/ring", statuses=(301,), headers={"Location": "/ring"}), tmp_path)


def packed_zeros(megabytes):
    """Return a gzip of zeros, made without holding them."""
    packing = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    return b"".join([*(packing.compress(bytes(1_000_000)) for _ in range(megabytes)), packing.flush()])


def test_what_is_packed_on_its_way_is_unpacked(server, tmp_path):
    body, headers = gzip.compress(CSV), {"Content-Encoding": "gzip"}
    (file,) = fetched(server.at("/f", body, kind="text/csv", headers=headers), tmp_path)
    assert (file.path.read_bytes(), file.sha256) == (CSV, hashlib.sha256(CSV).hexdigest())
    with pytest.raises(DataError, match=r"did not deliver it .it ended in the middle"):
        fetched(server.at("/g", body[:-9], headers=headers), tmp_path)
    with pytest.raises(DataError, match=r"did not deliver it .not packed as it says"):
        fetched(server.at("/h", CSV, headers=headers), tmp_path)


def test_what_unpacks_to_too_much_is_stopped_at_the_limit_of_the_file_and_takes_no_memory(server, tmp_path):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    url = server.at("/f", packed_zeros(300), headers={"Content-Encoding": "gzip"})
    with pytest.raises(DataError, match="more than 1 MB came"):
        fetched(url, tmp_path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000  # kB


@pytest.mark.parametrize("how", ["gzip, gzip", "gzip,gzip", "br", "deflate, gzip", "zstd"])
def test_what_is_packed_twice_or_otherwise_than_asked_is_refused(server, tmp_path, how):
    body = gzip.compress(gzip.compress(CSV))
    with pytest.raises(DataError, match="came packed as"):
        fetched(server.at("/f", body, headers={"Content-Encoding": how}), tmp_path)


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("http://localhost:{port}/secret", "leads to this machine"),
        ("http://127.0.0.2:{port}/secret", "leads to this machine"),
        ("http://[::1]:{port}/secret", "leads to this machine"),
        ("http://[::ffff:127.0.0.1]:{port}/secret", "leads to this machine"),
        ("http://0.0.0.0:{port}/secret", "leads to this machine"),
        ("http://2130706433:{port}/secret", "leads to this machine"),
        ("http://10.0.0.1/secret", "leads to this machine or its own network"),
        ("http://192.168.1.1/secret", "leads to this machine or its own network"),
        ("http://169.254.169.254/secret", "leads to this machine or its own network"),
        ("http://user:word@127.0.0.1:{port}/secret", "name or password"),
    ],
)
def test_no_redirect_and_no_link_leads_to_this_machine_its_network_or_comes_with_a_password(
    server, tmp_path, location, said
):
    to = location.format(port=server.url.rsplit(":", 1)[1])
    server.at("/secret", CSV)
    with pytest.raises(DataError, match=said) as raised:
        fetched(server.at("/f", statuses=(302,), headers={"Location": to}), tmp_path)
    assert "word" not in str(raised.value).replace("password", "")
    page = f'<a href="{to}.csv">list</a>'.encode()
    server.at("/secret.csv", CSV)
    with pytest.raises(DataError, match=said):
        fetch.fetch(Target("fts", "fts", listing=server.at("/lists", page, kind="text/html")), tmp_path, QUICK)
    assert server.asked["/secret"] == server.asked["/secret.csv"] == 0


def test_a_public_host_may_be_asked_and_one_whose_name_nobody_here_knows(monkeypatch):
    for url in ("https://8.8.8.8/f", "https://[2001:4860:4860::8888]/f", "https://name.invalid/f"):
        hosts.expect_allowed(httpx.URL(url), (), any_scheme=False)
    monkeypatch.setattr(
        hosts.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("8.8.8.8", 0)), (2, 1, 6, "", ("10.1.1.1", 0))]
    )
    with pytest.raises(DataError, match="its own network"):
        hosts.expect_allowed(httpx.URL("https://two.example/f"), (), any_scheme=False)


def test_nothing_but_https_is_asked_or_followed(server, tmp_path):
    url = server.at("/f", CSV)
    with pytest.raises(DataError, match="leads away from https"):
        fetched(url, tmp_path, fetch.Limits(attempts=1))
    assert server.asked["/f"] == 0


def test_a_host_that_is_not_there_is_told_in_plain_words(tmp_path):
    with pytest.raises(DataError, match="did not deliver it"):
        fetched("https://127.0.0.1:1/f", tmp_path)


def test_a_question_is_sent_as_json_and_its_answer_read(server, tmp_path):
    url = server.at("/search", zipped(1000))
    fetched(url, tmp_path, form="xlsx", asked=TARGETS["keep_export"].addresses[0].asked)
    assert json.loads(server.bodies[0])["response_type"] == "excel"


def test_the_lists_that_a_page_links_to_are_fetched_once_each(server, tmp_path):
    links = ("/a/2023.csv", "/a/2023.xlsx", "b/2024.csv?x=1", "/other.pdf", "/c/2023.csv")
    page = "".join(f'<a class="x" href="{link}">list</a>' for link in links)
    server.at("/lists/", page.encode(), kind="text/html")
    for path in ("/a/2023.csv", "/lists/b/2024.csv", "/c/2023.csv"):
        server.at(path, path.encode() + b";b\n1;2\n")
    files = fetch.fetch(Target("fts", "fts", listing=server.url + "/lists/"), tmp_path, QUICK)
    assert [file.path.name for file in files] == ["01-2023.csv", "02-2023.csv", "03-2024.csv"]
    assert server.asked["/a/2023.xlsx"] == server.asked["/other.pdf"] == 0


def test_a_page_without_lists_says_how_to_go_on_by_hand(server, tmp_path):
    url = server.at("/lists", PAGE, kind="text/html")
    with pytest.raises(DataError, match=r"no list to download.*a folder named fts.*--from"):
        fetch.fetch(Target("fts", "fts", listing=url), tmp_path, QUICK)


def test_a_source_without_address_says_how_to_go_on_by_hand(tmp_path):
    with pytest.raises(DataError, match=r"no fixed address.*--from"):
        fetch.fetch(Target("programme_lists", "programme_lists"), tmp_path, QUICK)


def test_files_by_hand_are_found_by_name_or_in_the_sources_own_folder(tmp_path):
    (tmp_path / "fts").mkdir()
    for name in ("fts/any.csv", "2024_FTS_dataset_en.csv", "else.csv", "fts/.hidden"):
        (tmp_path / name).write_bytes(CSV)
    files = fetch.by_hand(TARGETS["fts"], tmp_path)
    assert [file.path.name for file in files] == ["any.csv", "2024_FTS_dataset_en.csv"]


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("a.csv", PAGE, "web page"),
        ("a.zip", CSV, "not a zip"),
        ("a.doc", CSV, "can be read"),
        ("a.csv", b"", "empty"),
        ("a.gml", PAGE, "web page"),
        ("a.gpkg", CSV, "not a GeoPackage"),
    ],
)
def test_a_file_by_hand_that_is_not_what_its_name_says_is_refused(tmp_path, name, body, words):
    (tmp_path / "fts").mkdir()
    (tmp_path / "fts" / name).write_bytes(body)
    with pytest.raises(DataError, match=words):
        fetch.by_hand(TARGETS["fts"], tmp_path)


def test_every_source_has_an_importer_of_its_own_and_asks_over_https():
    for target_id, one in TARGETS.items():
        assert target_id in one.importer().SOURCE_IDS
        urls = [address.url for address in one.addresses] + [one.listing] * bool(one.listing)
        assert all(url.startswith("https://") for url in urls)
        assert one.addresses or one.listing or one.client or target_id == "programme_lists"
