"""Commands on catalogues: index, audit."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integrations.cli.failures import BAD_INPUT, BELOW_THE_BAR, say
from integrations.cli.options import AsJson, DataDir, progress, services_for, write_json

if TYPE_CHECKING:
    from retrieval.catalogue import Credential, Fault


def index(
    paths: Annotated[list[Path], typer.Argument(help="Catalogue folders.", show_default=False)],
    prune: Annotated[bool, typer.Option(help="Drop what is gone from these folders.")] = False,
    rebuild: Annotated[bool, typer.Option(help="Make every vector anew.")] = False,
    paraphrase: Annotated[
        bool, typer.Option(help="Have the language model say new credentials in teachers' words.")
    ] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """Read catalogues into the store; only what changed is embedded again."""
    from assistant.errors import BadInput
    from integrations.handover import NO_MODEL, hand_over_index

    with services_for(data_dir) as services, progress("Reading the catalogue") as bar:
        report = hand_over_index(
            services.settings.data_dir,
            paths,
            prune=prune,
            rebuild=rebuild,
            paraphrase=paraphrase,
        )
        if report is None:
            if paraphrase and services.paraphraser is None:
                raise BadInput(f"There is no language model. {NO_MODEL}")
            report = services.library.index(
                paths,
                prune=prune,
                rebuild=rebuild,
                progress=bar,
                paraphraser=services.paraphraser if paraphrase else None,
            )
    for fault in [*report.faults, *report.notices]:
        say(str(fault))
    for warning in report.warnings:
        say(warning)
    if as_json:
        write_json(asdict(report))
    else:
        say(
            f"{report.credentials} credentials and {report.stacks} stacks are indexed: "
            f"{report.changed} changed, {report.unchanged} unchanged, {report.removed} dropped, "
            f"{report.embedded} passages embedded."
        )
        if paraphrase:
            say(f"{report.paraphrased} credentials were said in teachers' words by the model.")
    return BAD_INPUT if report.faults else 0


def audit(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Catalogue folders; none: what is indexed.")
    ] = None,
    fail_under: Annotated[
        int | None, typer.Option(min=0, max=100, help="Exit 1 if any credential scores less.")
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """How rigorous each credential is: what its rubric, evidence, research base lack."""
    from retrieval.audit import audit_credential

    credentials, faults = _to_audit(paths or [], data_dir)
    for fault in faults:
        say(str(fault))
    if not credentials and not faults:
        # A bar that nothing was held against must not count as reached.
        where = ", ".join(map(str, paths)) if paths else "the store"
        say(f"No credential was found in {where}; name a folder that holds a catalogue.")
        return BAD_INPUT
    results = [audit_credential(credential) for credential in credentials]
    if as_json:
        write_json({"items": [asdict(result) for result in results]})
    else:
        from integrations.cli.rendering import print_audit

        print_audit(results)
    if faults:
        return BAD_INPUT
    below = [r for r in results if fail_under is not None and r.score < fail_under]
    for result in below:
        title = " ".join(result.title.split())
        say(f"{result.credential_id} ({title}) scores {result.score}, below {fail_under}.")
    return BELOW_THE_BAR if below else 0


def _to_audit(paths: list[Path], data_dir: Path | None) -> tuple[list[Credential], list[Fault]]:
    """What the folders hold, or what is indexed where none is named; and what did not fit."""
    if not paths:
        with services_for(data_dir) as services:
            return list(services.library.shelf().credentials.values()), []
    from retrieval.loading import load_catalogue

    catalogues = [load_catalogue(path) for path in paths]
    credentials = [c for catalogue in catalogues for c in catalogue.credentials.values()]
    return credentials, [fault for catalogue in catalogues for fault in catalogue.faults]
