"""`credcoach disclosure`: what help there was with a credential, to attach to a submission."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from integrations.cli.failures import say
from integrations.cli.options import AsJson, DataDir, services_for, write_json


def disclosure(
    credential: Annotated[str, typer.Option(help="The credential's id.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Write .pdf, .docx, .md or .json here.")
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """What help you had with a credential in `credcoach chat`, as a statement for its issuer."""
    from assistant.disclosure.formats import disclosure_file, format_of
    from assistant.errors import BadInput
    from integrations.cli.talk import LOCAL_EMAIL, LOCAL_NAME

    wanted = format_of(str(out)) if out else "md"
    with services_for(data_dir) as services:
        about = services.library.credential(credential)
        person = services.accounts.welcome(LOCAL_EMAIL, LOCAL_NAME)
        made = services.help_log.disclosure(person, about)
    if out:
        try:
            with out.open("xb") as file:
                file.write(disclosure_file(made, wanted).data)
        except FileExistsError:
            raise BadInput(f"{out} is already there; name another file with --out.") from None
        except OSError as error:
            raise BadInput(f"{out} cannot be written ({error.strerror}).") from error
        say(f"The statement is in {out}.")
    if as_json:
        write_json(made.as_json())
    elif not out:
        sys.stdout.write(disclosure_file(made, "md").data.decode())
    return 0
