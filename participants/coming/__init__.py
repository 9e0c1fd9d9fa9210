"""Who comes: applied, offered a place, answered, waiting, standing in for somebody."""
