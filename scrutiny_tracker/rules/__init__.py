"""What law, constitution and committee practice say: standard library only."""
