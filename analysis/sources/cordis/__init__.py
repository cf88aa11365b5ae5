"""CORDIS of the European Commission: Horizon Europe, Horizon 2020 and FP7."""
