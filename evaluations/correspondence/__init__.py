"""What people are written: how each step is worded, with what in its places, to whom and when."""
