"""Pictures of tables of figures."""
