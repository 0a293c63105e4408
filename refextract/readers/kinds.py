"""What a file is, told from its first bytes; its name is not asked."""

from __future__ import annotations

import re
from typing import Final

HEAD: Final = 4096
"""How many bytes it takes to tell."""

TEXT: Final = "text"

READERS: Final = {
    "HTML": "refextract.readers.html",
    "PDF": "refextract.readers.pdf",
    "RTF": "refextract.readers.rtf",
    "OLE": "refextract.readers.doc",
    "mail": "refextract.readers.mail",
    "ZIP": "refextract.readers.zip",
    "TAR": "refextract.readers.tar",
    "gzip": "refextract.readers.compressed",
    "bzip2": "refextract.readers.compressed",
    "xz": "refextract.readers.compressed",
    "zstd": "refextract.readers.compressed",
}
"""The module that reads each kind; it is imported when a file needs it."""

UNSUPPORTED: Final = {
    "7z": "a 7z archive, which is not read; unpack it, or pack it as ZIP or TAR",
    "RAR": "a RAR archive, which is not read; unpack it, or pack it as ZIP or TAR",
    "image": "an image without text; recognise its text first (OCR)",
}
"""What is said of the kinds that nothing here reads."""

WORKBOOK: Final = "an Excel workbook, which is not read; save it as PDF or text"
PRESENTATION: Final = "a PowerPoint presentation, which is not read; save it as PDF or text"
"""What is said of the files of Office, old or new, that nothing here reads."""

_MAGIC: Final = (
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"PK\x07\x08", "ZIP"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG\r\n", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
)

_BZIP2_BLOCK: Final = (b"1AY&SY", b"\x17rE8P\x90")
"""What follows the level in bzip2: a block, or the end where there is none."""

# The patterns are compiled when a file looks as if it needed them: most texts don't, and compiling
# takes longer than reading a page.
_HTML: Final = rb"""(?xis)
    (?:\xef\xbb\xbf)? \s*
    (?: (?:<\?xml\ [^>]*> | <!--(?:(?!-->).)*-->) \s* )*
    <(?: !doctype\s+html | (?: html|head|body|meta|title|link|style|script|div|p|table|span|h[1-6]
                               |center|font|article|section|main|ul|ol|br|b|i|a )[\s>/] )
    """
_MAIL_HEADERS: Final = (
    rb"(?im)^(From|To|Date|Subject|MIME-Version|Message-ID|Received|Content-Type|Return-Path):"
)
_HEADER_LINE: Final = rb"[!-9;-~]+:|[ \t]|From "


def kind_of(head: bytes) -> str:
    """Tell what a file is.

    Args:
        head: its first `HEAD` bytes, or all of it if it is shorter.

    Returns:
        A key of `READERS` or `UNSUPPORTED`; `TEXT` for everything else.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            if kind != "bzip2" or head[4:10] in _BZIP2_BLOCK:
                return kind
    if _is_tar(head):
        return "TAR"
    if _is_html(head):
        return "HTML"
    if _is_mail(head):
        return "mail"
    # Its specification lets other bytes stand before a PDF.
    if b"%PDF-1." in head[:1024]:
        return "PDF"
    return TEXT


def _is_html(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        return False
    return re.match(_HTML, head) is not None


def _is_tar(head: bytes) -> bool:
    """Say whether a file begins with the header of a member of a TAR archive."""
    if head[257:262] == b"ustar":
        return True
    # The form before 1988 has no mark, only a sum over its 512 bytes.
    if len(head) < 512 or 0 not in head[:100]:
        return False
    try:
        stated = int(head[148:156].strip(b" \0") or b"x", 8)
    except ValueError:
        return False
    return stated == sum(head[:148]) + 8 * 32 + sum(head[156:512])


def _is_mail(head: bytes) -> bool:
    """Say whether a text begins with the header of a mail: at least three fields and only those."""
    name = head[:32].partition(b":")[0]
    if not (head.startswith(b"From ") or (name.replace(b"-", b"").isalpha() and len(name) < 32)):
        return False
    header = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    lines = header.splitlines()
    if len(header) == len(head):
        lines = lines[:-1]  # It may be cut off.
    known = {name.lower() for name in re.findall(_MAIL_HEADERS, header)}
    return len(known) >= 3 and all(re.match(_HEADER_LINE, line) for line in lines)
