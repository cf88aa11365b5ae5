"""The packages in use are at versions without the holes that are known, and every version is pinned.

A floor is the first version without the holes named beside it, as their advisories say; those were read in November
2026. A new advisory is a new row here and a new version in requirements.txt. What is pinned itself brings the others
along: they are held to their floors here, whichever versions pip chose. pip and setuptools belong to the environment
and serve nobody.
"""

import re
from importlib.metadata import PackageNotFoundError, version

import pytest
from packaging.version import Version

from tests.tools.project import ROOT

# Package, first version without the hole, advisory, what it was.
FLOORS = [
    # What readers' requests go through.
    ("starlette", "0.27.0", "CVE-2023-29159", "static files beside the folder could be fetched"),
    ("starlette", "0.49.1", "CVE-2025-62727", "a Range header took time by the square of its length"),
    ("starlette", "1.0.1", "CVE-2026-48710", "a malformed Host header changed the path that checks see"),
    ("starlette", "1.1.0", "CVE-2026-48818", "static files on Windows led to servers of the attacker's"),
    ("starlette", "1.3.0", "CVE-2026-54282", "a path without a slash changed the host that code sees"),
    ("starlette", "1.3.1", "CVE-2026-54283", "limits of forms did not hold for one kind of form"),
    ("streamlit", "1.11.1", "CVE-2022-35918", "files outside a component's folder could be fetched"),
    ("streamlit", "1.30.0", "GHSA-8qw9-gf7w-42x5", "the correction of the hole before was not whole"),
    ("streamlit", "1.37.0", "GHSA-rxff-vr5r-8cj5", "static files on Windows led outside their folder"),
    ("streamlit", "1.54.0", "CVE-2026-33682", "components on Windows led to servers of the attacker's"),
    ("uvicorn", "0.11.7", "CVE-2020-7695", "line ends in headers split the answer"),
    ("h11", "0.16.0", "CVE-2025-43859", "a lenient end of chunks let requests be smuggled past a proxy"),
    ("websockets", "9.1", "CVE-2021-33880", "a password could be guessed from the time of the answer"),
    ("python-multipart", "0.0.22", "CVE-2026-24486", "an uploaded file's name led outside its folder"),
    ("python-multipart", "0.0.26", "CVE-2026-40347", "what stands around the parts of a form took endless time"),
    ("python-multipart", "0.0.27", "CVE-2026-42561", "the parts of a form could have endless headers"),
    ("python-multipart", "0.0.30", "GHSA-5rvq-cxj2-64vf", "semicolons took time by the square of their number"),
    ("python-multipart", "0.0.31", "GHSA-v9pg-7xvm-68hf", "a negative length read the whole body into memory"),
    ("protobuf", "6.33.5", "CVE-2026-0994", "nested messages went past the limit of depth"),
    # Signing in.
    ("authlib", "1.6.4", "CVE-2025-59420", "tokens with unknown critical headers were accepted"),
    ("authlib", "1.6.9", "CVE-2026-27962", "a key in the token itself was believed"),
    ("authlib", "1.6.11", "CVE-2026-41425", "sign-in begun by another could be completed by a reader"),
    ("authlib", "1.7.1", "CVE-2026-44681", "errors led to addresses of the attacker's"),
    ("joserfc", "1.6.7", "CVE-2026-48990", "a hole in reading tokens"),
    ("joserfc", "1.6.8", "CVE-2026-49852", "a token signed with an empty key was accepted"),
    ("joserfc", "1.7.2", "GHSA-5jhw-7jv7-qcqq", "one token could be written in several ways"),
    ("cryptography", "46.0.5", "CVE-2026-26007", "points of some curves were not checked"),
    ("cryptography", "46.0.6", "CVE-2026-34073", "limits of names in certificates were passed by"),
    ("cryptography", "46.0.7", "CVE-2026-39892", "memory beyond a buffer was read"),
    ("cryptography", "48.0.1", "GHSA-537c-gmf6-5ccf", "the OpenSSL that comes with it had holes"),
    ("cryptography", "50.0.0", "CVE-2026-69247", "errors told what an encrypted message holds"),
    ("idna", "3.7", "CVE-2024-3651", "a long name took time by the square of its length"),
    ("idna", "3.15", "CVE-2026-45409", "the same by another way"),
    # Fetching newer data.
    ("requests", "2.32.4", "CVE-2024-47081", "passwords of one host were sent to another"),
    ("requests", "2.33.0", "CVE-2026-25645", "a file in the common folder for such files was believed"),
    ("urllib3", "2.6.3", "CVE-2026-21441", "a redirect's body was unpacked without limit"),
    ("urllib3", "2.7.0", "CVE-2026-44432", "an answer was unpacked without limit"),
    ("certifi", "2024.7.4", "CVE-2024-39689", "a certificate authority that had lost its trust was among them"),
    # Reading what readers upload and writing what they take along.
    ("pyarrow", "14.0.1", "CVE-2023-47248", "a file could run code"),
    ("pyarrow", "23.0.1", "CVE-2026-25087", "memory that was free was written to"),
    ("pillow", "12.1.1", "CVE-2026-25990", "a picture wrote beyond its memory"),
    ("pillow", "12.2.0", "CVE-2026-40192", "a picture was unpacked without limit"),
    ("pillow", "12.3.0", "CVE-2026-55379", "several holes in reading pictures"),
    ("lxml", "6.1.0", "CVE-2026-41066", "a document could read files of the machine"),
    ("jinja2", "3.1.6", "CVE-2025-27516", "a template could leave its sandbox"),
    ("babel", "2.9.1", "CVE-2021-42771", "a language's name led to files elsewhere"),
    ("pygments", "2.20.0", "CVE-2026-4539", "a text took endless time to colour"),
    ("filelock", "3.20.3", "CVE-2026-22701", "a link put in the lock's place led elsewhere"),
    ("tqdm", "4.66.3", "CVE-2024-34062", "an argument of the command could run code"),
]
# Other packages needed them once; where they are found all the same, from here on.
NO_LONGER_NEEDED = [
    ("scikit-learn", "1.5.0", "CVE-2024-5206", "words of the training data were kept"),
    ("joblib", "1.2.0", "CVE-2022-21797", "an argument could run code"),
    ("tornado", "6.5.8", "GHSA-8423-8fgw-73vq", "the parts of a form filled the memory before they were counted"),
]


def installed(package):
    try:
        return Version(version(package))
    except PackageNotFoundError:
        return None


@pytest.mark.parametrize(
    ("package", "floor", "advisory", "what"),
    FLOORS,
    ids=[f"{package}-{advisory}" for package, _, advisory, _ in FLOORS],
)
def test_a_package_is_at_or_above_the_version_without_the_hole(package, floor, advisory, what):
    assert installed(package) >= Version(floor), f"{advisory}: {what}"


def test_what_is_no_longer_needed_is_absent_or_above_its_floor():
    found = {package: (installed(package), floor) for package, floor, _, _ in NO_LONGER_NEEDED}
    assert [package for package, (here, floor) in found.items() if here and here < Version(floor)] == []


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned_exactly_once_and_in_order(file):
    lines = (ROOT / file).read_text("utf-8").split()
    pins = [line for line in lines if "==" in line]
    assert [line for line in lines if line not in pins] == (["-r", "../requirements.txt"] if "/" in file else [])
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9_.-]+(\[[a-z]+\])?==[0-9][0-9A-Za-z.]*", pin)] == []
    names = [pin.split("==")[0].lower() for pin in pins]
    assert names == sorted(set(names))


def test_what_is_pinned_is_what_is_installed():
    pins = dict(
        re.sub(r"\[.*?\]", "", line).split("==") for line in (ROOT / "requirements.txt").read_text("utf-8").split()
    )
    assert {name: str(installed(name)) for name in pins} == {name: str(Version(pin)) for name, pin in pins.items()}
