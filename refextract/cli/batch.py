"""The command `batch`: the records of a whole archive, by several processes, into a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from refextract.cli import batch_options, options
from refextract.cli.batch_work import (
    Wanted,
    cores,
    finisher,
    positive,
    read_one,
    target,
)
from refextract.cli.inputs import finder
from refextract.cli.layout import chosen_columns, record_type
from refextract.cli.messages import DONE, INCOMPLETE, OutputError, UsageError, say
from refextract.cli.reading import chosen_reading
from refextract.cli.tables import used_vocabulary

if TYPE_CHECKING:
    from refextract.batch import Batch
    from refextract.cli.progress import Progress


def command(
    paths: options.Paths = None,
    files0_from: options.Files0From = None,
    hidden: options.Hidden = False,
    follow_links: options.FollowLinks = False,
    include: options.Include = None,
    exclude: options.Exclude = None,
    encoding: options.Encoding = None,
    max_depth: options.MaxDepth = None,
    max_member_size: options.MaxMemberSize = None,
    max_total_size: options.MaxTotalSize = None,
    max_ratio: options.MaxRatio = None,
    no_dedupe: batch_options.NoDedupe = False,
    quiet: options.Quiet = False,
    jobs: batch_options.Jobs = None,
    timeout: batch_options.Timeout = None,
    resume: batch_options.Resume = False,
    catalog: options.Catalogs = None,
    type: options.Types = None,
    number: options.Numbers = None,
    issuer: options.Issuers = None,
    kind: options.Kinds = None,
    since: options.Since = None,
    until: options.Until = None,
    output: batch_options.Output = None,
    format: batch_options.Format = None,
    columns: options.Columns = None,
    excel: options.Excel = False,
    errors: batch_options.Errors = None,
) -> int:
    """Find the citations in all files of directories and archives, with all cores.

    What the output holds and in which order doesn't depend on the number of processes. A file that
    cannot be read, takes too long or breaks something costs only itself.

    \b
    Examples:
      refextract batch archive/ -o found.jsonl            every file in archive/
      refextract batch archive/ -o found.jsonl --resume   go on after an interruption
      refextract batch *.zip -o cited.sqlite              a database, ready to query
      refextract batch archive/ -o found.csv --include '*.txt' --errors unread.jsonl

    Exit status: 0 done; 1 done, but some input could not be read; 2 wrong usage.
    """
    wanted = Wanted(
        {
            "types": tuple(type or ()),
            "numbers": tuple(number or ()),
            "issuers": tuple(issuer or ()),
            "kinds": tuple(kind or ()),
            "since": since,
            "until": until,
        },
        tuple(catalog or ()),
        used_vocabulary(),
    )
    wanted.check(quiet=quiet)
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
    written = target(output, errors, [*(paths or ()), *wanted.catalogs])
    if not paths and files0_from is None:
        raise UsageError("give paths, - for standard input, or --files0-from FILE")
    find = finder(paths or (), files0_from, recursive=True, reading=reading)
    record = record_type(unique=False, catalog=bool(catalog))
    fields = chosen_columns(columns or (), record)
    finish = finisher(written, format, record, fields, excel=excel)
    workers = cores() if jobs is None else positive(jobs, "--jobs", int)
    seconds = 300.0 if timeout is None else positive(timeout, "--timeout", float)
    # Imported here, because help and mistakes need none of it.
    from refextract import __version__, batch
    from refextract.cli.progress import Progress
    from refextract.vocabulary.additions import digest

    what = batch.Batch(
        find=find,
        recipe=batch.Recipe(partial(read_one, reading), wanted),
        output=written,
        finish=finish,
        run={
            "version": __version__,
            "paths": repr(list(paths or ())),
            "list": repr(files0_from),
            "reading": repr(reading),
            "filters": repr(wanted),
            "vocabulary": digest(wanted.vocabulary) if wanted.vocabulary else "",
        },
        errors=errors,
        jobs=int(workers),
        timeout=seconds,
        dedupe=not no_dedupe,
        resume=resume,
    )
    with Progress(quiet=quiet, find=None if files0_from else find) as progress:
        return _run(what, progress)


def _run(what: Batch, progress: Progress) -> int:
    from refextract import batch

    try:
        state = batch.run(what, progress)
    except batch.Refused as error:
        raise UsageError(str(error)) from None
    except (KeyboardInterrupt, SystemExit):
        progress.close()
        say("interrupted; the same command with --resume goes on from there")
        raise
    except batch.WorkersFail as error:
        raise OutputError(f"{error}; the same command with --resume goes on") from None
    except OSError as error:
        name = error.filename or what.output
        raise OutputError(
            f"{name}: {error.strerror or error}; when that is mended, the same command with "
            "--resume goes on"
        ) from None
    progress.close()
    progress.total(state, what.output)
    return INCOMPLETE if state.failures else DONE
