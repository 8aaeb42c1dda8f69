"""Commands on people: user add, token, export, erase."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from integrations.cli.failures import say
from integrations.cli.options import DataDir, services_for

app = typer.Typer(help="People and their accounts.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(help="The person's e-mail address.")]


@app.command()
def add(
    email: Email,
    role: Annotated[Literal["teacher", "coach", "admin"], typer.Option()],
    name: Annotated[str | None, typer.Option()] = None,
    data_dir: DataDir = None,
) -> int:
    """Make an account; the password is asked for, or read as one line of standard input."""
    with services_for(data_dir) as services:
        password = _password()
        services.accounts.add(email, role, password, name)
        token = services.accounts.issue_token(email)
    say(f"{email} is a {role} now. The token for the API, shown this once:")
    sys.stdout.write(f"{token}\n")
    return 0


@app.command()
def token(email: Email, data_dir: DataDir = None) -> int:
    """Make a bearer token for the API; it is shown once, alone on the last line."""
    with services_for(data_dir) as services:
        made = services.accounts.issue_token(email)
    sys.stdout.write(f"{made}\n")
    return 0


@app.command()
def export(
    email: Email,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The ZIP to write.")] = None,
    data_dir: DataDir = None,
) -> int:
    """Everything kept about a person, as a ZIP."""
    from assistant.errors import BadInput

    with services_for(data_dir) as services:
        packed = services.accounts.export(email)
    target = out or Path(f"{email.replace('@', '-at-').replace('/', '-')}.zip")
    try:
        with target.open("xb") as file:
            file.write(packed)
    except FileExistsError:
        raise BadInput(f"{target} is already there; name another file with --out.") from None
    except OSError as error:
        raise BadInput(f"{target} cannot be written ({error.strerror}).") from error
    say(f"Everything kept about {email} is in {target}.")
    return 0


@app.command()
def erase(email: Email, data_dir: DataDir = None) -> int:
    """Everything kept about a person, gone for good."""
    with services_for(data_dir) as services:
        services.accounts.erase(email)
    say(f"Everything kept about {email} is gone. Backups made before still hold it.")
    return 0


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\r\n")
