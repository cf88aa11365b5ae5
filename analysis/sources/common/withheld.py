"""How names of natural persons are withheld in tables, and how a name that was withheld is known again."""

WITHHELD_NAME = "Enkeltpersonforetak"
"""The legal form of a firm that is one person, in place of that person's name."""
NATURAL_PERSON = "Privatperson"
"""In place of the name of a natural person, whose participation counts all the same."""
SOURCE_ID = "cordis_fp7"
"""The source whose organisation ids are the first letters of the publisher's own."""
ID_LENGTH = 12
"""Letters of the publisher's id: long enough to be unique, short enough to read."""
