"""What people type, turned into values; and the form, turned into something to draw."""
