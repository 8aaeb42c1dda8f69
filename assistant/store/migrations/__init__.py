"""Alembic's migrations: `env.py` runs them, `versions/` holds them in order."""
