"""The data folder: made for its owner alone, or a clear word why it cannot be."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.errors import StoreUnavailable


def make_data_dir(folder: Path) -> None:
    """Make the data folder, for its owner alone; raises StoreUnavailable where that cannot be."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"The data folder {folder} cannot be made ({error.strerror}); name another one with "
            "--data-dir or CREDCOACH_DATA_DIR."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StoreUnavailable(
            f"The data folder {folder} cannot be written to; mend its permissions, or name "
            "another one with --data-dir or CREDCOACH_DATA_DIR."
        )
