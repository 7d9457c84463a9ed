"""Comparable text keeps its length, and compact text knows its way back."""

import pytest
from reading import extract_text, mentions_of

from extract.text import Span, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１２．５％", "12.5%"),
        ("（ＡＢ）：；", "(AB):;"),
        ("12\u00a0345\u3000人", "12 345 人"),
        ("５０〜６０", "50~60"),
        ("【概况】〔2022〕", "[概况][2022]"),
        ("－3.2−1–2", "-3.2-1-2"),
        ("第\u2028行\x85尾\x0c页", "第\n行\n尾\n页"),
        ("a\r\nb", "a \nb"),
        ("3.9\n— 6 —\n亿元", "3.9\n     \n亿元"),
        ("体温36—37\n—38度", "体温36—37\n—38度"),
        ("三萬億", "三万亿"),
        ("。、“”‘’", "。、“”‘’"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(fold(text)) == len(text)


def test_fold_changes_no_length_for_any_character() -> None:
    plane = "".join(map(chr, range(1, 0xD800))) + "".join(map(chr, range(0xE000, 0x1_1000)))
    assert len(fold(plane)) == len(plane)


@pytest.mark.parametrize(
    ("text", "compact"),
    [
        ("达到 42\n350张", "达到42\n350张"),
        ("  新增 床位\u3000620 张 ", "新增床位620张"),
        ("HPV 疫苗", "HPV疫苗"),
        ("a  b", "a b"),
        ("", ""),
        (" \n ", ""),
        ("无空白", "无空白"),
    ],
)
def test_span_drops_white_space_but_between_ascii_words(text: str, compact: str) -> None:
    assert Span(text, 0, len(text)).text == compact


@pytest.mark.parametrize("text", ["新增 床位\u3000620 张 ", " 12 34\n56%", "无空白620张", "a b c 中 文 1"])
def test_every_character_of_a_span_points_to_itself(text: str) -> None:
    text = fold(text)
    for start in range(len(text) + 1):
        span = Span(text, start, len(text))
        for index, char in enumerate(span.text):
            if char != " ":
                assert text[span.offset(index)] == char
                assert span.end_offset(index + 1) == span.offset(index) + 1
        assert span.end_offset(0) == start


FORMS = {
    "plain": ("达26.4%，", "26.4"),
    "full_width": ("达２６．４％，", "２６．４"),
    "full_width_percent": ("达26.4％，", "26.4"),
    "no_break_space": ("达\u00a026.4\u00a0%，", "26.4"),
    "ideographic_space": ("达\u300026.4\u3000%，", "26.4"),
    "zero_width_space": ("达\u200b26.4%，", "26.4"),
    "spaces_around": ("达 26.4 % ，", "26.4"),
    "unit_on_the_next_line": ("达26.4\n%，", "26.4"),
    "number_on_the_next_line": ("达\n26.4%，", "26.4"),
    "windows_line_ends": ("达26.4\r\n%，", "26.4"),
    "small_percent": ("达26.4﹪，", "26.4"),
}


@pytest.mark.parametrize(("printed", "number"), FORMS.values(), ids=FORMS)
def test_offsets_point_into_the_text_as_it_was(printed: str, number: str) -> None:
    text = f"　　2022年，全市居民健康素养水平{printed}医疗服务能力持续提升。"
    (mention,) = mentions_of(text)
    start = text.index(number)
    assert (mention["number_start"], mention["number_end"]) == (start, start + len(number))
    assert (mention["number_text"], mention["value"], mention["unit"]) == (number, 26.4, "%")
    assert mention["metric_code"] == "HEALTH_LITERACY_RATE"


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    text = "𠮷𠮷🏥：居民健康素养水平达26.4%。"
    (mention,) = mentions_of(text)
    assert text[mention["number_start"] : mention["number_end"]] == "26.4"


def test_a_mention_lies_in_its_sentence() -> None:
    text = "一、成效\n医疗卫生工作稳步推进。 居民健康素养水平达26.4%，\n比上年提高1.3个百分点。新增床位620张。"
    extraction = extract_text(text)
    for mention in extraction.mentions.to_dicts():
        assert mention["sentence_start"] <= mention["number_start"] < mention["number_end"] <= mention["sentence_end"]
        assert mention["sentence"] == text[mention["sentence_start"] : mention["sentence_end"]].strip()
        assert mention["number_text"] in mention["sentence"]
