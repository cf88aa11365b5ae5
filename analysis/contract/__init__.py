"""What a table must hold: schemas, their checks, the data package's description and the data dictionary.

Uses pandera, so the running app imports it only in the process that reads uploads.
"""
