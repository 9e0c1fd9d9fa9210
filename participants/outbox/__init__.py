"""The outbox: how messages get into it, and what organisers decide about them."""
