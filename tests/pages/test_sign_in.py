"""Who may see the dashboard when sign-in is asked for: the rules on claims, and secrets that are wrong or absent."""

import pytest
import streamlit as st
from streamlit import config

from analysis.errors import DataError
from pages._shared.frame import sign_in, sign_in_rules
from pages._shared.frame.sign_in import Rules, Standing
from tests.tools.pages import framed

NOW = 1_800_000_000
RULES = Rules("client", frozenset({"kommune.example", "xn--troms-zua.example"}), 12)
AUTH = {
    "redirect_uri": "https://profil.example/oauth2callback",
    "cookie_secret": "x" * 32,
    "client_id": "client",
    "client_secret": "y",
    "server_metadata_url": "https://provider.example/.well-known/openid-configuration",
}
OWN = {"allowed_domains": ["Kommune.example", "tromsø.example"]}


def standing(**claims):
    own = {"is_logged_in": True, "aud": "client", "iat": NOW - 60}
    return sign_in.standing({**own, **claims}, RULES, NOW)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "a@kommune.example"},
        {"email": "A.B@KOMMUNE.Example"},
        {"email": "a@kommune.example", "email_verified": True},
        {"email": "a@kommune.example", "email_verified": "true", "xms_edov": "1"},
        {"email": "a@tromsø.example"},
        {"email": "a@TROMSØ.example"},
        {"email": "a@xn--troms-zua.example"},
        {"preferred_username": "a@kommune.example", "tid": "7"},
        {"email": "a@kommune.example", "aud": ["client", "other"]},
    ],
)
def test_an_address_at_one_of_the_domains_is_let_in(claims):
    assert standing(**claims) is Standing.ALLOWED


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email": None},
        {"email": 7},
        {"email": ["a@kommune.example"]},
        {"email": "kommune.example"},
        {"email": "@kommune.example"},
        {"email": "a@"},
        {"email": "a@other.example"},
        {"email": "a@sub.kommune.example"},
        {"email": "a@notkommune.example"},
        {"email": "a@kommune.example.other.example"},
        {"email": "a@other.example@kommune.example"},
        {"email": '"a@kommune.example"@other.example'},
        {"email": "a@kommune.example "},
        {"email": "a@kommune.example\n"},
        {"email": "a@kommune.example."},
        {"email": "a@kommune_example"},
        {"email": "a@kommunе.example"},  # a Cyrillic letter
        {"email": "a@tromso.example"},
        {"email": "a@kommune.example", "email_verified": False},
        {"email": "a@kommune.example", "email_verified": "false"},
        {"email": "a@kommune.example", "email_verified": None},
        {"email": "a@kommune.example", "email_verified": True, "xms_edov": False},
        {"email": "a@kommune.example", "aud": "other"},
        {"email": "a@kommune.example", "aud": None},
        {"preferred_username": "a@kommune.example"},
        {"preferred_username": "a@kommune.example", "tid": "7", "email": "a@other.example"},
        {"preferred_username": "a_kommune.example#EXT#@other.example", "tid": "7"},
        {"name": "a@kommune.example", "upn": "a@kommune.example"},
    ],
)
def test_any_other_address_is_refused(claims):
    assert standing(**claims) is Standing.REFUSED


@pytest.mark.parametrize("signed_in", [False, None, "true", 1])
def test_only_streamlits_own_word_counts_as_signed_in(signed_in):
    assert standing(is_logged_in=signed_in, email="a@kommune.example") is Standing.UNKNOWN


@pytest.mark.parametrize("issued", [NOW - 12 * 3600 - 1, None, "now"])
def test_an_identity_lasts_twelve_hours_and_no_longer(issued):
    assert standing(email="a@kommune.example", iat=NOW - 12 * 3600) is Standing.ALLOWED
    assert standing(email="a@kommune.example", iat=issued) is Standing.EXPIRED


@pytest.fixture
def secrets(monkeypatch, tmp_path):
    """Make Streamlit read its secrets from a file with the text given, or from none."""
    file = tmp_path / "secrets.toml"
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(file)])
    st.secrets._reset()
    yield file.write_text
    config.set_option("secrets.files", before)
    st.secrets._reset()


def test_sign_in_is_off_without_secrets_and_without_a_section_for_it(secrets):
    assert sign_in.rules() is None
    secrets("[other]\na = 1\n")
    assert sign_in.rules() is None


def test_the_rules_hold_domains_in_one_form_and_the_hours_given(secrets):
    secrets(written(own={**OWN, "sign_in_hours": 2}))
    assert sign_in.rules() == Rules("client", RULES.domains, 2)


def written(auth=AUTH, own=OWN):
    def section(name, values):
        return "\n".join([f"[{name}]", *(f"{key} = {value!r}" for key, value in values.items())])

    return f"{section('auth', auth)}\n{section('europaprofil', own)}\n"


@pytest.fixture
def named(secrets, tmp_path):
    """Name the file of secrets in a setting, as those who run the server do; give what writes it."""
    config.set_option("secrets.files", [str(tmp_path / "secrets.toml")], "command-line argument")
    return secrets


LEFT_OPEN = {
    "missing": (None, "[auth] is missing, and secrets.files is set"),
    "empty": ("", "[auth] is missing"),
    "blank": ("\n  \n", "[auth] is missing"),
    "a comment": ("# [auth]\n", "[auth] is missing"),
    "another section": ("[other]\na = 1\n", "[auth] is missing"),
    "another letter": (written().replace("[auth]", "[Auth]"), "[auth] is missing"),
    "misspelt": (written().replace("[auth]", "[aut]"), "[auth] is missing"),
    "half of it": ('[europaprofil]\nallowed_domains = ["kommune.example"]\n', "[auth] is missing"),
}


@pytest.mark.parametrize(("text", "said"), LEFT_OPEN.values(), ids=LEFT_OPEN)
def test_where_sign_in_is_asked_for_no_fault_of_the_secrets_opens_the_dashboard(named, tmp_path, text, said):
    if text is not None:
        named(text)
    with pytest.raises(DataError) as raised:
        sign_in.rules()
    assert said in str(raised.value)
    assert str(tmp_path / "secrets.toml") in str(raised.value)


@pytest.mark.parametrize("case", ["empty", "blank", "a comment", "another letter", "misspelt", "half of it"])
def test_a_file_that_is_there_asks_for_sign_in_though_no_setting_names_it(secrets, case):
    secrets(LEFT_OPEN[case][0])
    with pytest.raises(DataError, match=r"\[auth\] is missing"):
        sign_in.rules()


def test_a_link_that_leads_nowhere_asks_for_sign_in(secrets, tmp_path):
    (tmp_path / "secrets.toml").symlink_to(tmp_path / "gone")
    with pytest.raises(DataError, match=r"\[auth\] is missing"):
        sign_in.rules()


def test_one_setting_says_that_readers_must_sign_in_whatever_becomes_of_the_file(secrets, monkeypatch):
    monkeypatch.setenv(sign_in_rules.SETTING, "required")
    with pytest.raises(DataError, match=f"{sign_in_rules.SETTING} is set"):
        sign_in.rules()
    secrets(written())
    assert sign_in.rules() == Rules("client", RULES.domains, 12)
    monkeypatch.setenv(sign_in_rules.SETTING, "yes")
    with pytest.raises(DataError, match="is 'yes'"):
        sign_in.rules()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[auth", "cannot be read"),
        ('auth = "text"\n', "must be a section, and is a text"),
        ("auth = [1]\n", "must be a section"),
        (f'europaprofil = "text"\n{written(own={})}'.replace("[europaprofil]", ""), "must be a section"),
        (written({**AUTH, "client_id": 7}), "client_id must be a text"),
        (written({**AUTH, "client_id": ["client"]}), "client_id must be a text"),
        (written({**AUTH, "client_secret": "..."}), "no client_secret"),
        (written({**AUTH, "redirect_uri": "https://profil.example/"}), "does not end with /oauth2callback"),
        (written({**AUTH, "server_metadata_url": "provider.example"}), "server_metadata_url is no address"),
        (written(own={**OWN, "sign_in_hours": "twelve"}), "sign_in_hours must be a number"),
        (written(own={**OWN, "sign_in_hours": 0}), "sign_in_hours must be a number"),
        (written(own={**OWN, "sign_in_hour": 1}), "'sign_in_hour', which means nothing"),
        (written(own=OWN) + "sign_in_hours = nan\n", "sign_in_hours must be a number"),
        (written(own=OWN) + "sign_in_hours = inf\n", "sign_in_hours must be a number"),
        (written(own=OWN) + "sign_in_hours = true\n", "sign_in_hours must be a number"),
        (written(own={"allowed_domains": [1]}), "is not a domain"),
        ("[auth]\n", "no redirect_uri, cookie_secret, client_id, client_secret, server_metadata_url"),
        (written({**AUTH, "client_secret": ""}), "no client_secret"),
        (written({**AUTH, "cookie_secret": "x" * 31}), "shorter than 32"),
        (written(own={}), "allowed_domains must be a list"),
        (written(own={"allowed_domains": []}), "allowed_domains must be a list"),
        (written(own={"allowed_domains": "kommune.example"}), "allowed_domains must be a list"),
        (written(own={"allowed_domains": ["@kommune.example"]}), "is not a domain"),
        (written(own={"allowed_domains": ["*"]}), "is not a domain"),
    ],
)
def test_secrets_that_are_wrong_keep_everybody_out_and_the_log_says_why(secrets, caplog, text, said):
    secrets(text)
    with pytest.raises(DataError, match=said):
        sign_in.rules()
    app = framed()
    assert [title.value for title in app.title] == ["Europaprofil"]
    assert len(app.warning) == 1
    assert len(app.button) == len(app.markdown) == len(app.dataframe) == 0
    assert said in caplog.text


def test_a_file_that_cannot_be_read_keeps_everybody_out(secrets, tmp_path):
    (tmp_path / "secrets.toml").write_bytes(b'[auth]\nclient_id = "\xe6"\n')
    with pytest.raises(DataError, match="cannot be read"):
        sign_in.rules()
    (tmp_path / "secrets.toml").unlink()
    (tmp_path / "secrets.toml").mkdir()
    with pytest.raises(DataError, match="cannot be read"):
        sign_in.rules()


def test_a_reader_who_has_not_signed_in_sees_the_door_alone(secrets):
    secrets(written())
    app = framed()
    assert [title.value for title in app.title] == ["Europaprofil"]
    assert [button.key for button in app.button] == ["sign-in"]
    assert "kommune.example, tromsø.example" in app.markdown[0].value


def test_nobody_is_asked_to_sign_in_by_default(secrets):
    app = framed()
    assert app.title[0].value != "Europaprofil"
    assert {button.key for button in app.button}.isdisjoint({"sign-in", "sign-out"})
