"""Importing a service loads no database library: `credcoach --help` stays instant."""

from __future__ import annotations

import subprocess
import sys

SERVICES = (
    "accounts cohorts conversations drafts earned people pursuits replacements returns self_checks "
    "shares".split()
)
HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "argon2", "pydantic")


def test_services_import_without_the_database() -> None:
    program = (
        "import sys\n"
        + "".join(f"import assistant.{service}\n" for service in SERVICES)
        + f"sys.exit(', '.join(name for name in {HEAVY!r} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""
