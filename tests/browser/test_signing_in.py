"""Signing in with a real browser at a provider on this machine: who gets in, who does not, and what stays behind."""

import time

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.tools import oidc_provider
from tests.tools.server import serve
from tests.tools.visits import Visit

PERSON = {"email": "kari.nordmann@kommune.example", "name": "Kari Nordmann", "email_verified": True}
ADDRESSES = [
    "", "oversikt", "kart?enhet=50", "fylke?fylke=50", "kommune?kommune=5001", "sammenlikn", "programmer", "nettverk",
    "partnere", "presentasjon", "egne-data", "kilder", "tilgjengelighet", "county", "finnes-ikke",
]  # fmt: skip
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{secret}"
client_id = "{client}"
client_secret = "{client_secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[europaprofil]
allowed_domains = ["kommune.example"]
"""
SECRET = "a secret of the test server, long enough"
SLOW = 30_000


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """Give a provider, the address of a dashboard that asks for sign-in with it, and what that server said."""
    folder = tmp_path_factory.mktemp("sign-in")
    said = folder / "said"
    with oidc_provider.running() as provider, said.open("w") as log:
        client = {"client": oidc_provider.CLIENT_ID, "client_secret": oidc_provider.CLIENT_SECRET}
        secrets = folder / "secrets.toml"
        secrets.write_text(SECRETS.format(secret=SECRET, provider=provider.url, **client))
        process, address = serve("dashboard.py", environment={"STREAMLIT_SECRETS_FILES": str(secrets)}, log=log)
        yield provider, address, said
        process.terminate()
        process.wait(10)


class Reader(Visit):
    """A visit that may also go to the provider, and keeps what the server sent over the websocket."""

    def __init__(self, context, address, provider):
        self.provider, self.context, self.received = provider, context, []
        super().__init__(context.new_page(), address)
        self.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: self.received.append(frame)))

    def _answer(self, route):
        if route.request.url.startswith(self.provider.url):
            route.continue_()
        else:
            super()._answer(route)

    def button(self, name):
        return self.page.locator(f".st-key-sign-{name} button")

    def sign_in(self):
        """Press the button and wait until the provider has sent the reader back."""
        expect(self.button("in")).to_be_visible(timeout=SLOW)
        with self.page.expect_navigation(url=lambda url: url.startswith(f"{self.address}/"), timeout=SLOW):
            self.button("in").click()

    def expect_nothing_but_the_door(self):
        expect(self.page.get_by_role("heading", name="Europaprofil")).to_be_visible(timeout=SLOW)
        expect(self.page.get_by_role("navigation")).to_have_count(0)
        sent = b"".join(frame if isinstance(frame, bytes) else frame.encode() for frame in self.received)
        assert sent
        for word in ("Trøndelag", "Trondheim", "Horisont", "Euro", "pages/"):
            assert word.encode() not in sent.replace(b"Europaprofil", b""), word


@pytest.fixture
def reader(browser, closed):
    provider, address, _ = closed
    provider.claims, provider.signed_by = dict(PERSON), None
    provider.refusals.clear()
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO")
    yield Reader(context, address, provider)
    context.close()


def test_no_address_shows_or_sends_anything_before_sign_in(reader):
    for address in ADDRESSES:
        reader.open(address)
        expect(reader.button("in")).to_be_visible(timeout=SLOW)
        reader.expect_nothing_but_the_door()
    assert reader.refused == []


def test_the_door_speaks_three_languages(reader):
    page = reader.open("kart")
    says = {
        "English": ("en", "Open to those with an e-mail address at kommune.example."),
        "Nynorsk": ("nn", "Ope for dei som har e-postadresse hos kommune.example."),
        "Bokmål": ("nb", "Åpent for dem som har e-postadresse hos kommune.example."),
    }
    for language, (code, words) in says.items():
        page.get_by_role("radio", name=language).click()
        expect(page.locator("html")).to_have_attribute("lang", code, timeout=SLOW)
        expect(page.locator(".stMarkdown").last).to_have_text(words, timeout=SLOW)


def test_a_person_of_the_domain_lands_where_the_link_led(reader, closed):
    page = reader.open("kart?enhet=50&sprak=nn")
    reader.sign_in()
    expect(page.get_by_role("heading", level=2, name="Trøndelag")).to_be_visible(timeout=SLOW)
    assert page.url == f"{reader.address}/kart?enhet=50&sprak=nn"
    reader.settle()
    reader.open("kilder")
    expect(reader.button("out")).to_be_visible(timeout=SLOW)
    assert page.url == f"{reader.address}/kilder"
    reader.expect_clean()
    assert reader.provider.refusals == []


def test_signing_out_closes_the_dashboard_again_and_tells_the_provider(reader):
    reader.open()
    reader.sign_in()
    expect(reader.button("out")).to_be_visible(timeout=SLOW)
    before = reader.provider.endings
    reader.button("out").click()
    expect(reader.button("in")).to_be_visible(timeout=SLOW)
    assert reader.provider.endings == before + 1
    assert not [cookie for cookie in reader.context.cookies() if cookie["name"].startswith("_streamlit_user")]
    reader.received.clear()
    reader.open("kilder")
    reader.expect_nothing_but_the_door()


def test_somebody_of_another_domain_is_told_so_and_can_sign_out(reader):
    reader.provider.claims["email"] = "ola@other.example"
    page = reader.open("kart")
    reader.sign_in()
    expect(page.locator(".stAlert")).to_be_visible(timeout=SLOW)
    expect(reader.button("out")).to_be_visible()
    expect(reader.button("in")).to_have_count(0)
    reader.expect_nothing_but_the_door()
    reader.received.clear()
    reader.open("kilder")
    reader.expect_nothing_but_the_door()
    reader.button("out").click()
    expect(reader.button("in")).to_be_visible(timeout=SLOW)


# What the provider puts into the token; times are seconds from now.
FORGED = {
    "for another sign-in": {"nonce": "another"},
    "for no sign-in": {"nonce": None},
    "for another client": {"aud": "another-client"},
    "for another client, by this one": {"aud": "another-client", "azp": oidc_provider.CLIENT_ID},
    "of another provider": {"iss": "https://another.example"},
    "expired": {"exp": -3600},
    "too old": {"iat": -13 * 3600},
    "of an address nobody has verified": {"email_verified": False},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_token_that_is_not_for_this_sign_in_opens_nothing(reader, forged):
    now = int(time.time())
    reader.provider.claims |= {name: now + value if name in ("exp", "iat") else value for name, value in forged.items()}
    reader.open("kart")
    reader.sign_in()
    reader.settle()
    reader.expect_nothing_but_the_door()


def test_a_token_signed_by_somebody_else_opens_nothing(reader):
    reader.provider.signed_by = RSAKey.generate_key(2048, {"kid": "one"})
    reader.open()
    reader.sign_in()
    reader.settle()
    expect(reader.button("in")).to_be_visible(timeout=SLOW)
    reader.expect_nothing_but_the_door()


@pytest.mark.parametrize(
    ("secret", "gets_in"), [("another secret, just as long as the right one", False), (SECRET, True)]
)
def test_a_cookie_that_this_server_did_not_sign_opens_nothing(reader, secret, gets_in):
    now = int(time.time())
    claims = f'{{"email": "{PERSON["email"]}", "aud": "{oidc_provider.CLIENT_ID}", "iat": {now}, "is_logged_in": true'
    value = create_signed_value(secret, "_streamlit_user", f'{claims}, "origin": "{reader.address}"}}').decode()
    reader.context.add_cookies([{"name": "_streamlit_user", "value": value, "url": reader.address}])
    reader.open()
    expect(reader.button("out" if gets_in else "in")).to_be_visible(timeout=SLOW)


def test_the_server_says_nothing_about_who_signed_in(reader, closed):
    for address, button in ((PERSON["email"], "out"), ("ola@other.example", "out")):
        reader.provider.claims["email"] = address
        reader.context.clear_cookies()
        reader.open()
        reader.sign_in()
        expect(reader.button(button)).to_be_visible(timeout=SLOW)
    said = closed[2].read_text("utf-8").lower()
    assert "streamlit" in said
    for word in ("nordmann", "kari", "ola@", "kommune.example", "other.example"):
        assert word not in said
