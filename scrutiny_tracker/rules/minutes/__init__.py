"""Reading council papers: text in, reading out."""
