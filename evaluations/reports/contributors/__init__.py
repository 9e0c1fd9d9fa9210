"""What is said of contributors: where each stands, who else could be asked, and their own page."""
