"""The outbox: how messages get into it and are kept right, and what organisers decide of them."""
