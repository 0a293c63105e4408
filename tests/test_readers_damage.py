"""Files of every kind with random damage: text or one clear reason, never a fault of ours."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import office_files as made
import pytest
from conftest import Command
from test_readers_archives import COMPRESSORS, tarred, zipped

from refextract.readers import UnreadableInput
from refextract.readers.dispatch import read_stream
from refextract.readers.document import NotReadable
from refextract.readers.limits import Job, Reading

WHOLE = {
    "DOCX": made.docx("".join(made.paragraph(one) for one in made.LAW)),
    "PDF": made.pdf(made.pages(made.wrapped(made.LAW))),
    "HTML": made.html(made.LAW).encode(),
    "RTF": made.rtf(made.LAW),
    "mail": made.mail("\n".join(made.LAW), ("a.txt", b"abc")),
    "ZIP": zipped({"a.txt": b"abc" * 100, "b.zip": zipped({"c": b"x"})}),
    "TAR": tarred({"a.txt": b"abc" * 300, "b.txt": b"x"}),
    **{
        name: compress(tarred({"a.txt": b"abc" * 300, "b.txt": b"x"}))
        for name, compress in COMPRESSORS.items()
    },
}

DAMAGES: list[Callable[[bytearray, random.Random], None]] = [
    lambda data, chance: data.__setitem__(chance.randrange(len(data)), chance.randrange(256)),
    lambda data, chance: data.__delitem__(slice(chance.randrange(len(data)), None)),
    lambda data, chance: data.__delitem__(slice(at := chance.randrange(len(data)), at + 50)),
    lambda data, chance: data.__setitem__(
        slice(at := chance.randrange(len(data)), at + 4), b"\xff\xff\xff\x7f"
    ),
]


@pytest.mark.parametrize("kind", WHOLE)
def test_damage_gives_text_or_a_reason(kind: str) -> None:
    chance = random.Random(kind)
    reasons: list[str] = []
    for _ in range(60):
        data = bytearray(WHOLE[kind])
        chance.choice(DAMAGES)(data, chance)
        told: list[UnreadableInput] = []
        try:
            for document in read_stream(io.BytesIO(data), "x", Job(Reading(), told.append)):
                document.text.encode()
        except NotReadable as problem:
            reasons.append(str(problem))
        reasons += [problem.reason for problem in told]
    assert not [reason for reason in reasons if "internal error" in reason or not reason]


def test_a_fault_of_ours_in_a_reader_costs_one_file(
    refextract: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from refextract.readers import docx

    def fail(*_: object) -> None:
        raise IndexError("of something")

    monkeypatch.setattr(docx, "read_docx", fail)
    archive = zipped({"a.docx": WHOLE["DOCX"], "b.txt": "Kết luận số 57-KL/TW".encode()})
    result = refextract(stdin=archive)
    assert '"source":"-!/b.txt"' in result.out
    assert result.err == (
        "refextract: -!/a.docx: internal error (IndexError: of something); please report it\n"
    )
    assert result.status == 1
