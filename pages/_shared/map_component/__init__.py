"""The one interactive map, as a Streamlit component."""
