"""Relations: the cue that governs a document, and how documents in one sentence share it."""

from __future__ import annotations

import pytest

from refextract import extract
from refextract.grammar.cue import act_after, cue_before

CUES = [
    ("căn cứ", "based_on"),
    ("căn cứ chức năng, nhiệm vụ quy định tại", "based_on"),
    ("trên cơ sở", "based_on"),
    ("thực hiện đúng theo tinh thần của", "based_on"),
    ("theo hướng dẫn của", "based_on"),
    ("theo luật này,", "based_on"),
    ("áp dụng", "based_on"),
    ("không áp dụng", None),
    ("việc tiếp theo", None),
    ("cùng cấp theo dõi", None),
    ("theo đó, bộ ban hành", None),
    ("theo bộ tài chính,", None),
    ("thực hiện nghiêm túc, hiệu quả", "implements"),
    ("triển khai thực hiện có hiệu quả", "implements"),
    ("quán triệt các nội dung của", "implements"),
    ("cụ thể hoá", "implements"),
    ("triển khai xây dựng", None),
    ("trong quá trình thực hiện,", None),
    ("thi hành kỷ luật", None),
    ("có hiệu lực thi hành từ ngày", None),
    ("hướng dẫn việc thực hiện một số điều của", "guides"),
    ("quy định chi tiết một số điều và biện pháp thi hành", "guides"),
    ("sửa đổi, bổ sung", "amends"),
    ("sửa đổi, bổ sung, bãi bỏ một số điều của", "amends"),
    ("thay thế cụm từ “quận” bằng cụm từ “xã” tại", "amends"),
    ("thay thế cho", "replaces"),
    ("thay thế các quyết định sau:", "replaces"),
    ("bãi bỏ các văn bản sau đây: a)", "repeals"),
    ("các văn bản sau hết hiệu lực thi hành: 1.", "repeals"),
    ("phụ lục ban hành kèm theo", "promulgated_with"),
    ("mức giá ban hành theo", "promulgated_with"),
    ("cơ quan thực hiện. nay", None),
    ("sửa đổi hợp đồng phù hợp với", None),
]

ACTING = [
    "khoản này được sửa đổi bởi",
    "điều 4 bị bãi bỏ bởi",
    "điểm này được sửa đổi, bổ sung theo quy định tại",
    "được hướng dẫn tại",
    "nội dung hướng dẫn điều này tại",
    "văn bản sửa đổi, bổ sung:",
]


@pytest.mark.parametrize(("before", "relation"), CUES)
def test_cue_before_a_document(before: str, relation: str | None) -> None:
    assert cue_before(before.split()).relation == relation


@pytest.mark.parametrize("before", ACTING)
def test_document_that_acts_has_no_relation(before: str) -> None:
    found = cue_before(before.split())
    assert found.relation is None
    assert found.acting


def test_theo_after_an_amendment_depends_on_what_is_amended() -> None:
    words = "được bổ sung theo".split()
    assert cue_before(words).relation == "based_on"
    assert cue_before(words, after_document=True).acting


AFTER = [
    (" được sửa đổi, bổ sung bởi Luật", "amends"),
    (" (đã bị bãi bỏ)", "repeals"),
    (", được Chính phủ thay thế", "replaces"),
    (" được hướng dẫn bởi Thông tư", "guides"),
    (" đã hết hiệu lực", "repeals"),
    (" có hiệu lực", None),
    (" được ban hành", None),
]


@pytest.mark.parametrize(("after", "relation"), AFTER)
def test_act_after_a_document(after: str, relation: str | None) -> None:
    assert act_after(after, 0) == relation


SENTENCES = [
    ("Theo Luật Thư viện và Luật Điện ảnh, phí giảm.", ["based_on", "based_on"]),
    ("Bãi bỏ:\na) Quyết định số 12/QĐ-BXD;\nb) Quyết định số 13/QĐ-BXD.", ["repeals", "repeals"]),
    (
        "Thực hiện Nghị quyết số 18-NQ/TW về đổi mới bộ máy, Nghị quyết số 19-NQ/TW về đơn vị.",
        ["implements", "implements"],
    ),
    (
        "Căn cứ Thông tư 05/2024/TT-BXD hướng dẫn Luật Nhà ở, Thông tư 02/2016/TT-BXD;",
        ["based_on", "guides", "based_on"],
    ),
    ("Luật Thư viện được sửa đổi bởi Luật số 35/2018/QH14.", ["amends", None]),
    ("Theo Luật Thư viện (được sửa đổi bởi Luật số 35/2018/QH14).", ["based_on", None]),
    (
        "Luật Nhà ở đã được sửa đổi theo Luật số 35/2018/QH14, Luật số 59/2020/QH14 hết hiệu lực.",
        ["repeals", None, None],
    ),
    (
        "Thông tư 05/2024/TT-BXD về nhà ở và Thông tư 02/2016/TT-BXD về chung cư hết hiệu lực.",
        ["repeals", "repeals"],
    ),
    ("Thông tư 05/2024/TT-BXD thay thế Thông tư 02/2016/TT-BXD.", [None, "replaces"]),
    ("Theo Bộ Xây dựng, Luật Thư viện tốt.", [None]),
    ("Luật Thư viện tốt. Theo họ, Luật Điện ảnh cũng vậy.", [None, None]),
    ("Bộ trưởng nói về\n\nthực hiện\n\nLuật Thư viện", [None]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_documents_of_a_sentence(text: str, expected: list[str | None]) -> None:
    assert [citation.relation for citation in extract(text)] == expected


def test_back_references_do_not_change_what_others_have() -> None:
    text = "Theo quy định của Luật này, Luật Thư viện và Luật Điện ảnh."
    expected = ["based_on", "based_on"]
    assert [one.relation for one in extract(text)] == expected
    with_back = extract(text, kinds=("named", "back"))
    assert [one.relation for one in with_back if one.kind == "named"] == expected
