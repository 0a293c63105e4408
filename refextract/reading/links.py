"""What may stand between the parts of a citation: between type word and number, or two members."""

from __future__ import annotations

import re
from typing import Final

MARKS: Final = r"[ \n*_]{0,80}+"
"""Blanks and Markdown marks."""

SO: Final = r"(?:s[ốôóồởỗoéđdaổ]{1,2}(?:\s+hiệu)?|(?:ố|vó)(?!\w)|no\.|n[o°º]\b)"
"""`số`, as people and scanners write it."""

TO_NUMBER: Final = re.compile(
    rf"{MARKS}(?:\([^()\n]{{1,40}}\){MARKS})?"
    rf"(?::{MARKS}(?={SO}{MARKS}:?{MARKS}\d{{1,5}}[a-zđ]?(?:/\d{{4}})?[-/][a-zđ]{{2}}))?"
    rf"(?P<so>(?:mang\s+|có\s+)?{SO}{MARKS}[:.]?)?{MARKS}\[?(?=\d)"
)
"""From the type word to the number: `Quy định (Bổ sung) số `, `các quyết định: số `; group ``so``
where it is said."""

MAY_FOLLOW: Final = re.compile(
    r"""
    [\s*_]*
    (?:
        [\d(\[,:“"«] | $
      | s[ốôóồởỗoéđdaổ] | ố | vó | n[o°º] | mang | có         # a number: `số`, `mang số`
      | củ | cu | cù | do | bở | gi[uữ] | kỳ | được | đã | ký  # an issuer, or that it passed it
      | ban | cùng | ng | m[ồù] | th | n[ăaắấâ]                # a date: `ngày`, `tháng`, `năm`
      | đạ | đh | hộ | t[ưw.\s] | tr                               # a meeting: `Trung ương 4`
      | này | nê | nó | kể | vừ | dẫ | đó | ấy                 # what points back
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How that may begin which makes a citation of a type word; a test that spares most of them all
others."""

NEXT_MEMBER: Final = re.compile(
    rf"{MARKS}(?:,|;|và|hoặc|&|\+|,\s*và){MARKS}(?:{SO}\s*:?)?{MARKS}(?=\d)"
)
"""From one member of an enumeration to the next."""

JOIN: Final = re.compile(rf"{MARKS}(?:,|;|và|hoặc|&){MARKS}(?:{SO}\s*:?)?{MARKS}")
"""The whole of what separates a member from the citation before."""

BESIDE: Final = re.compile(rf"{MARKS}(?:,|;|và|,\s*và){MARKS}")
"""The whole of what separates two full citations that stand side by side."""
