"""What things cost, as ratios with ceilings: `make bench`."""
