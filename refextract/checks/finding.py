"""What a check finds: the record that every report is made of."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from refextract.citation import Kind


class Edit(NamedTuple):
    """A rewriting that is safe: the text from ``start`` to ``end`` becomes ``new``."""

    start: int
    end: int
    new: str


class Mark(NamedTuple):
    """What a rule says about one citation.

    Attributes:
        code: the code of the rule.
        message: what is wrong, in one line.
        suggestion: the likely right form of what is wrong, where it can be told.
        edit: how to rewrite the text, where that is safe.
    """

    code: str
    message: str
    suggestion: str | None = None
    edit: Edit | None = None


class Finding(msgspec.Struct, kw_only=True):
    """One citation that looks wrong, and why.

    Attributes:
        source: path as given; ``-`` for standard input.
        start: offset of the citation in the decoded text, in code points from 0.
        end: offset after it.
        line: line of ``start``, from 1.
        column: code point of ``start`` in its line, from 1.
        page: page of ``start``, from 1, where the input has pages.
        code: the code of the rule.
        message: what is wrong, in one line.
        suggestion: the likely right form of what is wrong, where it can be told.
        fixable: whether ``--fix`` can rewrite it.
        kind: how the document is cited.
        text: the citation as it stands in the source.
        type: official name of the document type.
        number: canonical number.
        issuer: official name of the issuing body.
        date: date of issue as stated.
        document: key of the cited document.
    """

    source: str
    start: int
    end: int
    line: int
    column: int
    page: int | None = None
    code: str
    message: str
    suggestion: str | None = None
    fixable: bool = False
    kind: Kind
    text: str
    type: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    document: str | None = None

    @property
    def last(self) -> tuple[int, int]:
        """Line of the last code point of the citation, and the column after it, both from 1."""
        breaks = self.text.count("\n")
        if not breaks:
            return self.line, self.column + len(self.text)
        return self.line + breaks, len(self.text) - self.text.rindex("\n")


class Found(NamedTuple):
    """A finding, and how to rewrite what it found, where that is safe."""

    finding: Finding
    edit: Edit | None
