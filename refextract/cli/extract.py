"""The command `extract`: the citations in files or standard input."""

from __future__ import annotations

import sys

from refextract.cli import options
from refextract.cli.catalogs import chosen_catalog
from refextract.cli.inputs import chosen_files
from refextract.cli.layout import chosen_writer, record_type
from refextract.cli.messages import Problems, internal_error, say
from refextract.cli.output import destination
from refextract.cli.reading import chosen_reading
from refextract.cli.selection import Selection
from refextract.readers import documents
from refextract.writers.unique import CatalogedDocument, CitedDocument, Documents


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
    catalog: options.Catalogs = None,
    type: options.Types = None,
    number: options.Numbers = None,
    issuer: options.Issuers = None,
    kind: options.Kinds = None,
    since: options.Since = None,
    until: options.Until = None,
    format: options.Format = None,
    columns: options.Columns = None,
    unique: options.Unique = False,
    output: options.Output = None,
    excel: options.Excel = False,
    max_depth: options.MaxDepth = None,
    max_member_size: options.MaxMemberSize = None,
    max_total_size: options.MaxTotalSize = None,
    max_ratio: options.MaxRatio = None,
) -> int:
    """Find the citations in files, or in standard input if none are given.

    \b
    Examples:
      refextract report.txt                     a table of what report.txt cites
      refextract -r archive/ > found.jsonl      the records of every file in archive/
      refextract -u -o cited.csv --excel *.txt  one row a document, for a spreadsheet
      refextract --catalog ours.csv report.txt  with issuer, title and url from your own list
      refextract --type 'Kết luận' --issuer 'Bộ Chính trị' --since 2021 report.txt
      refextract -f tsv --columns number,date report.txt | cut -f 1 | sort | uniq -c
      find . -name '*.txt' -print0 | refextract --files0-from - -f csv -o found.csv

    Exit status: 0 done; 1 done, but some input could not be read; 2 wrong usage.
    """
    selection = Selection(
        types=type or (),
        numbers=number or (),
        issuers=issuer or (),
        kinds=kind or (),
        since=since,
        until=until,
        hint=None if quiet else say,
    )
    writer = chosen_writer(
        record_type(unique=unique, catalog=bool(catalog)),
        format=format,
        columns=columns or (),
        excel=excel,
        output=output,
    )
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
    cited = Documents(CatalogedDocument if catalog else CitedDocument)
    found = 0
    with destination(output) as results:
        results.write(writer.head())
        for document in documents(files, failed=problems.add, reading=reading):
            if verbose and document.is_first:
                say(f"{document.source}: {document.read_as}")
            try:
                citations = list(selection.citations(document, cataloged))
            except Exception as error:  # A fault of ours in one text must not cost the others.
                problems.add(internal_error(document.source, error))
                continue
            found += len(citations)
            if unique:
                cited.add(citations)
            else:
                results.write(writer.rows(citations))
                results.flush()
        if unique:
            results.write(writer.rows(cited.rows()))
        results.write(writer.tail())
    if not found and not quiet and sys.stderr.isatty():
        say("no citations found")
    return problems.status
