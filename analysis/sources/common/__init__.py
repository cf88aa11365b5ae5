"""What several sources need: accounts, placing, names of persons, sheets."""
