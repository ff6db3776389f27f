"""What each document says: facts from the record, no drawing."""
