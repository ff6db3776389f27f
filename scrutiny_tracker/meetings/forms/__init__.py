"""What people type about meetings, their agendas and what is owed to them."""
