"""Units in force in a year, names to units, measures carried between years, boundaries."""
