"""Bulletins of a page, sections of a bulletin, and what of a page is not bulletin at all."""

import pytest
from reading import extract_text, mentions_of

from extract.layout import bulletins
from extract.sections import sentences

PAD = "全市卫生健康系统坚持以人民健康为中心，深化医药卫生体制改革，强化公共卫生服务，各项工作稳步推进。" * 3
TWO = (
    f"平江县2021年卫生健康工作总结\n2021年，全县居民健康素养水平达22.8%。{PAD}\n"
    f"汨罗市2022年卫生健康工作总结\n2022年，全市居民健康素养水平达25.3%，比上年提高1.9个百分点。{PAD}\n"
)


def test_each_bulletin_of_a_page_has_its_own_region_and_year() -> None:
    extraction = extract_text(TWO, title=None, published_on=None)
    rows = extraction.bulletins.select("bulletin", "region_code", "year").rows()
    assert rows == [(0, "430626", 2021), (1, "430681", 2022)]
    fields = ["bulletin", "value", "region_code", "year"]
    assert extraction.mentions.select(fields).rows() == [
        (0, 22.8, "430626", 2021),
        (1, 25.3, "430681", 2022),
        (1, 1.9, "430681", 2022),
    ]


def test_bulletins_cover_the_page_in_order() -> None:
    pages = bulletins(TWO, None)
    assert [page.number for page in pages] == [0, 1]
    assert [TWO[page.start : page.end].splitlines()[0] for page in pages] == TWO.splitlines()[::2]
    assert pages[0].end == pages[1].start
    assert pages[1].end == len(TWO)


def test_a_page_without_a_title_is_one_bulletin() -> None:
    (page,) = bulletins("居民健康素养水平达26.4%。", None)
    assert (page.start, page.end, page.title) == (0, 15, None)


@pytest.mark.parametrize("marker", ["延伸阅读", "推荐阅读：", "相关链接", "上一篇：", "猜你喜欢"])
def test_what_follows_the_bulletin_is_ignored(marker: str) -> None:
    text = (
        f"岳阳市2022年卫生健康工作总结\n居民健康素养水平达26.4%。{PAD}\n{marker}\n"
        "某县新增床位300张\n2019年人均预期寿命达到77.3岁\n健康素养水平达到20.1%。"
    )
    assert [mention["number_text"] for mention in mentions_of(text)] == ["26.4"]


@pytest.mark.parametrize(
    "line",
    [
        "来源：市卫生健康委　发布时间：2023-01-16　浏览次数：12345次",
        "索引号：430600/2023-00018",
        "您当前位置：首页 > 政务公开 > 2019年医院床位1200张",
        "湘公网安备43060002000018号",
    ],
)
def test_a_line_of_the_portal_is_ignored(line: str) -> None:
    text = f"岳阳市2022年卫生健康工作总结\n{line}\n居民健康素养水平达26.4%。\n{line}\n"
    assert [mention["number_text"] for mention in mentions_of(text)] == ["26.4"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("一、2022年工作回顾", "actual"),
        ("一、工作完成情况", "actual"),
        ("二、2023年工作思路", "target"),
        ("二、下一步工作打算", "target"),
        ("三、2023年重点工作", "target"),
        ("（二）明年工作安排", "target"),
    ],
)
def test_a_heading_says_whether_its_section_reports_or_plans(heading: str, kind: str) -> None:
    (mention,) = mentions_of(f"岳阳市2022年卫生健康工作总结\n{heading}\n居民健康素养水平达到28%。\n")
    assert mention["kind"] == kind


def test_a_section_lasts_until_the_next_one() -> None:
    text = (
        "岳阳市2022年卫生健康工作总结和2023年工作思路\n一、2022年工作情况\n居民健康素养水平达26.4%。\n新增床位620张。\n"
        "二、2023年工作思路\n居民健康素养水平达到28%。\n新增床位800张。\n"
    )
    found = [(mention["number_text"], mention["kind"], mention["year"]) for mention in mentions_of(text, title=None)]
    assert found == [("26.4", "actual", 2022), ("620", "actual", 2022), ("28", "target", 2023), ("800", "target", 2023)]


SPEECH = (
    "在全市卫生健康工作会议上的讲话\n同志们：\n2018年，全市卫生健康系统克难奋进，居民健康素养水平达到18.6%。"
    f"{PAD}\n2019年，要重点抓好以下工作。{PAD}居民健康素养水平要达到20%。\n"
)


def test_a_speech_without_a_date_takes_its_years_from_its_words() -> None:
    extraction = extract_text(SPEECH, title=None, published_on=None)
    found = extraction.mentions.select("number_text", "kind", "year").rows()
    assert found == [("18.6", "actual", 2018), ("20", "target", 2019)]


def test_speeches_of_one_page_keep_their_own_years() -> None:
    later = SPEECH.replace("2019", "2023").replace("2018", "2022").replace("18.6", "26.4").replace("到20%", "到28%")
    extraction = extract_text(SPEECH + later, title=None, published_on=None)
    assert extraction.outcomes["bulletin_count"].to_list() == [2]
    found = extraction.mentions.select("bulletin", "number_text", "kind", "year").rows()
    assert found == [
        (0, "18.6", "actual", 2018),
        (0, "20", "target", 2019),
        (1, "26.4", "actual", 2022),
        (1, "28", "target", 2023),
    ]


WRAPPED = (
    "　　2022年，全市卫生健康系统深入推进健康岳阳建设，医疗服务能力\n"
    "持续提升。全市医疗卫生机构床位数达到42\n"
    "350张，居民健康素养水平达到26.4\n"
    "%，家庭医生签约服务覆盖率41.8％，医院\n"
    "床位使用率78.9%，各项指标保持平稳。\n"
)


def test_a_number_and_its_unit_on_two_lines() -> None:
    found = [(mention["number_text"], mention["unit"]) for mention in mentions_of(WRAPPED)]
    assert ("26.4", "%") in found
    assert ("41.8", "%") in found
    assert ("78.9", "%") in found


def test_a_metric_on_two_lines_is_read_as_one_name() -> None:
    codes = {mention["number_text"]: mention["metric_code"] for mention in mentions_of(WRAPPED)}
    assert codes["78.9"] == "BED_OCCUPANCY_RATE"


def test_a_full_line_with_many_digits_goes_on_in_the_next() -> None:
    text = (
        "全市卫生健康系统持续推进各项重点工作，服务能力稳步提升，群众获得感不断\n"
        "增强。年末共有医疗卫生机构3215个，其中医院95个、卫生院132个、专科疾病防\n"
        "治院12个、妇幼保健院11个，全市卫生健康事业发展总体平稳，人民群众的健康\n"
        "水平继续得到提高。\n"
    )
    assert {mention["number_text"]: mention["metric_text"] for mention in mentions_of(text)}["12"] == "专科疾病防治院数"


def test_sentences_hold_a_numeral_and_lie_within_their_bulletin() -> None:
    for page in bulletins(TWO, None):
        found = list(sentences(TWO, page))
        assert found
        for sentence in found:
            assert page.start <= sentence.start < sentence.end <= page.end
            assert any(char.isdigit() for char in TWO[sentence.start : sentence.end])


def test_a_word_that_the_layout_cut_goes_on() -> None:
    text = (
        "贫困患者住院费用实际报销比例90.2%，贫困人口家庭医生签约\n率100%。\n全县基层诊疗132.7万人次，同比增长\n18.6%。"
    )
    found = extract_text(text, title="平江县2022年卫生健康工作总结").mentions
    assert found["value"].to_list() == [90.2, 100, 1_327_000, 18.6]


def test_the_first_piece_of_a_collection_is_a_bulletin_of_its_own() -> None:
    text = (
        "医改工作推进会讲话（精选2篇）\n下面是小编整理的范文。\n第1篇：在平江县医改推进会上的讲话（2010年8月12日）\n"
        "去年全县参合农民46.8万人，参合率94.6%。\n"
    )
    found = extract_text(text, title=None, published_on=None).mentions
    assert set(found["region_code"]) == {"430626"}
    assert set(found["year"]) == {2009}
