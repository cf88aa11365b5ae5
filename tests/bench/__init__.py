"""How long and how much memory the large jobs take; run by hand, on files made for the purpose."""
