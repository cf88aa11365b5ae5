"""All of Europaprofil that does not know Streamlit: sources, geography, counting, figures, words."""
