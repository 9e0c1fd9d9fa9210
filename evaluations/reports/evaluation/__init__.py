"""The evaluation report, from rows to what is drawn: one frozen value for page, PDF and data."""
