import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.encoding import decode

SENTENCE = "截至2023年末，全市共有医疗卫生机构1,024个，床位２３５０张；婴儿死亡率控制在3‰以内。\r\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("gb18030", b""),
        ("gb18030", b"\x84\x31\x95\x33"),
    ],
)
def test_each_encoding_is_found_and_nothing_but_the_mark_goes(encoding, mark):
    decoded = decode(mark + SENTENCE.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.message) == (SENTENCE, encoding, "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_of_digits_only_is_told_by_its_zero_bytes(encoding):
    assert decode("12.5% 3,400\n".encode(encoding)).text == "12.5% 3,400\n"


def test_gb18030_after_a_long_head_of_ascii():
    text = "<!-- " + "x" * 200_000 + " -->" + SENTENCE
    assert decode(text.encode("gb18030")).text == text


def test_four_byte_gb18030():
    text = SENTENCE + "㐀䶵𠀀"
    assert decode(text.encode("gb18030")).text == text


def test_traditional_characters_in_gb18030():
    text = "全縣衛生機構與醫療體系發展，嬰兒死亡率爲百分之三。"
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("declared", "actual"), [("utf-8", "gb18030"), ("gb2312", "utf-8"), ("big5", "gb18030"), ("no-such", "gb18030")]
)
def test_the_bytes_overrule_a_wrong_declaration(declared, actual):
    assert decode(SENTENCE.encode(actual), declared).text == SENTENCE


def test_a_declaration_of_another_encoding_that_fits_is_followed():
    text = "全縣衛生機構與醫療體系發展，嬰兒死亡率。"
    assert decode(text.encode("big5"), "big5").text == text


@pytest.mark.parametrize("declared", ["hex", "rot13", "idna", "undefined", "utf-7", "\udcff", "a" * 40])
def test_a_declaration_that_names_no_text_encoding_is_ignored(declared):
    assert decode(SENTENCE.encode("gb18030"), declared).text == SENTENCE


def test_a_cut_last_character_is_replaced_and_told_of():
    decoded = decode((SENTENCE * 3).encode()[:-4])
    assert decoded.text is not None
    assert decoded.text.endswith("\ufffd")
    assert "1 damaged place" in decoded.message


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (bytes(range(256)) * 8, "not text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
        (b"%PDF-1.4\n" + bytes(range(256)), "PDF"),
        (b"\x00" * 400, "not text"),
    ],
)
def test_what_is_no_text_gives_none_and_says_what_it_may_be(data, word):
    decoded = decode(data)
    assert decoded.text is None
    assert word in decoded.message


def test_nothing_is_the_empty_text():
    assert decode(b"").text == ""


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_survives_utf_8(text):
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text


@given(
    st.text(
        st.sampled_from(
            "全市医疗卫生机构床位婴儿死亡率达到较上年增长控制在以内，。；、（）％‰０１２３0123456789.%\r\n"
        ),
        min_size=20,
    )
)
def test_bulletin_like_text_survives_every_encoding(text):
    text = "全市医疗卫生机构共有" + text
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding)).text == text


@given(st.binary())
def test_any_bytes_give_text_or_a_message(data):
    decoded = decode(data)
    assert decoded.text is not None or decoded.message
