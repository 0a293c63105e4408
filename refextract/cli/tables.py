"""The user's own tables of types, issuers and the like, as a command line names them."""

from __future__ import annotations

from refextract.cli.messages import UsageError

_used: str | None = None


def use_vocabulary(directory: str | None) -> None:
    """Have the tables in a directory extend or override those of the program.

    Raises:
        UsageError: there is a fault in them.
    """
    global _used
    if directory is None and _used is None:
        return
    # Imported here: most runs have no tables of their own.
    from refextract import vocabulary
    from refextract.vocabulary.formats import VocabularyError

    try:
        vocabulary.use(directory)
    except VocabularyError as error:
        raise UsageError(f"--vocabulary {error}") from None
    _used = directory


def used_vocabulary() -> str | None:
    """Give the directory that is in use, for processes that are to use it too."""
    return _used
