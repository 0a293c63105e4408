"""Annotation: a text and its citations in, the text with every citation marked up out.

`page` makes a page to read it on, `inside_html` marks it inside the HTML that it came in, and
`markdown` and `plain` write marks into the text.
"""

from __future__ import annotations
