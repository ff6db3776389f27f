"""What is due, from whom, and who that is today."""
