"""Arrow and Parquet: the record as columns, and the extraction for any engine that has batches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import CITING, CITING_TWO

from refextract import extract
from refextract.citation import FIELDS, CatalogedCitation, Citation, Provision
from refextract.readers import UnreadableInput
from refextract.writers import rewritten

pyarrow = pytest.importorskip("pyarrow", reason="comes with the extra parquet")

from pyarrow import parquet as tables  # noqa: E402

from refextract.arrow import SCHEMA, extract_batch, extract_batches, schema  # noqa: E402
from refextract.writers import parquet  # noqa: E402

CITATIONS = extract("Theo điểm a khoản 1 Điều 2 " + CITING_TWO, source="a")


def as_records(table: Any, record: type[msgspec.Struct] = Citation) -> list[Any]:
    """Read the rows of a table as records; units of a pin-point that are null are not there."""
    return [msgspec.convert(row, record) for row in table.to_pylist()]


def batch(**columns: list[Any]) -> Any:
    return pyarrow.RecordBatch.from_pydict(columns)


# The schema


def test_it_has_every_field_of_the_record() -> None:
    assert tuple(SCHEMA.names) == FIELDS
    assert schema(CatalogedCitation).names == [*FIELDS, "url"]
    assert schema(Citation, ["number", "line"]).names == ["number", "line"]


def test_types_are_those_of_the_record() -> None:
    assert SCHEMA.field("start").type == pyarrow.int64()
    assert SCHEMA.field("kind").type == pyarrow.string()
    units = SCHEMA.field("provisions").type.value_type
    assert [units.field(place).name for place in range(units.num_fields)] == list(
        Provision.__struct_fields__
    )
    assert SCHEMA.field("number").nullable
    assert not SCHEMA.field("text").nullable


# Batches


def test_a_batch_of_texts_gives_a_batch_of_records() -> None:
    found = extract_batch(batch(path=["a", "b", "c"], text=[CITING_TWO, None, CITING]))
    assert found.schema == SCHEMA
    expected = extract(CITING_TWO, source="a") + extract(CITING, source="c")
    assert as_records(found) == expected


def test_other_names_of_columns_and_kinds() -> None:
    texts = batch(url=["a"], body=["Nghị định này"])
    assert extract_batch(texts, "body", "url").num_rows == 0
    assert extract_batch(texts, "body", "url", kinds=["back"]).num_rows == 1
    with pytest.raises(KeyError):
        extract_batch(texts)


def test_bytes_are_read_as_files_are() -> None:
    files = batch(path=["a", "b"], text=[CITING.encode("utf-16"), b"\0\1"])
    failures: list[UnreadableInput] = []
    found = extract_batch(files, failed=failures.append)
    assert as_records(found) == extract(CITING, source="a")
    assert [one.source for one in failures] == ["b"]
    with pytest.raises(UnreadableInput, match="b: a binary file"):
        extract_batch(files)


def test_many_records_come_in_batches_that_are_not_large() -> None:
    texts = [batch(path=["a"], text=[CITING * 3000]), batch(path=["b"], text=[CITING * 3000])]
    found = list(extract_batches(texts))
    assert sum(one.num_rows for one in found) == 6000
    assert max(one.num_rows for one in found) <= 4096


def test_it_needs_no_spark() -> None:
    code = "import sys, refextract.arrow; print('pyspark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"


# Parquet


def written(folder: Path, records: list[Citation], **options: Any) -> Any:
    (folder / "rows").write_bytes(msgspec.json.Encoder().encode_lines(records))
    parquet.write(str(folder / "rows"), str(folder / "made"), record=Citation, **options)
    return tables.read_table(folder / "made")


def test_parquet_keeps_the_records(tmp_path: Path) -> None:
    table = written(tmp_path, CITATIONS)
    assert table.schema.equals(SCHEMA)
    assert as_records(table) == CITATIONS


def test_parquet_with_chosen_columns(tmp_path: Path) -> None:
    table = written(tmp_path, CITATIONS, columns=["number", "source"])
    assert table.to_pylist() == [{"number": one.number, "source": "a"} for one in CITATIONS]


def test_parquet_without_records(tmp_path: Path) -> None:
    assert written(tmp_path, []).num_rows == 0


def test_parquet_of_more_records_than_are_held_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewritten, "BATCH", 7)
    assert as_records(written(tmp_path, CITATIONS * 10)) == CITATIONS * 10
