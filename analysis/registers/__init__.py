"""The registers of programmes, networks, twin towns and partners, one place's profile, and the follow-up board."""
