"""What must be said beside figures of participation, wherever they stand."""

from analysis.text.translate import mark

HEAD_OFFICE = mark(
    "A place is where an organisation has its legal head office: all of SINTEF counts in Trondheim, "
    "all of NORCE in Bergen."
)
NO_AMOUNT = mark("The source gives no amounts for {programmes}; the amounts are those of the other programmes.")
