"""The few lines of JavaScript that Streamlit has no element for. The server lets the browser run these alone."""

from base64 import b64encode
from hashlib import sha256

import streamlit as st

from analysis.text.languages import CODES

LANGUAGE = {language: f"document.documentElement.lang = '{language}'" for language in CODES}
"""Tells the browser the page's language, which Streamlit says is English."""
FIELD_ROLE = """
window.europaprofilFields ??= (() => {
  const mend = () => {
    const fields = document.querySelectorAll('[data-testid="stFileUploaderDropzone"][role="presentation"]');
    for (const field of fields) field.setAttribute("role", "group");
  };
  const changes = {childList: true, subtree: true, attributes: true, attributeFilter: ["role"]};
  new MutationObserver(mend).observe(document.body, changes);
  return mend;
})();
window.europaprofilFields();
"""
"""Streamlit says of the field for files, which has a name and can be reached, that it is decoration."""
_ASKED = "europaprofil-asked-for"
REMEMBER_ADDRESS = {
    language: f"""/* {language} */
sessionStorage.setItem("{_ASKED}", JSON.stringify([location.pathname + location.search, Date.now()]));"""
    for language in CODES
}
"""Keeps, in this tab alone, the address a reader asked for before sign-in; anew when the language in it changes."""
RETURN_TO_ADDRESS = f"""{{
const [asked, when] = JSON.parse(sessionStorage.getItem("{_ASKED}") || "[null, 0]");
sessionStorage.removeItem("{_ASKED}");
const here = location.pathname + location.search;
if (asked && here === "/" && asked !== here && Date.now() - when < 900000) location.replace(location.origin + asked);
}}"""
"""Leads readers from the front page, where signing in ends, to that address; a quarter of an hour long."""
ALL = (*LANGUAGE.values(), FIELD_ROLE, *REMEMBER_ADDRESS.values(), RETURN_TO_ADDRESS)


def run(script: str) -> None:
    """Run one of the scripts in the reader's page."""
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True, width="content")


def hashed(script: str) -> str:
    """Return how a content security policy names an inline script."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
