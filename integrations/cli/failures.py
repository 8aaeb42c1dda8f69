"""Errors at the shell: each class mapped once to an exit status and one line on stderr."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from uuid import uuid4

DONE, BELOW_THE_BAR, BAD_INPUT, BROKEN = 0, 1, 2, 3

log = logging.getLogger("credcoach")


def say(line: str) -> None:
    """One line for a person, on stderr."""
    sys.stderr.write(f"{line}\n")


def guarded(run: Callable[..., object]) -> int:
    """Run a Typer app and give the exit status of whatever happened."""
    import click

    from assistant.errors import AssistantError, ModelUnavailable
    from retrieval.errors import CatalogueNotFound, RetrievalError, UnreadableDocument

    try:
        result = run(standalone_mode=False)
        return result if isinstance(result, int) else DONE
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        error.show()
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        say("Stopped.")
        return BAD_INPUT
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe has gone: nothing is left to say
        return DONE
    except (UnreadableDocument, CatalogueNotFound) as error:
        say(str(error))
        return BAD_INPUT
    except (ModelUnavailable, RetrievalError) as error:
        return _broken(str(error))
    except AssistantError as error:
        say(str(error))
        return BAD_INPUT
    except Exception as error:
        return _broken(f"Something broke ({type(error).__name__}).")


def _broken(sentence: str) -> int:
    incident = uuid4().hex[:8]
    log.exception("incident %s", incident)
    say(f"{sentence} Look for {incident} in the log.")
    return BROKEN
