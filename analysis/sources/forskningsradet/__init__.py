"""Grants from Horizon 2020 to Norwegian participants, published by the Research Council of Norway."""
