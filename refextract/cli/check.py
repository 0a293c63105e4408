"""The command `check`: the citations that look wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from refextract.cli import check_options, options
from refextract.cli.catalogs import chosen_catalog
from refextract.cli.check_options import chosen_codes, chosen_day, chosen_format, known_rule
from refextract.cli.inputs import chosen_files
from refextract.cli.layout import chosen_screen
from refextract.cli.messages import DONE, INCOMPLETE, Problems, say
from refextract.cli.output import destination
from refextract.cli.reading import chosen_reading
from refextract.writers.findings import report

if TYPE_CHECKING:
    from refextract.checks.rules import Rule


def command(
    paths: options.Paths = None,
    recursive: options.Recursive = False,
    files0_from: options.Files0From = None,
    hidden: options.Hidden = False,
    follow_links: options.FollowLinks = False,
    include: options.Include = None,
    exclude: options.Exclude = None,
    encoding: options.Encoding = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
    select: check_options.Select = None,
    ignore: check_options.Ignore = None,
    as_of: check_options.AsOf = None,
    catalog: check_options.Catalogs = None,
    explain: check_options.Explain = None,
    fix: check_options.Fix = False,
    write: check_options.Write = False,
    format: check_options.Format = None,
    output: options.Output = None,
    max_depth: options.MaxDepth = None,
    max_member_size: options.MaxMemberSize = None,
    max_total_size: options.MaxTotalSize = None,
    max_ratio: options.MaxRatio = None,
) -> int:
    """Find citations that look wrong, in files or in standard input if none are given.

    \b
    Examples:
      refextract check report.txt                    what looks wrong, and where
      refextract check --explain year-mismatch       what a rule finds, and why
      refextract check --ignore typography -r texts/ all rules but one, in every file
      refextract check --as-of 2026-03-01 draft.txt  and laws that others have replaced by then
      refextract check --fix report.txt              what can be rewritten, as a diff
      refextract check --fix --write *.txt           rewrite it
      refextract check -f sarif -o found.sarif -r .  for a code scanner

    Exit status: 0 nothing found; 1 something found, or some input could not be read; 2 wrong usage.
    """
    if explain is not None:
        return _explain(known_rule(explain.strip().lower()), output)
    codes = chosen_codes(select or (), ignore or (), catalog=bool(catalog))
    day = chosen_day(as_of)
    wanted = chosen_format(format, fix=fix, write=write)
    reading = chosen_reading(
        encoding=encoding,
        hidden=hidden,
        follow_links=follow_links,
        include=include,
        exclude=exclude,
        max_depth=max_depth,
        max_member_size=max_member_size,
        max_total_size=max_total_size,
        max_ratio=max_ratio,
    )
    problems = Problems(quiet=quiet)
    files = chosen_files(
        paths or (),
        files0_from,
        recursive=recursive,
        output=output,
        problems=problems,
        reading=reading,
    )
    cataloged = chosen_catalog(catalog or (), output=output, quiet=quiet)
    # Imported here, because help and mistakes need no grammar.
    from refextract.cli.checking import Checking, Diffs, Findings, texts

    checking = Checking(codes, day, day if as_of is not None else "", cataloged)
    with destination(output) as results:
        if fix and not write:
            shown: Diffs | Findings = Diffs(checking, problems)
        else:
            shown = Findings(
                checking, problems, report(wanted, screen=chosen_screen(output)), write=write
            )
        results.write(shown.head())
        for path, document in texts(files, problems=problems, reading=reading):
            if verbose:
                say(f"{document.source}: {document.read_as}")
            results.write(shown.of(path, document))
            results.flush()
        results.write(shown.tail())
    if not shown.count and not quiet and sys.stderr.isatty():
        say(f"nothing {shown.done}")
    return INCOMPLETE if shown.count else problems.status


def _explain(rule: Rule, output: str | None) -> int:
    from refextract.cli.explained import explained

    with destination(output) as results:
        results.write(explained(rule).encode())
    return DONE
