"""The program `refextract`, also as ``python -m refextract``."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import Final, NoReturn

INTERRUPTED: Final = 130
"""Exit status after Ctrl-C: 128 and the number of the signal, as shells have it."""


def main() -> NoReturn:
    """Run the command line that the process was started with, and exit with its status."""
    # Records have no cycles, so that looking for garbage at Python's usual rate finds nothing; it
    # takes a twentieth of a short run.
    gc.set_threshold(100_000, 20, 20)
    try:
        # Imported here, because Ctrl-C may come while modules load.
        from refextract.cli.program import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = INTERRUPTED
    except SystemExit as exit:
        status = exit.code if isinstance(exit.code, int) else 1
    if "multiprocessing" in sys.modules:
        sys.exit(status)  # It has something to take away at exit.
    # What is written has been flushed and files are closed. Taking the interpreter apart as well
    # would be a tenth of a short run.
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
