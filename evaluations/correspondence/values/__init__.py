"""What stands in the places of a letter: one function a placeholder, from a scene and somebody."""
