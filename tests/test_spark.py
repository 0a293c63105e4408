"""Spark: the same records as `batch`, on one machine and on a cluster."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CITING, CITING_TWO, ROOT

from refextract.citation import FIELDS
from refextract.cli.program import run

pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("default"),  # Those of Spark are not ours.
]

SECONDS = 120
"""How long anything may take: a Java that starts on a busy machine is slow."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts, an archive, a file that can't be read, and names that are not simple."""
    folder = tmp_path_factory.mktemp("archive") / "văn bản"
    (folder / "below").mkdir(parents=True)
    for place in range(40):
        text = CITING_TWO.replace("57", str(place + 1))
        (folder / "below" / f"công văn {place}%.txt").write_text(text)
    with zipfile.ZipFile(folder / "packed.zip", "w") as packed:
        packed.writestr("a.txt", CITING)
    (folder / "bad.bin").write_bytes(b"\0\1\2")
    return folder


@pytest.fixture(scope="module")
def expected(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What `batch` gives."""
    output = tmp_path_factory.mktemp("expected") / "found.parquet"
    assert run(["batch", str(archive), "-o", str(output), "-q"]) == 1
    return rows(output)


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a table, in an order that every engine can give."""
    from pyarrow import parquet

    found: list[dict[str, Any]] = parquet.read_table(path, partitioning=None).to_pylist()
    return sorted(found, key=lambda row: (row["source"], row["start"], -row["end"]))


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield spark
    spark.stop()


# As a library


def test_a_table_of_texts(session: Any) -> None:
    from refextract.spark import citations

    texts = session.createDataFrame(
        [("a", CITING), ("b", None), (None, CITING)], "id string, t string"
    )
    found = citations(texts, text="t", source="id")
    assert tuple(found.columns) == FIELDS
    assert [(row.source, row.number, row.date) for row in found.collect()] == [
        ("a", "57-KL/TW", "2023-06-15"),
        ("-", "57-KL/TW", "2023-06-15"),
    ]


def test_every_field_has_the_type_of_the_record(session: Any) -> None:
    from refextract.spark import citations

    found = citations(session.createDataFrame([("a", CITING)], "path string, text string"))
    types = dict(found.dtypes)
    assert types["start"] == "bigint"
    assert types["number"] == "string"
    assert types["provisions"].startswith("array<struct<phan:string,")
    assert types["warnings"] == "array<string>"


def test_other_kinds(session: Any) -> None:
    from refextract.spark import citations

    texts = session.createDataFrame([("a", "Theo Nghị định này")], "path string, text string")
    assert citations(texts).count() == 0
    assert citations(texts, kinds=["back"]).count() == 1


# As a program


def test_the_program_gives_what_batch_gives(
    archive: Path, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    output = tmp_path / "found"
    done = spark("-m", "refextract.spark", str(archive), str(output))
    assert done.returncode == 1, done.stderr
    assert rows(output) == expected
    told = [line for line in done.stderr.splitlines() if line.startswith("refextract: ")]
    assert len(told) == 1
    assert "bad.bin: a binary file" in told[0]


def test_a_table_in_parts_for_each_kind(archive: Path, tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    texts = pyarrow.table({"url": ["a", "b"], "body": [CITING, "Luật Đất đai năm 2013"]})
    parquet.write_table(texts, tmp_path / "texts.parquet")
    arguments = [
        str(tmp_path / "texts.parquet"),
        str(tmp_path / "found"),
        *("--format", "parquet", "--text", "body", "--source", "url", "--partition-by", "kind"),
    ]
    done = spark("-m", "refextract.spark", *arguments)
    assert done.returncode == 0, done.stderr
    parts = sorted(part.name for part in (tmp_path / "found").glob("kind=*"))
    assert parts == ["kind=named", "kind=numbered"]


def test_another_format(archive: Path, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    from pyarrow import orc

    done = spark("-m", "refextract.spark", str(archive), str(tmp_path / "found"), "--write", "orc")
    assert done.returncode == 1, done.stderr
    parts = (tmp_path / "found").glob("*.orc")
    assert sum(orc.ORCFile(part).nrows for part in parts) == len(expected)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere", "found"], "refextract: [PATH_NOT_FOUND] Path does not exist: file:"),
        (["archive", "found", "--write", "delta"], "refextract: "),
        (["archive", "archive"], "refextract: [PATH_ALREADY_EXISTS]"),
        (["archive", "found", "--partition-by", "x"], "unknown field 'x'; choose from source, "),
    ],
)
def test_wrong_usage(directory: Path, arguments: list[str], said: str) -> None:
    Path("archive").mkdir()
    Path("archive/a.txt").write_text(CITING)
    done = spark("-m", "refextract.spark", *arguments)
    assert done.returncode == 2
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not Path("found").exists()


def spark(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
    )


# On a cluster


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """The address of a standalone master with two workers, each a process of its own."""
    import pyspark

    home = str(Path(pyspark.__file__).parent)
    environment = {
        **os.environ,
        "SPARK_HOME": home,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }
    processes: list[subprocess.Popen[bytes]] = []

    def start(name: str, *arguments: str) -> Path:
        log = tmp_path / f"{name}.log"
        with log.open("wb") as to:
            process = subprocess.Popen(
                [
                    f"{home}/bin/spark-class",
                    f"org.apache.spark.deploy.{arguments[0]}",
                    *("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"),
                    *arguments[1:],
                ],
                stdout=to,
                stderr=to,
                env=environment,
                start_new_session=True,
            )
        processes.append(process)
        return log

    try:
        master = said(start("master", "master.Master"), r"Starting Spark master at (spark://\S+)")
        logs = [
            start(
                name,
                *("worker.Worker", "--cores", "1", "--memory", "1g"),
                *("--work-dir", str(tmp_path / name), master),
            )
            for name in ("one", "two")
        ]
        for log in logs:
            said(log, r"(Successfully registered) with master")
        yield master
    finally:
        for process in processes:
            os.killpg(process.pid, signal.SIGTERM)
        for process in processes:
            process.wait(SECONDS)


def said(log: Path, what: str) -> str:
    """Wait until a log says something."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        match = re.search(what, log.read_text())
        if match:
            return match[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_a_cluster_gives_what_batch_gives(
    cluster: str, archive: Path, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    import pyspark

    submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
    done = subprocess.run(
        [
            submit,
            *("--master", cluster, "--executor-memory", "512m"),
            *(ROOT / "refextract" / "spark.py", archive, tmp_path / "found"),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable,
        },
    )
    assert done.returncode == 1, done.stderr
    assert rows(tmp_path / "found") == expected
    for name in ("one", "two"):
        assert list((tmp_path / name).glob("app-*/*")), f"worker {name} had no part in it"
