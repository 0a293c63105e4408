"""RTF: rich text as Word and WordPad write it (Microsoft's specification, version 1.9.1).

Bytes beyond ASCII are in the code page of their font; fonts like ``.VnTime`` show other characters
again. What was deleted with changes tracked, hidden text and the instructions of fields are left
out; notes, headers and footers follow the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from refextract.readers.document import Document, NotReadable
from refextract.readers.fonts import Meaning, meaning_of
from refextract.readers.layout import Layout
from refextract.readers.limits import Job
from refextract.readers.streams import Rejoined

_TOKEN: Final = re.compile(
    r"""
    \\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?
  | \\'(?P<byte>[0-9a-fA-F]{2})
  | \\(?P<sign>[^a-zA-Z])
  | (?P<brace>[{}])
  | (?P<text>[^\\{}\r\n]+)
  | [\r\n]+
  | \\
    """,
    re.VERBOSE,
)

_LEFT_OUT: Final = frozenset(
    """colortbl stylesheet info pict object objdata themedata colorschememapping latentstyles
    datastore listtable listoverridetable revtbl rsidtbl generator xmlnstbl fldinst filetbl
    nonshppict bkmkstart bkmkend annotation atnid atnauthor private template operator""".split()
)
_APART: Final = frozenset(
    """footnote header headerl headerr headerf footer footerl footerr footerf""".split()
)
_BREAKS: Final = frozenset({"par", "line", "page", "sect", "column", "nestrow"})
_SIGNS: Final = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "nestcell": "\t",
}  # fmt: skip
_ESCAPED: Final = {"\\": "\\", "{": "{", "}": "}", "~": "\u00a0", "_": "-"}
_CHARSETS: Final = {
    163: "cp1258", 238: "cp1250", 204: "cp1251", 161: "cp1253", 162: "cp1254", 128: "cp932",
    129: "cp949", 134: "gb18030", 136: "cp950",
}  # fmt: skip


class _Font(NamedTuple):
    codec: str | None
    meaning: Meaning | None


class _State(NamedTuple):
    """What holds inside a group of braces."""

    place: str = ""
    font: int = -1
    fallback: int = 1
    unseen: frozenset[str] = frozenset()


def read(stream: Rejoined, source: str, job: Job) -> Iterator[Document]:
    """Read a document.

    Args:
        stream: the file.
        source: the name that its records bear.
        job: the reading, with its limits.

    Raises:
        NotReadable: it is cut off before its text ends.
    """
    reader = _Reader(stream.read().decode("latin-1"))
    reader.run()
    yield Document(reader.result(), source, (), "RTF")
    if reader.unclosed:
        raise NotReadable("a damaged or cut off RTF; the citations are those before the damage")


class _Reader:
    def __init__(self, content: str) -> None:
        self._content = content
        self._layout = Layout()
        self._apart: list[str] = []
        self._outside: list[tuple[int, Layout]] = []
        self._stack: list[_State] = []
        self._state = _State()
        self._fonts: dict[int, _Font] = {}
        self._font_name: list[str] = []
        self._font_codec: str | None = None
        self._codec = "cp1252"
        self._default_font = -1
        self._bytes = bytearray()
        self._run: list[str] = []
        self._run_font = -1
        self._skip = 0
        self._in_row = False
        self.unclosed = False

    def run(self) -> None:
        position = 0
        while match := _TOKEN.match(self._content, position):
            position = match.end()
            if match["text"] is not None:
                self._text(match["text"])
            elif match["byte"] is not None:
                self._byte(int(match["byte"], 16))
            elif match["brace"] is not None:
                self._flush()
                self._brace(match["brace"])
                if not self._stack:
                    break
            elif match["word"] is not None:
                number = int(match["number"]) if match["number"] else None
                if match["word"] == "bin":
                    position += max(number or 0, 0)
                else:
                    self._word(match["word"], number)
            elif match["sign"] is not None:
                self._sign(match["sign"])
        self._flush()
        self._end_run()
        self.unclosed = bool(self._stack)

    def result(self) -> str:
        while self._outside:
            self._leave_apart()
        text = self._layout.result() + "".join(self._apart)
        # Characters beyond the first 65,536 come as two halves.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _brace(self, brace: str) -> None:
        self._skip = 0
        if brace == "{":
            self._stack.append(self._state)
            return
        if not self._stack:
            return
        if self._state.place == "font":
            self._add_font()
        self._state = self._stack.pop()
        if self._outside and self._outside[-1][0] > len(self._stack):
            self._leave_apart()

    def _leave_apart(self) -> None:
        self._end_run()
        self._apart.append(self._layout.result())
        self._layout = self._outside.pop()[1]

    def _text(self, text: str) -> None:
        if self._skip:
            taken = min(self._skip, len(text))
            self._skip -= taken
            text = text[taken:]
        if self._state.place == "font":
            self._font_name.append(text)
        elif text and not self._state.place and not self._state.unseen:
            if text.isascii():
                self._flush()
                self._put(text)
            else:
                self._bytes += text.encode("latin-1")

    def _byte(self, byte: int) -> None:
        if self._skip:
            self._skip -= 1
        elif self._state.place == "font":
            self._font_name.append(chr(byte))
        elif not self._state.place and not self._state.unseen:
            self._bytes.append(byte)

    def _put(self, text: str) -> None:
        """Add characters as they are stored; what they mean is told when their run is complete."""
        font = self._state.font if self._state.font >= 0 else self._default_font
        if font != self._run_font:
            self._end_run()
            self._run_font = font
        self._run.append(text)

    def _end_run(self) -> None:
        if not self._run:
            return
        text = "".join(self._run)
        self._run.clear()
        font = self._fonts.get(self._run_font)
        if font is not None and font.meaning is not None:
            text = font.meaning(text)
        self._layout.text(text)

    def _flush(self) -> None:
        """Decode the bytes that have come in one font."""
        if not self._bytes:
            return
        font = self._fonts.get(self._state.font if self._state.font >= 0 else self._default_font)
        codec = (font.codec if font is not None else None) or self._codec
        if font is not None and font.meaning is not None:
            codec = "cp1252"
        data = bytes(self._bytes)
        self._bytes.clear()
        self._put(data.decode(codec, "replace"))

    def _sign(self, sign: str) -> None:
        if sign == "*":
            # A destination that programs may pass over; those with text have no star.
            if not self._state.place:
                self._state = self._state._replace(place="left out")
            return
        if self._skip:
            self._skip -= 1
            return
        self._flush()
        if not self._state.place and not self._state.unseen:
            if sign in ("\r", "\n"):
                self._visible("par")
            else:
                self._put(_ESCAPED.get(sign, ""))

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._flush()
        if word == "fonttbl":
            self._state = state._replace(place="font")
        elif word in _LEFT_OUT:
            self._state = state._replace(place="left out")
        elif word in _APART and not state.place:
            self._end_run()
            self._outside.append((len(self._stack), self._layout))
            self._layout = Layout()
            self._state = state._replace(font=-1)
        elif word == "f" and number is not None:
            if state.place == "font":
                self._add_font()
            self._state = state._replace(font=number)
        elif word == "fcharset":
            self._font_codec = _CHARSETS.get(number or 0)
        elif word == "ansicpg" and number:
            self._codec = f"cp{number}" if number in range(1250, 1259) else self._codec
        elif word == "deff" and number is not None:
            self._default_font = number
        elif word == "uc" and number is not None:
            self._state = state._replace(fallback=max(number, 0))
        elif word in ("deleted", "v"):
            unseen = state.unseen - {word} if number == 0 else state.unseen | {word}
            self._state = state._replace(unseen=unseen)
        elif word == "plain":
            self._state = state._replace(unseen=frozenset(), font=-1)
        elif not state.place and not state.unseen:
            self._visible(word)

    def _visible(self, word: str) -> None:
        layout = self._layout
        if word in _SIGNS:
            self._put(_SIGNS[word])
            return
        if word not in _BREAKS and word not in ("trowd", "cell", "row"):
            return
        self._end_run()
        if word in _BREAKS:
            layout.end_line()
        elif word == "trowd" and not self._in_row:
            self._in_row = True
            layout.start_row()
            layout.start_cell()
        elif word == "cell":
            if self._in_row:
                layout.end_cell()
                layout.start_cell()
            else:
                layout.text("\t")
        elif word == "row":
            if self._in_row:
                layout.end_row()
            else:
                layout.end_line()
            self._in_row = False

    def _unicode(self, number: int) -> None:
        state = self._state
        self._flush()
        self._skip = state.fallback
        if not state.place and not state.unseen:
            unit = number & 0xFFFF
            self._put(chr(unit))

    def _add_font(self) -> None:
        name = "".join(self._font_name).strip(" ;")
        if name:
            self._fonts[self._state.font] = _Font(self._font_codec, meaning_of(name))
        self._font_name.clear()
        self._font_codec = None
