"""A plain extractor for comparison: what one regular expression gives in an afternoon.

It finds type, number and date of the common State and Party forms and nothing else: no issuers, no
laws by name, no short forms, no folding.
"""

from __future__ import annotations

import re
from typing import Final

_TYPES: Final = (
    "Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|Quyết định|Bộ luật|Luật|Pháp lệnh|Chỉ thị|"
    "Kết luận|Công văn|Thông báo|Kế hoạch|Chương trình|Hướng dẫn|Quy định|Báo cáo|Tờ trình"
)
CITATION: Final = re.compile(
    rf"(?P<type>{_TYPES})(?:\s+[^\d\n.;,]{{1,80}}?)?\s+(?:số\s*:?\s*)?"
    r"(?P<number>\d{1,5}[a-z]?(?:/\d{4})?[/-][A-ZĐa-z]+(?:[-/][A-ZĐa-z0-9]+)*)"
    r"(?:\s*,?\s*ngày\s+(?P<date>\d{1,2}(?:/\d{1,2}/\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})))?",
    re.IGNORECASE,
)


def extract(text: str) -> list[dict[str, str | int | None]]:
    """Find what the regular expression finds."""
    return [
        {"start": match.start(), "end": match.end(), **match.groupdict()}
        for match in CITATION.finditer(text)
    ]
