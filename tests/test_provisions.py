"""Pin-points: the recogniser of one chain, and which document a chain is given to."""

from __future__ import annotations

import time

import pytest

from refextract import extract
from refextract.citation import Provision
from refextract.grammar.provision import chain_at, chain_before

CHAINS = [
    ("Điều 7", ["dieu=7"]),
    ("Khoản 3 Điều 12b", ["dieu=12b khoan=3"]),
    ("điểm đ khoản 2a Điều 9", ["dieu=9 khoan=2a diem=đ"]),
    ("điểm “b” khoản 1 Điều 4", ["dieu=4 khoan=1 diem=b"]),
    ("điểm b) khoản 1 Điều 4", ["dieu=4 khoan=1 diem=b"]),
    ("tiết 2, điểm a, khoản 1, Điều 4", ["dieu=4 khoan=1 diem=a"]),
    ("Điều 4, khoản 1, điểm a", ["dieu=4 khoan=1 diem=a"]),
    ("điểm s - khoản 1 - điều 51", ["dieu=51 khoan=1 diem=s"]),
    ("Điều 8, 9", ["dieu=8", "dieu=9"]),
    ("các điều 8, 9 và 11", ["dieu=8", "dieu=9", "dieu=11"]),
    ("khoản 1,2 Điều 8", ["dieu=8 khoan=1", "dieu=8 khoan=2"]),
    ("các khoản 1, 2; các khoản 4, 5 Điều 8",
     ["dieu=8 khoan=1", "dieu=8 khoan=2", "dieu=8 khoan=4", "dieu=8 khoan=5"]),
    ("điểm a khoản 1, 2 Điều 8", ["dieu=8 khoan=1 diem=a", "dieu=8 khoan=2"]),
    ("khoản 1, các điểm a, c khoản 2 và khoản 5 Điều 8",
     ["dieu=8 khoan=1", "dieu=8 khoan=2 diem=a", "dieu=8 khoan=2 diem=c", "dieu=8 khoan=5"]),
    ("khoản 1 Điều 8, Điều 9 và điểm c khoản 3 Điều 10",
     ["dieu=8 khoan=1", "dieu=9", "dieu=10 khoan=3 diem=c"]),
    ("Điều 8, khoản 1 và Điều 10, khoản 3, điểm c",
     ["dieu=8 khoan=1", "dieu=10 khoan=3 diem=c"]),
    ("Chương II và Điều 30", ["chuong=II", "dieu=30"]),
    ("từ Điều 8 đến Điều 11", ["dieu=8-11"]),
    ("các điều từ 8 đến 11", ["dieu=8-11"]),
    ("Điều 8-11", ["dieu=8-11"]),
    ("điểm a đến điểm d khoản 2 Điều 8", ["dieu=8 khoan=2 diem=a-d"]),
    ("khoản 1, 3 đến 5 Điều 8", ["dieu=8 khoan=1", "dieu=8 khoan=3-5"]),
    ("Mục 3 Chương IX", ["chuong=IX muc=3"]),
    ("Chương IX, Mục 3, Điều 8", ["chuong=IX muc=3 dieu=8"]),
    ("điểm 2.4 tiểu mục 2 mục III phần B", ["phan=B muc=III diem=2.4"]),
    ("tiểu mục 1, tiểu mục 2 Mục 5", ["muc=5"]),
    ("mục II.2", ["muc=II.2"]),
    ("Phần thứ ba", ["phan=thứ ba"]),
    ("Mục 1 Phần A Phần II Phụ lục số 04", ["phan=II muc=1 phu_luc=04"]),
    ("Phụ lục I, Phụ lục IIa", ["phu_luc=I", "phu_luc=IIa"]),
    ("Khoan 2 Diéu 6", ["dieu=6 khoan=2"]),
]  # fmt: skip

NO_CHAINS = ["điều này", "khoản tiền", "phần v", "mục tiêu 5", "điểm 7/10", "Điều", "mọi điều 5x9"]


def written(provisions: tuple[Provision, ...] | list[Provision]) -> list[str]:
    """Give pin-points in the short form of the tables."""
    fields = Provision.__struct_fields__
    return [
        " ".join(f"{field}={getattr(one, field)}" for field in fields if getattr(one, field))
        for one in provisions
    ]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_chain_is_read_from_its_start_and_from_its_end(text: str, expected: list[str]) -> None:
    ahead = chain_at(text, text.lower(), 0)
    back = chain_before(text, text.lower(), 0, len(text))
    assert ahead is not None
    assert back is not None
    assert written(ahead.provisions) == expected
    assert written(back.provisions) == expected
    assert ahead.end == back.end == len(text)


@pytest.mark.parametrize("text", NO_CHAINS)
def test_what_is_no_chain(text: str) -> None:
    chain = chain_at(text, text.lower(), 0)
    assert chain is None or not chain.provisions


def test_long_chain_is_read_to_its_beginning() -> None:
    text = "; ".join(f"khoản {n} Điều {n}" for n in range(1, 80))
    chain = chain_before(text, text.lower(), 0, len(text))
    assert chain is not None
    assert chain.start == 0
    assert len(chain.provisions) == 79


ATTACHED = [
    ("Xem Điều 6 của Luật Thư viện.", [["dieu=6"]]),
    ("Xem Điều 6 trong Luật Thư viện.", [["dieu=6"]]),
    ("Xem Điều 6 (Luật Thư viện).", [["dieu=6"]]),
    ("Xem “Điều 6 - Luật Thư viện”.", [["dieu=6"]]),
    ("Xem **khoản 2\nĐiều 6** Luật Thư viện.", [["dieu=6 khoan=2"]]),
    ("Xem Điều 6 dự thảo Luật Thư viện.", [["dieu=6"]]),
    ("Xem Luật Thư viện, Điều 6, khoản 2.", [["dieu=6 khoan=2"]]),
    ("Xem Luật Thư viện (khoản 2 Điều 6).", [["dieu=6 khoan=2"]]),
    ("Luật Thư viện tại Điều 6 quy định mức phạt.", [["dieu=6"]]),
    ("| Luật Thư viện | Khoản 2 Điều 6, Điều 8 |", [["dieu=6 khoan=2", "dieu=8"]]),
    ("1.\nLuật Thư viện\nKhoản 2 Điều 6, Điều 8\n2.\n", [["dieu=6 khoan=2", "dieu=8"]]),
    ("Xem Điều 6 Luật Thư viện, Điều 7 Luật Điện ảnh.", [["dieu=6"], ["dieu=7"]]),
    ("Xem Luật Thư viện, Điều 7 Luật Điện ảnh.", [[], ["dieu=7"]]),
    ("Xem Luật Thư viện, Điều 7, Luật Điện ảnh.", [[], ["dieu=7"]]),
    ("Xem Điều 6 Luật Thư viện và Luật Điện ảnh.", [["dieu=6"], []]),
    ("Xem điểm 2 Phụ lục I kèm theo Thông tư 05/2024/TT-BXD.", [["diem=2 phu_luc=I"]]),
    ("Mục 3 Biểu phí ban hành kèm theo Thông tư 05/2024/TT-BXD.", [["muc=3"]]),
    ("Điều 3 Quy chế đào tạo ban hành kèm theo Thông tư 05/2024/TT-BXD.", [[]]),
    ("khoản 2 Điều này (mẫu 4 kèm theo Thông tư 05/2024/TT-BXD).", [[]]),
    ("Theo khoản 2 Điều này và Luật Thư viện.", [[]]),
    ("Theo khoản 2 Điều 6 Nghị định này và Luật Thư viện.", [[]]),
    ("Theo Luật Thư viện, khoản 2 Điều 6 Nghị định này.", [[]]),
    ("Quốc hội ban hành Luật Thư viện.\nĐiều 1. Phạm vi", [[]]),
    ("Quốc hội ban hành Luật Thư viện, Chương I.\nQUY ĐỊNH CHUNG", [[]]),
    ("Quốc hội ban hành Luật Thư viện\nĐiều 1\nPhạm vi", [[]]),
]


@pytest.mark.parametrize(("text", "expected"), ATTACHED)
def test_chain_belongs_to_the_document_it_touches(text: str, expected: list[list[str]]) -> None:
    assert [written(citation.provisions) for citation in extract(text)] == expected


def test_back_references_do_not_change_what_others_have() -> None:
    text = "Theo Điều 5 Luật này, Điều 7 Luật Điện ảnh."
    with_back = extract(text, kinds=("named", "back"))
    assert written(with_back[-1].provisions) == ["dieu=7"]
    assert extract(text)[-1].provisions == with_back[-1].provisions


def test_time_is_linear_in_an_endless_chain() -> None:
    def seconds(count: int) -> float:
        text = "điểm a, khoản 1, " * count + "Luật Thư viện; " * count
        start = time.process_time()  # What else the machine does counts little by this clock.
        extract(text)
        return time.process_time() - start

    seconds(50)
    assert seconds(4000) < 40 * max(seconds(400), 0.01)
