"""The program `refextract`, also as ``python -m refextract``."""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""Exit status after Ctrl-C: 128 and the number of the signal, as shells have it."""


def main() -> int:
    """Run the command line that the process was started with.

    Returns:
        The exit status.
    """
    try:
        # Inside, because Ctrl-C may come while the modules load.
        from refextract.cli.program import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
