"""Rows of one's own that are added to the vocabulary, and what is wrong with some."""

from __future__ import annotations

import functools
import gc
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import CITING_TWO, Command

from refextract import extract, vocabulary
from refextract.vocabulary import additions, symbols
from refextract.vocabulary.formats import FORMATS, Place, VocabularyError, built_in, check
from refextract.vocabulary.places import place_of


@pytest.fixture(autouse=True)
def without_additions(directory: Path) -> Iterator[None]:
    Path("ours").mkdir()
    yield
    vocabulary.use(None)


def table(name: str, *rows: str, folder: str = "ours") -> Path:
    path = Path(folder) / f"{name}.csv"
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def record(text: str) -> tuple[str | None, ...]:
    [found] = extract(f"{text}.")
    return found.type, found.number, found.issuer, found.date


ADDED = [
    (
        "an issuer by its symbol",
        "issuers",
        ("name,symbols", "Bộ Vũ trụ,BVT"),
        "Thông tư số 12/2027/TT-BVT",
        ("Thông tư", "12/2027/TT-BVT", "Bộ Vũ trụ", None),
    ),
    (
        "an issuer by an alias",
        "issuers",
        ("name,aliases", "Bộ Vũ trụ,Bộ VTr;Bộ Không gian"),
        "Công văn số 12 ngày 1/2/2027 của Bộ Không gian",
        ("Công văn", "12", "Bộ Vũ trụ", "2027-02-01"),
    ),
    (
        "an issuer of a symbol from a date on",
        "issuers",
        ("name,symbols,since", "Bộ Trật tự,BTC,2027"),
        "Thông tư số 12/2027/TT-BTC",
        ("Thông tư", "12/2027/TT-BTC", "Bộ Trật tự", None),
    ),
    (
        "its predecessor",
        "issuers",
        ("name,symbols,since", "Bộ Trật tự,BTC,2027"),
        "Thông tư số 12/2020/TT-BTC",
        ("Thông tư", "12/2020/TT-BTC", "Bộ Tài chính", None),
    ),
    (
        "a type by its word and symbol",
        "document_types",
        ("name,symbols", "Biên lệnh,BLE"),
        "Biên lệnh số 5/BLE-BTC ngày 1/2/2020",
        ("Biên lệnh", "5/BLE-BTC", "Bộ Tài chính", "2020-02-01"),
    ),
    (
        "a type with a bracket in its name",
        "document_types",
        ("name,symbols", "Biên lệnh (mới,BLE"),
        "Biên lệnh (mới số 5/BLE-BTC ngày 1/2/2020",
        ("Biên lệnh (mới", "5/BLE-BTC", "Bộ Tài chính", "2020-02-01"),
    ),
    (
        "the same, garbled",
        "document_types",
        ("name,symbols", "Biên lệnh (mới,BLE"),
        "Bien lenh (moi 5/BLE-BTC ngày 1/2/2020",
        ("Biên lệnh (mới", "5/BLE-BTC", "Bộ Tài chính", "2020-02-01"),
    ),
    (
        "a type that replaces a built-in one",
        "document_types",
        ("name,symbols,issuer", "Nghị định,NĐ,Nội các"),
        "Nghị định số 5 ngày 1/2/2020",
        ("Nghị định", "5", "Nội các", "2020-02-01"),
    ),
    (
        "a law by its name",
        "laws",
        ("type,name,number,date", "Luật,Vũ trụ và các vì sao,9/2027/QH16,2027-01-05"),
        "luật vũ trụ và các vì sao",
        ("Luật", None, "Quốc hội", None),
    ),
    (
        "a province by an alias",
        "provinces",
        ("name,kind,aliases", "Sao Hỏa,tỉnh,Hỏa tinh"),
        "Quyết định số 5/QĐ-UBND của UBND tỉnh hỏa tinh",
        ("Quyết định", "5/QĐ-UBND", "Ủy ban nhân dân tỉnh Sao Hỏa", None),
    ),
]


@pytest.mark.parametrize(
    ("name", "rows", "text", "expected"), [row[1:] for row in ADDED], ids=[row[0] for row in ADDED]
)
def test_a_row_counts_from_then_on(
    name: str, rows: tuple[str, ...], text: str, expected: tuple[str | None, ...]
) -> None:
    before = extract(f"{text}.")  # Every cache now has what is built in.
    table(name, *rows)
    vocabulary.use("ours")
    assert record(text) == expected
    vocabulary.use(None)
    assert extract(f"{text}.") == before


def test_a_symbol_that_names_no_one_body_is_known() -> None:
    assert not symbols.is_body("XYQ")
    table("ambiguous_symbols", "symbol,meaning", "XYQ,everywhere")
    vocabulary.use("ours")
    assert symbols.is_body("XYQ")


def test_a_term_of_the_party_gives_its_documents_their_key() -> None:
    table("party_events", "kind,term,start,end", "party_term,XV,2031-01-30,")
    vocabulary.use("ours")
    [found] = extract("Kết luận số 5-KL/TW ngày 1/2/2032 của Bộ Chính trị.")
    assert found.document == "urn:lex:vn:dang.trung.uong:ket.luan:khoa.15;5-kl-tw"


def test_a_row_of_the_same_name_and_time_takes_the_place_of_the_built_in_one() -> None:
    number = len(vocabulary.issuers())
    assert len(symbols.bodies("BTC")) == 1
    table("issuers", "name,symbols", "Bộ Tài chính,BTCH")
    vocabulary.use("ours")
    assert len(vocabulary.issuers()) == number
    assert symbols.bodies("BTC") == ()
    assert [row.name for row in symbols.bodies("BTCH")] == ["Bộ Tài chính"]


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        ("", "", []),
        ("2000", "2010", []),
        ("2010", "", []),
        ("2020-06-01", "", ["2000"]),
        ("", "1999-12-31", ["2000"]),
    ],
)
def test_a_row_overrides_those_of_the_same_time(since: str, until: str, kept: list[str]) -> None:
    empty = dict.fromkeys(FORMATS["issuers"].columns, "")
    known = [(Place("x", 2), empty | {"name": "A", "since": "2000", "until": "2019-12-31"})]
    added = (Place("y", 2), empty | {"name": "A", "since": since, "until": until})
    rows = additions.merged("issuers", known, [added])
    assert rows[0] == added
    assert [row["since"] for _, row in rows[1:]] == kept
    other = (added[0], added[1] | {"name": "B"})
    assert additions.merged("issuers", known, [other])[1:] == known


def test_a_row_knows_where_it_stands() -> None:
    path = table("issuers", "name", "", "Bộ A")
    vocabulary.use("ours")
    ours, *_, last = vocabulary.issuers()
    assert place_of(ours) == (str(path), 3)
    assert place_of(last) == ("issuers.csv", len(vocabulary.issuers()))
    assert place_of(vocabulary.laws()[0]) == ("laws.csv", 2)


def test_what_excel_writes_is_read() -> None:
    Path("ours/issuers.csv").write_bytes(
        '\ufeffname,symbols,aliases\r\n"Bộ A,  B",BQA,  Bộ x ; Bộ y \r\n,,\r\n'.encode()
    )
    vocabulary.use("ours")
    [row] = symbols.bodies("BQA")
    assert (row.name, row.aliases) == ("Bộ A, B", ("Bộ x", "Bộ y"))


def test_other_files_are_none_of_its_business() -> None:
    table("issuers", "name", "Bộ A")
    Path("ours/README.md").write_text("x")
    Path("ours/.issuers.csv").write_text("x")
    vocabulary.use("ours")
    assert vocabulary.issuers()[0].name == "Bộ A"


FAULTS = [
    ("issuers", ("name,symbols", ",BVT"), "row 2, column name: empty; fill it in"),
    ("issuers", ("nam,symbols", "a,b"), "row 1: no such column 'nam'; did you mean name?"),
    ("issuers", ("symbols", "b"), "row 1: the column name is missing; add it"),
    ("issuers", ("name,name", "a,b"), "row 1: the column name is there twice"),
    ("issuers", ("name;symbols", "a;b"), "row 1: columns apart by semicolons; save it with commas"),
    ("issuers", ("name", "a,b"), "row 2: more cells than columns; put commas in quotation"),
    ("issuers", ("name,since", "a,2027-13"), "row 2, column since: '2027-13' is no date"),
    ("issuers", ("name,since", "a,1/2/2027"), "row 2, column since: '1/2/2027' is no date; write"),
    (
        "issuers",
        ("name,since,until", "a,2027,2026-05"),
        "column until: 2026-05 is before 2027; exchange them",
    ),
    (
        "issuers",
        ("name,level", "a,centrl"),
        "column level: 'centrl' is none of its values; did you",
    ),
    ("issuers", ("name,symbols", "a,B VT"), "column symbols: 'B VT' is no symbol"),
    ("document_types", ("name", "(-)"), "column name: '(-)' does not begin with a letter"),
    ("issuers", ("name,aliases", "a,b;..."), "column aliases: '...' does not begin with a letter"),
    ("issuers", ("name,symbols", "a,BVT;;BX"), "column symbols: nothing between two semicolons"),
    ("issuers", ("name,expected", "a,x|y"), "column expected: is to be type|number|issuer|date"),
    ("issuers", ("name", "a", "b", "a"), "row 4: the same as row 2; make them one row"),
    ("issuers", ("name", '"a'), "row 2: no CSV: unexpected end of data"),
    ("issuers", (), "row 1: the column name is missing"),
    ("laws", ("type,name", "Nghị định,x"), "column type: 'Nghị định' is none of its values"),
    ("laws", ("type,number", "Luật,1/2027/QH16", "Luật,1/2027/QH16"), "row 3: the same as row 2"),
    ("isuers", ("name", "a"), "isuers.csv: no such table; did you mean issuers?"),
]


@pytest.mark.parametrize(("name", "rows", "said"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_table_that_cannot_be_used(
    refextract: Command, name: str, rows: tuple[str, ...], said: str
) -> None:
    path = table(name, *rows)
    with pytest.raises(VocabularyError) as raised:
        vocabulary.use("ours")
    assert str(raised.value).startswith(str(path))
    assert said in str(raised.value)
    result = refextract("--vocabulary", "ours", stdin=CITING_TWO)
    assert result == (2, "", f"refextract: --vocabulary {raised.value}\n")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("nowhere", "nowhere: No such file or directory; name a directory"),
        ("file", "file: Not a directory; name a directory"),
        ("ours", "ours: no tables in it; it may have document_types.csv, issuers.csv"),
        ("latin", "latin/issuers.csv, line 2: not UTF-8; save it as UTF-8"),
    ],
)
def test_a_directory_that_cannot_be_used(named: str, said: str) -> None:
    Path("file").write_text("x")
    Path("latin").mkdir()
    Path("latin/issuers.csv").write_bytes(b"name\nB\xe9\n")
    with pytest.raises(VocabularyError, match=said):
        vocabulary.use(named)


def test_what_is_in_use_stays_so_when_the_next_cannot_be_used() -> None:
    table("issuers", "name", "Bộ A")
    vocabulary.use("ours")
    with pytest.raises(VocabularyError):
        vocabulary.use("nowhere")
    assert vocabulary.issuers()[0].name == "Bộ A"


@pytest.mark.parametrize("name", FORMATS)
def test_the_built_in_tables_pass_the_same_checks(name: str) -> None:
    content = files(vocabulary).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    rows = list(check(name, "x", content))
    assert len(rows) == len(content.splitlines()) - 1


def test_the_formats_are_those_of_the_tables() -> None:
    for name, form in FORMATS.items():
        assert tuple(built_in(name)[0][1]) == form.columns


def test_tables_are_told_apart_by_their_content() -> None:
    table("issuers", "name,symbols", "Bộ A,BQA")
    one, again = additions.digest("ours"), additions.digest("ours")
    table("issuers", "name,symbols", "Bộ A,BQB")
    assert one == again != additions.digest("ours")


# -- nothing may keep what the tables said before -------------------------------------------------


def test_every_cache_of_the_package_is_one_that_is_emptied() -> None:
    extract(CITING_TWO)
    kept = {
        id(value)
        for name, module in sys.modules.items()
        if name.split(".")[0] == "refextract"
        for value in vars(module).values()
    }
    kind = type(functools.cache(len))
    for found in gc.get_objects():
        if isinstance(found, kind) and found.__module__.startswith("refextract."):
            assert id(found) in kept, found


GROWING = """
import sys
from importlib import import_module
from pkgutil import walk_packages
import refextract
for module in walk_packages(refextract.__path__, "refextract."):
    if module.name not in ("refextract.spark", "refextract.__main__"):
        import_module(module.name)
from refextract import extract, vocabulary
from refextract.cli.program import run
read = [
    table.__name__
    for table in (vocabulary.issuers, vocabulary.document_types, vocabulary.provinces,
                  vocabulary.laws, vocabulary.party_events, vocabulary.ambiguous_symbols)
    if table.cache_info().currsize
]
def sizes():
    return {
        (name, key): len(value)
        for name, module in sys.modules.items() if name.split(".")[0] == "refextract"
        for key, value in vars(module).items()
        if isinstance(value, (dict, list, set)) and not key.startswith("__")
    }
before = sizes()
extract(sys.argv[1])
for command in (["check", "-q"], ["annotate", "-f", "plain"], ["-u"]):
    run([*command, "--no-config", "-o", sys.argv[3], sys.argv[2]])
run(["explain", "-o", sys.argv[3], sys.argv[1]])
after = sizes()
grown = [key for key in before if after[key] != before[key]]
print("read on import:", read, "grown:", grown)
"""


def test_nothing_but_caches_keeps_what_the_tables_say() -> None:
    text = f"{CITING_TWO} Luật Đất đai số 45/2013/QH13, UBND tỉnh Khánh Hòa"
    Path("a.txt").write_text(text)
    done = subprocess.run(
        [sys.executable, "-c", GROWING, text, "a.txt", "b.txt"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "read on import: [] grown: []\n"


# -- the command ----------------------------------------------------------------------------------

CITING_OURS = "Thông tư số 12/2027/TT-BVT và Biên lệnh số 7/BLE-BVT.\n"


@pytest.fixture
def ours(without_additions: None) -> None:
    table("issuers", "name,symbols", "Bộ Vũ trụ,BVT")
    table("document_types", "name,symbols", "Biên lệnh,BLE")
    Path("a.txt").write_text(CITING_OURS)


ISSUED = "Bộ Vũ trụ\nBộ Vũ trụ\n"


def test_extract(refextract: Command, ours: None) -> None:
    wanted = ["-f", "tsv", "--columns", "issuer", "a.txt"]
    assert refextract("--vocabulary", "ours", *wanted).out == f"issuer\n{ISSUED}"
    assert refextract(*wanted).out != f"issuer\n{ISSUED}"


def test_a_file_of_defaults_names_it_from_where_it_is(
    refextract: Command, ours: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("refextract.toml").write_text("vocabulary = 'ours'\nformat = 'tsv'\ncolumns = 'issuer'")
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert refextract("../a.txt").out == f"issuer\n{ISSUED}"


def test_filters_know_it(refextract: Command, ours: None) -> None:
    result = refextract("--vocabulary", "ours", "--type", "BLE", "--issuer", "BVT", "a.txt")
    assert result.out.count("\n") == 1
    assert result.err == ""


def test_the_processes_of_batch_know_it(refextract: Command, ours: None) -> None:
    run = ["batch", "-j", "2", "--vocabulary", "ours", "-o", "out.tsv", "--columns", "issuer"]
    assert refextract(*run, "a.txt").status == 0
    assert Path("out.tsv").read_text() == f"issuer\n{ISSUED}"


def test_batch_does_not_go_on_with_another_vocabulary(
    refextract: Command, ours: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ["batch", "--vocabulary", "ours", "-o", "out.jsonl", "a.txt"]

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("refextract.batch._Run.run", interrupted)
        with pytest.raises(KeyboardInterrupt):
            refextract(*run)
    table("issuers", "name,symbols", "Bộ Vũ trụ,BVT", "Bộ X,BXQ")
    result = refextract(*run, "--resume")
    assert result.status == 2
    assert "out.jsonl.partial is left of a run" in result.err
    table("issuers", "name,symbols", "Bộ Vũ trụ,BVT")
    assert refextract(*run, "--resume").status == 0
