"""What people type about documents in the making."""
