"""The extraction itself, looked at while it works.

Nothing is decided here: the steps of `refextract.extraction` run as always. A reader that looks on
notes what each place of the text came to, mentions tell what they take, and after every step a copy
of them shows which fields that step gave.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from refextract import mention as mentions_module
from refextract.extraction import STEPS
from refextract.folding import Folded, fold
from refextract.grammar.number import Number
from refextract.grammar.tail import Tail
from refextract.mention import Mention
from refextract.reading import Reader, read_mentions
from refextract.resolution import Memory
from refextract.scanning import Place
from refextract.vocabulary import DocumentType

READING: Final = "reading"
"""The name of what comes before `STEPS`."""


class Origin(NamedTuple):
    """How a mention was found.

    Attributes:
        place: the place from which it was read.
        word: the type word that was used, the place itself or one that stands elsewhere.
        joined: whether it was tied to the citation before it.
    """

    place: Place
    word: Place | None
    joined: bool


class Nothing(NamedTuple):
    """A place that came to nothing, and what is known of why.

    Attributes:
        place: the place.
        why: the reason; empty where it was only found that nothing fits.
        number: the number that stands there, if any does.
    """

    place: Place
    why: str
    number: Number | None


class Run(NamedTuple):
    """What a run of the extraction did.

    Attributes:
        text: the text.
        folded: the text as it was compared.
        mentions: what was found, as it is in the end.
        states: for each step the mentions as they were after it, in the same order.
        origins: how each was found, by its identity.
        tails: the dates and issuers that each took, by its identity.
        nothing: the places that came to nothing.
        host: the citation that is the text's own number.
    """

    text: str
    folded: Folded
    mentions: list[Mention]
    states: dict[str, list[Mention]]
    origins: dict[int, Origin]
    tails: dict[int, list[Tail]]
    nothing: list[Nothing]
    host: Mention | None

    def step_of(self, mention: Mention, field: str) -> str:
        """Give the step that gave a field of a mention its value."""
        position = next(at for at, one in enumerate(self.mentions) if one is mention)
        value = getattr(mention, field)
        last = ""
        for step, state in reversed(self.states.items()):
            if getattr(state[position], field) != value:
                break
            last = step
        return last

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the text of a piece of the folded one."""
        return self.folded.original(start, end)


def watched(text: str) -> Run:
    """Read a text and look on."""
    folded = fold(text)
    seen: list[_Onlooker] = []

    class Watched(_Onlooker):
        def __init__(self, folded: Folded, *, back: bool) -> None:
            super().__init__(folded, back=back)
            seen.append(self)

    with _told() as taken:
        mentions = read_mentions(folded, back=True, by=Watched)
        states = {READING: _copied(mentions)}
        memory = Memory()
        for name, step in STEPS.items():
            step(folded, mentions, memory)
            states[name] = _copied(mentions)
    [reader] = seen
    tails: dict[int, list[Tail]] = {}
    for mention, tail in taken:
        tails.setdefault(id(mention), []).append(tail)
    return Run(text, folded, mentions, states, reader.origins, tails, reader.nothing, memory.host)


def _copied(mentions: list[Mention]) -> list[Mention]:
    """Copy mentions, so that later steps do not change them."""
    return [copy.copy(mention) for mention in mentions]


@contextmanager
def _told() -> Iterator[list[tuple[Mention, Tail]]]:
    """Have mentions tell what they take.

    Those that are given up are kept too, so that no other gets their identity.
    """
    taken: list[tuple[Mention, Tail]] = []

    def take(mention: Mention, tail: Tail) -> None:
        taken.append((mention, tail))

    before = mentions_module.watch
    mentions_module.watch = take
    try:
        yield taken
    finally:
        mentions_module.watch = before


class _Onlooker(Reader):
    """A reader that notes what became of every place."""

    def __init__(self, folded: Folded, *, back: bool) -> None:
        super().__init__(folded, back=back)
        self.origins: dict[int, Origin] = {}
        self.nothing: list[Nothing] = []
        self._word: Place | None = None
        self._joined = False
        self._why = ""
        self._number: Number | None = None

    def read(self, place: Place) -> None:
        self._word, self._joined, self._why, self._number = None, False, "", None
        known = len(self.mentions)
        super().read(place)
        for mention in self.mentions[known:]:
            self.origins[id(mention)] = Origin(place, self._word, self._joined)
        if len(self.mentions) == known and not self._joined:
            self.nothing.append(Nothing(place, self._why, self._number))

    def _read_word(self, place: Place, row: DocumentType) -> None:
        self._word = place
        known = len(self.mentions)
        super()._read_word(place, row)
        if len(self.mentions) == known and place.end <= self.consumed:
            self._why = f"{row.name} is a treaty between states; those are cited otherwise"

    def _number_around(self, slash: int) -> Number | None:
        self._number = super()._number_around(slash)
        return self._number

    def _is_no_document(self, number: Number) -> bool:
        is_none = super()._is_no_document(number)
        if is_none:
            self._why = "what stands beside it makes it the number of a contract, form or address"
        return is_none

    def _joins(self, previous: Mention, number: Number) -> bool:
        self._joined = super()._joins(previous, number)
        return self._joined

    def _pending_type(self, number: Number) -> tuple[int, str] | None:
        found: Any = super()._pending_type(number)
        if found is not None:
            self._word = next(place for place in self.pending if place.start == found[0])
        return found  # type: ignore[no-any-return]
