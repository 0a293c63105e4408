"""Checks: citations in, findings out.

`checker.check` runs the rules, each a pure function from a citation and its text to what is wrong
with it; they are in `dates`, `numbers`, `symbols`, `writing`, `issuers`, `conflicts`, `laws` and
`cataloged`. `rules` says what each code means, with examples that the tests run; `fixes` rewrites
what is safe to rewrite.
"""
