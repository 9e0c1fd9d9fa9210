"""Rows in, plain values to the pure modules and back: visits, cafés and teams of a programme."""
