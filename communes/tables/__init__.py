"""What is read about places and the people who answer for them."""
