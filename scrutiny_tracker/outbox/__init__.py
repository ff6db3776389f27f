"""What is to be sent: rows with unique keys, claimed before they are sent; knows no council word."""
