"""All that knows Streamlit, shared by the pages."""
