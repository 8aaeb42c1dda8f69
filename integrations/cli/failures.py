"""Errors at the shell: each class mapped once to an exit status and one line on stderr."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any
from uuid import uuid4

DONE, BELOW_THE_BAR, BAD_INPUT, BROKEN = 0, 1, 2, 3

log = logging.getLogger("credcoach")


def say(line: str) -> None:
    """One line for a person, on stderr."""
    sys.stderr.write(f"{line}\n")


def guarded(run: Callable[..., object]) -> int:
    """Run a Typer app and give the exit status of whatever happened."""
    import typer

    from assistant.errors import AssistantError, ModelUnavailable
    from retrieval.errors import (
        CatalogueNotFound,
        RetrievalError,
        UnreadableDocument,
        UnreadableFormat,
    )

    try:
        result = run(standalone_mode=False, prog_name="credcoach")
        sys.stdout.flush()  # here, where a closed pipe is caught
        return result if isinstance(result, int) else DONE
    except typer.Exit as exit_:
        return exit_.exit_code
    except _usage_error() as error:
        error.show()
        return BAD_INPUT
    except (typer.Abort, KeyboardInterrupt):
        say("Stopped.")
        return BAD_INPUT
    except BrokenPipeError:
        # The reader of a pipe has gone: nothing is left to say, not even when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (UnreadableDocument, UnreadableFormat, CatalogueNotFound) as error:
        say(str(error))
        return BAD_INPUT
    except (ModelUnavailable, RetrievalError) as error:
        return _broken(str(error))
    except AssistantError as error:
        say(str(error))
        return BAD_INPUT
    except Exception as error:
        return _broken(f"Something broke ({type(error).__name__}).")


def _usage_error() -> type[Any]:
    """What Typer raises for a command line that does not fit: click's, or its own copy of it."""
    import typer

    return next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")


def _broken(sentence: str) -> int:
    incident = uuid4().hex[:8]
    file = _log_file()
    log.exception("incident %s", incident)
    say(f"{sentence} Look for {incident} in the log{f' {file}' if file else ''}.")
    return BROKEN


def _log_file() -> str | None:
    """The log that is being kept; one in the cache folder where no data folder is open."""
    from assistant.settings import default_cache_dir
    from integrations.cli.options import keep_log

    if (file := _kept()) is None:
        folder = default_cache_dir()
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        keep_log(folder)
        file = _kept()
    if file is None:
        log.addHandler(logging.NullHandler())  # or else Python itself writes to stderr
    return file


def _kept() -> str | None:
    for handler in logging.getLogger().handlers:
        if isinstance(handler, RotatingFileHandler) and Path(handler.baseFilename).exists():
            return handler.baseFilename
    return None
