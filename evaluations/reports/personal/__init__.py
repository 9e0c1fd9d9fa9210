"""What a participant sees of their programme: where to go, whom to meet, what is asked of them."""
