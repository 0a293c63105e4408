"""How Sphinx makes the documentation: a site in HTML and a man page, from the same pages."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from refextract import __version__

project = "refextract"
author = "the refextract developers"
release = version = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "generated"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]  # The texts of examples are not programs.

html_theme = "furo"
html_title = "refextract"
html_copy_source = False

man_pages = [("man", "refextract", "find citations in Vietnamese text", author, 1)]
