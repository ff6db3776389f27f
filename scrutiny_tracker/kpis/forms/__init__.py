"""What people type about measures, their plan and their record."""
