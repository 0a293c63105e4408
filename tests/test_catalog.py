"""Catalogs: which of the user's documents a citation means, and what it takes from there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from refextract import extract
from refextract.catalog import Catalog, CatalogError, Entry
from refextract.citation import KINDS, CatalogedCitation
from refextract.document_key import number_key

OF_2019 = "https://example.org/2019/57-kl-tw"
OF_2023 = "https://example.org/2023/57-kl-tw"
DECREE = "https://example.org/2020/15-nd-cp"
LAND = "https://example.org/2013/45-qh13"
KHANH_HOA = "https://example.org/khanh-hoa/12-2020"
BINH_DINH = "https://example.org/binh-dinh/12-2020"
HA_NOI = "https://example.org/ha-noi/41-2021"

CATALOG = Catalog.load(str(ROOT / "fixtures" / "catalog.csv"))


def entry(number: str, **fields: Any) -> Entry:
    columns = {name: fields.get(name, "") for name in ("type", "issuer", "date", "title")}
    return Entry(number, **columns, url=fields.get("url", number), file="mine.csv", row=1)


def found(text: str, catalog: Catalog = CATALOG) -> list[CatalogedCitation]:
    citations = extract(text, kinds=KINDS, catalog=catalog)
    assert all(isinstance(citation, CatalogedCitation) for citation in citations)
    return [c for c in citations if isinstance(c, CatalogedCitation)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15/2020/NĐ-CP", "015/2020/nd-cp"),
        ("15/2020/NĐ-CP", "Số: 15/2020/NÐ – CP"),
        ("29/2018/TT-BNNPTNT", "29/2018/TT - BNNPTNT"),
        ("57-KL/TW", "57-KL/TƯ"),
        ("57-KL/TW", "57 KL/TW"),
        ("30a/2008/NQ-CP", "30A/2008/NQ-CP"),
        ("QCVN 06:2022/BXD", "qcvn 6:2022/BXD"),
        ("TCVN 7957:2008", "TCVN 7957 : 2008"),
        ("12/TTLT/BTC/2015", "12/2015/TTLT-BTC"),
    ],
)
def test_spelling_makes_no_difference(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15/2020/NĐ-CP", "15/2021/NĐ-CP"),
        ("57-KL/TW", "157-KL/TW"),
        ("57-KL/TW", "57-KL/TU"),
        ("30a/2008/NQ-CP", "30/2008/NQ-CP"),
        ("10/2020/NĐ-CP", "1/2020/NĐ-CP"),
    ],
)
def test_other_numbers_stay_others(one: str, other: str) -> None:
    assert number_key(one) != number_key(other)


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Nghị định số 15/2020/NĐ-CP", [DECREE]),
        ("Nghị định số 15/2021/NĐ-CP", [None]),
        ("Nghị định 15/2020", [DECREE]),
        # The year in the number decides; the day is often copied wrongly.
        ("Nghị định số 15/2020/NĐ-CP ngày 30/02/2020", [DECREE]),
        # A Party number comes again every term.
        ("Kết luận số 57-KL/TW", [None]),
        ("Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị", [OF_2023]),
        ("Kết luận số 57-KL/TW ngày 08/3/2019", [OF_2019]),
        ("Kết luận số 57-KL/TW của Ban Bí thư", [OF_2019]),
        ("Kết luận số 57-KL/TW của Bộ Chính trị", [OF_2023]),
        ("Kết luận số 57-KL/TW ngày 16/6/2023", [None]),
        ("Kết luận số 57-KL/TW năm 2023 … Kết luận số 57-KL/TW", [OF_2023, OF_2023]),
        ("Chỉ thị số 57-CT/TW", [None]),
        # Short forms: one document of type and serial.
        ("Kết luận 57", [None]),
        ("Kết luận 57 năm 2019", [OF_2019]),
        ("Nghị quyết 57", [None]),
        ("Nghị quyết 18", ["https://example.org/2017/18-nq-tw"]),
        ("Kết luận 57 năm 2023; Kết luận nêu trên", [OF_2023, OF_2023]),
        # Named laws and back references go by their key.
        ("Luật Đất đai năm 2013", [LAND]),
        ("Luật Đất đai năm 2024", [None]),
        ("Luật Đất đai số 45/2013/QH13; Luật này", [LAND, None]),
        ("Nghị định số 15/2020/NĐ-CP; Nghị định nêu trên", [DECREE, DECREE]),
        ("TCVN 7957:2008", ["https://example.org/tcvn/7957"]),
        # Every province has a decision 12 of 2020.
        ("Quyết định số 12/2020/QĐ-UBND", [None]),
        ("Quyết định số 12/2020/QĐ-UBND của UBND tỉnh Khánh Hòa", [KHANH_HOA]),
        ("Quyết định số 12/2020/QĐ-UBND ngày 02/4/2020", [BINH_DINH]),
        ("Quyết định số 12/2020/QĐ-UBND của UBND tỉnh Phú Yên", [None]),
        ("Quyết định số 41/2021/QĐ-UBND", [HA_NOI]),
        ("không có gì", []),
    ],
)
def test_which_document_is_meant(text: str, urls: list[str | None]) -> None:
    assert [citation.url for citation in found(text)] == urls


def test_a_citation_takes_what_it_lacks() -> None:
    (citation,) = found("Quyết định số 41/2021/QĐ-UBND")
    assert citation.issuer == "Ủy ban nhân dân thành phố Hà Nội"
    assert citation.issuer_basis == "catalog"
    assert citation.number == "41/2021/QĐ-UBND"
    assert citation.date is None, "what the text doesn't say"
    assert citation.document == (
        "urn:lex:vn:uy.ban.nhan.dan.thanh.pho.ha.noi:quyet.dinh:2021;41-qd-ubnd"
    )


def test_what_the_text_says_stays() -> None:
    text = "Nghị định số 15/2020/NĐ-CP ngày 04/02/2020 của Chính phủ"
    (citation,), (alone,) = found(text), extract(text)
    assert (citation.issuer, citation.issuer_basis, citation.date) == (
        "Chính phủ",
        "text",
        "2020-02-04",
    )
    assert citation.document == alone.document
    assert citation.title == "Quy định xử phạt vi phạm hành chính trong lĩnh vực bưu chính"


def test_every_mention_of_a_document_has_one_key() -> None:
    text = "Kết luận 57 năm 2023; Kết luận trên"
    full = "Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị"
    keys = {citation.document for citation in (*found(text), *found(full), *extract(full))}
    assert keys == {"urn:lex:vn:dang.trung.uong:ket.luan:khoa.13;57-kl-tw"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Luật số 45/2013/QH13", "Đất đai"),
        (
            "Kết luận 57 năm 2019",
            "tiếp tục đẩy mạnh đào tạo bồi dưỡng cán bộ lãnh đạo quản lý các cấp",
        ),
    ],
)
def test_a_title_is_as_records_have_it(text: str, title: str) -> None:
    assert [citation.title for citation in found(text)] == [title]


@pytest.mark.parametrize(
    ("entries", "text", "url"),
    [
        # Rows that say more and less of one document are one; the first counts.
        ([entry("15/2020/NĐ-CP", url="a"), entry("15/2020/ND-CP", issuer="Chính phủ")],
         "Nghị định số 15/2020/NĐ-CP", "a"),
        ([entry("9/2020/QĐ-UBND", url="a"), entry("9/2020/QĐ-UBND", issuer="UBND tỉnh Huế")],
         "Quyết định số 9/2020/QĐ-UBND", None),
        ([entry("9/QĐ-TTg", date="2020", url="a"), entry("9/QĐ-TTg", date="2021", url="b")],
         "Quyết định 9/QĐ-TTg ngày 3/2/2021", "b"),
        ([entry("9/QĐ-TTg", date="2020", url="a"), entry("9/QĐ-TTg", date="2021", url="b")],
         "Quyết định 9/QĐ-TTg", None),
        ([entry("100/2015/QH13", type="Bộ luật", url="a")], "Luật số 100/2015/QH13", "a"),
        ([entry("100/2015/QH13", type="Nghị quyết", url="a")], "Luật số 100/2015/QH13", None),
        ([entry("78/2021/TT-BTC", url="a")], "TT 78/2021", "a"),
        ([entry("78/2021/TT-BTC", url="a"), entry("78/2021/TT-BYT")], "TT 78/2021", None),
        ([entry("57", type="kết luận", url="a")], "Kết luận 57", "a"),
    ],
)  # fmt: skip
def test_which_of_several(entries: list[Entry], text: str, url: str | None) -> None:
    assert [citation.url for citation in found(text, Catalog(entries))] == [url]


def test_documents_of_many_years_and_provinces_are_told_apart() -> None:
    entries = [
        entry(f"1/{year}/QĐ-UBND", issuer=f"UBND tỉnh {name}", url=f"{name} {year}")
        for year in range(2000, 2024)
        for name in ("Khánh Hòa", "Phú Yên", "Gia Lai")
    ]
    text = "Quyết định số 01/2015/QĐ-UBND của UBND tỉnh Phú Yên"
    assert [citation.url for citation in found(text, Catalog(entries))] == ["Phú Yên 2015"]


def test_a_number_can_be_looked_up() -> None:
    assert [entry.date for entry in CATALOG.documents("57 – kl/tw")] == ["2019-03-08", "2023-06-15"]
    assert CATALOG.documents("58-KL/TW") == []


def test_without_a_catalog_nothing_of_it_is_imported() -> None:
    code = (
        "import sys; from refextract import extract; extract('Luật số 1/2020/QH14');"
        "print([name for name in sys.modules if 'catalog' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


# Files

SAME = [("57-KL/TW", "Bộ Chính trị", "2023-06-15", "u")]


def loaded(path: Path) -> list[tuple[str, str, str, str]]:
    entries = Catalog.load(str(path)).documents("57-KL/TW")
    return [(entry.number, entry.issuer, entry.date, entry.url) for entry in entries]


@pytest.mark.parametrize(
    "data",
    [
        "number,issuer,date,url\n57-KL/TW,Bộ Chính trị,2023-06-15,u\n",
        "\ufeffurl;note;DATE;number ;issuer\r\nu;x;15/6/2023;57-KL/TW;Bộ Chính trị\r\n\r\n",
        "number\tissuer\tdate\turl\n57-KL/TW\tBộ Chính trị\t2023-06-15 00:00:00\tu",
        'number,issuer,date,url\n"=""57-KL/TW""",Bộ Chính trị,15.06.2023,u\n',
        '{"number":"57-KL/TW","issuer":"Bộ Chính trị","date":"2023-06-15","url":"u","x":[1]}\n\n',
        '\ufeff{"issuer":"Bộ Chính trị","number":"57-KL/TW","date":"2023-06-15","url":"u"}',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_csv_and_json_lines(tmp_path: Path, data: str, encoding: str) -> None:
    if encoding == "utf-16" and data[:1] in "{\ufeff":
        data = data.lstrip("\ufeff")
    (tmp_path / "c").write_bytes(data.encode(encoding))
    assert loaded(tmp_path / "c") == SAME


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {
        "url": ["u", None],
        "date": pyarrow.array([19523, None], pyarrow.date32()),
        "x": [1, 2],
        "number": ["57-KL/TW", "1/CP"],
        "issuer": ["Bộ Chính trị", None],
    }
    parquet.write_table(pyarrow.table(columns), tmp_path / "c.parquet")
    assert loaded(tmp_path / "c.parquet") == SAME
    parquet.write_table(pyarrow.table({"so": ["1"]}), tmp_path / "d.parquet")
    with pytest.raises(CatalogError, match=r"no column 'number' among its columns \(so\)"):
        loaded(tmp_path / "d.parquet")
    (tmp_path / "e.parquet").write_bytes(b"PAR1 is not all")
    with pytest.raises(CatalogError, match="damaged Parquet"):
        loaded(tmp_path / "e.parquet")


def test_parquet_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "c.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(CatalogError, match=r"refextract-vn\[parquet\]"):
        loaded(tmp_path / "c.parquet")


FAULTS = [
    (b"", "no names of columns in its first row"),
    (b"so,ngay\n1,2\n", "no column 'number' among its columns (so, ngay)"),
    (b"number,url,url\n", "2 columns called 'url'; keep one"),
    (b"number,date\n1/CP,2020\n2/CP,31/02/2023\n", "row 3, column date: '31/02/2023' is no date"),
    (b"date,number\n2020,1/CP\n2021,\n", "row 3, column number: is empty"),
    (b"number,title\n1/CP,a,b\n", "row 2: 3 cells under 2 columns"),
    (b"number\n1/CP\nNgh\xf2\n", "line 3: not UTF-8 (byte 0xF2)"),
    (b"number\n\0\n", "a binary file"),
    (b'{"number": 1.5}', "row 1, column number: float where text should be"),
    (b'{"number": "1"}\n{"numbr": "1"}', "row 2, column number: missing"),
    (b'{"number": "1"}\n{"number"', "row 2: no JSON object in one line"),
    (b'[{"number": "1"}]', "row 1: not a JSON object but list"),
    (b"\xff\xfea", "begins like UTF-16 but is not"),
]


@pytest.mark.parametrize(("data", "says"), FAULTS)
def test_a_fault_is_named(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(data)
    with pytest.raises(CatalogError) as raised:
        Catalog.load(str(path))
    assert str(raised.value).startswith(str(path))
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: None])
def test_a_file_that_cannot_be_read(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "c")
    with pytest.raises(CatalogError, match=r"c: (no such file|a directory)"):
        Catalog.load(str(tmp_path / "c"))


def test_of_a_document_that_is_there_twice_the_first_counts(tmp_path: Path) -> None:
    told: list[str] = []
    one, two = tmp_path / "one.csv", tmp_path / "two.jsonl"
    one.write_text("number,url\n1/CP,a\n01/cp,b\n")
    two.write_text("".join(json.dumps({"number": "1/CP"}) + "\n" for _ in range(20)))
    catalog = Catalog.load(str(one), str(two), warn=told.append)
    assert [entry.url for entry in catalog.documents("1/CP")] == ["a"]
    assert told[0] == f"{one}, row 3: the same document as {one}, row 2; the first counts"
    assert told[1].startswith(f"{two}, row 1: the same document")
    assert len(told) == 11
    assert told[-1] == "11 more rows repeat a document of the catalog"
