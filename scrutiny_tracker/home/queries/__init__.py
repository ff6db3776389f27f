"""What the first page, the committees' page and the chair's brief read: a fixed number of statements."""
