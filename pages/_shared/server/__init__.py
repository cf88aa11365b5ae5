"""What the server does besides Streamlit."""
