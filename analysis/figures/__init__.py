"""Table in, figure out, words from the caller: these modules know no language and no Streamlit."""
