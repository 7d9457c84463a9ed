"""Whatever the text, extraction holds its promises: one outcome, offsets that give the numeral, rows in order."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from reading import SUMMARY, extract_text

from benchmarks.promises import broken_promises
from extract import Extraction
from extract.quantities import scan
from extract.text import Span, fold

SAMPLE = (
    "岳阳市2022年卫生健康工作总结\n"
    "2022年，全市医疗卫生机构床位数4.2万张，比上年增加1200张（增长2.9%），其中：医院3.1万张（占73.8％）。\n"
    "一、工作成效\n"
    "高血压、糖尿病患者规范管理率分别达72.5%、70.3%；孕产妇死亡率由9.8/10万降至7.6/10万，低于省定10/10万以下的要求。\n"
    "全市新增托位２６００个，\n超过年度任务100余个；居民健康素养水平达到xx%，90%的乡镇卫生院建成中医馆，孕产妇零死亡。\n"
    "二、2023年工作思路\n"
    "到2025年，力争人均预期寿命达到79.5岁左右，个人卫生支出占比控制在27%以内。\n"
    "延伸阅读\n某市新增床位300张\n"
)
PIECES = st.sampled_from(
    [
        *"0123456789.,，。；：、（）()[]%％‰/-—~+*xX年月日万亿千百个人张元例次\n\r\t \u3000\u00a0\u200b＊｜|",
        *(
            "０",
            "９",
            "．",
            "百分之九十",
            "零死亡",
            "百分点",
            "个百分点",
            "/10万",
            "人次",
            "2022年",
            "到2025年",
            "上半年",
            "5月底",
        ),
        *(
            "全市",
            "全省",
            "平江县",
            "鼓楼区",
            "居民健康素养水平",
            "床位",
            "医院",
            "死亡率",
            "诊疗人次",
            "占比",
            "其中",
            "分别",
            "由",
            "降至",
        ),
        *(
            "比上年",
            "同比增长",
            "达到",
            "控制在",
            "以内",
            "以上",
            "不低于",
            "力争",
            "近",
            "余",
            "和",
            "的",
            "均",
            "为",
            "延伸阅读",
            "工作总结\n",
        ),
        *(
            "一、",
            "（二）",
            "1.",
            "第3批",
            "“120”",
            "5G",
            "20xx年",
            "**",
            "各位领导：\n",
            "二、下一步工作打算\n",
            "😀",
            "\ud7ff",
            "𠮷",
            "|---|",
        ),
    ]
)
MIXED = st.lists(PIECES, max_size=60).map("".join)
PRINTABLE = st.text(max_size=120)
PUBLISHED = st.none() | st.dates(date(1980, 1, 1), date(2035, 12, 31))


def hold_promises(text: str, extraction: Extraction) -> None:
    """Assert what every extraction of one document keeps, whatever its text says."""
    assert broken_promises(text, extraction) == []


def mutations(text: str) -> st.SearchStrategy[str]:
    """The text with a few of its stretches deleted, doubled, moved or overwritten."""
    place = st.integers(0, len(text))
    edits: list[st.SearchStrategy[Callable[[str], str]]] = [
        st.builds(lambda at, n: lambda t: t[:at] + t[at + n :], place, st.integers(1, 40)),
        st.builds(lambda at, n: lambda t: t[: at + n] + t[at:], place, st.integers(1, 40)),
        st.builds(lambda at, piece: lambda t: t[:at] + piece + t[at:], place, PIECES),
        st.builds(lambda at, piece: lambda t: t[:at] + piece + t[at + len(piece) :], place, PIECES),
    ]

    def apply(changes: list[Callable[[str], str]]) -> str:
        changed = text
        for change in changes:
            changed = change(changed)
        return changed

    return st.lists(st.one_of(edits), min_size=1, max_size=8).map(apply)


FAST: dict[str, Any] = {"deadline": None, "derandomize": True}


@settings(max_examples=150, **FAST)
@given(MIXED, PUBLISHED)
def test_words_of_bulletins_in_any_order(text: str, published_on: date | None) -> None:
    hold_promises(text, extract_text(text, None, published_on))


@settings(max_examples=100, **FAST)
@given(mutations(SAMPLE))
def test_a_damaged_bulletin(text: str) -> None:
    hold_promises(text, extract_text(text, SUMMARY, None))


@settings(max_examples=80, **FAST)
@given(PRINTABLE, PRINTABLE)
def test_any_characters_in_text_and_title(text: str, title: str) -> None:
    hold_promises(text, extract_text(text, title, None))


@settings(max_examples=80, **FAST)
@given(st.text(alphabet="0123456789０９xX*%.,-—年月/:万点百分之零十", max_size=60))
def test_quantities_of_any_digits_and_signs(text: str) -> None:
    folded = fold(text)
    quantities, dates, seen = scan(folded)
    assert len(quantities) + len(dates) <= seen
    places = sorted([(q.start, q.end, q.text) for q in quantities] + [(d.start, d.stop, d.text) for d in dates])
    end_before = 0
    for start, end, printed in places:
        assert end_before <= start < end
        assert folded[start:end] == printed
        end_before = end


@settings(max_examples=80, **FAST)
@given(st.text(alphabet="甲12a \u3000\n\t。", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_spans_find_their_way_back(text: str, start: int, end: int) -> None:
    folded = fold(text)
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    span = Span(folded, start, end)
    offsets = [span.offset(index) for index in range(len(span.text))]
    assert offsets == sorted(set(offsets))
    assert all(start <= offset < end for offset in offsets)
    assert all(folded[at] == char for at, char in zip(offsets, span.text, strict=True) if char != " ")


def test_the_undamaged_bulletin_is_read() -> None:
    extraction = extract_text(SAMPLE, SUMMARY, None)
    hold_promises(SAMPLE, extraction)
    assert extraction.mentions.height >= 15
    assert "300" not in extraction.mentions["number_text"].to_list()
    assert extraction.outcomes["masked_count"].to_list() == [1]


def test_long_runs_of_one_sort() -> None:
    for text in (
        "9" * 20_000,
        "（" * 20_000,
        "居民健康素养水平" * 2_000 + "达26.4%",
        "1、" * 10_000,
        "x%" * 10_000,
        "5%" * 5_000,
    ):
        hold_promises(text, extract_text(text, None, None))
