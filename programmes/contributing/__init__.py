"""Whoever gives something to a programme, unpaid: asked once, answered for, briefed, thanked."""
