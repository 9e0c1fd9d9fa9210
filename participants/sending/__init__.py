"""The worker's part: who gets which message now, how it leaves, and what became of it."""
