"""Tables as CSV, workbook and data package."""
