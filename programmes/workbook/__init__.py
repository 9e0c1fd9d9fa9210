"""A whole programme as one spreadsheet, both ways.

Each sheet is described once (`records.py`, and beside the models of the other apps); the
description makes the template, the import, the export and the checks.
"""
