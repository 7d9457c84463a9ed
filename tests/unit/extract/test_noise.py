"""Scraped noise: breaks inside numerals, notes, entities, lost and misread signs; nothing of it invents a value."""

import pytest
from reading import extract_text

BEDS, INFANTS, VISITS = "BED_COUNT", "INFANT_MORTALITY_RATE", "VISIT_COUNT"


def figures(text: str) -> list[tuple[str, float, str, str | None]]:
    mentions = extract_text(text).mentions
    for start, end, number in mentions.select("number_start", "number_end", "number_text").rows():
        assert text[start:end] == number
    return mentions.select("number_text", "value", "unit", "metric_code").rows()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市婴儿死亡率3.\n2‰。", [("3.\n2", 3.2, "‰", INFANTS)]),
        ("全市医疗卫生机构服务能力持续提升，床位数达到12\n345张。", [("12\n345", 12345, "张", BEDS)]),
        ("床位数12\n345张。", []),  # a short line may end where the writer ended it
        ("全市医疗卫生机构服务能力持续提升的年份是2022\n120张床位。", []),
        ("总诊疗人次达 12 345 678 人次。", [("12 345 678", 12_345_678, "人次", VISITS)]),
        ("新增床位 6 2 0 张。", [("6 2 0", 620, "张", "NEW_BED_COUNT")]),
        ("床位数 1 23 4 张。", []),  # nobody can tell
        ("婴儿死亡率 3 . 2 ‰。", [("3 . 2", 3.2, "‰", INFANTS)]),
        ("总诊疗人次4，512，300人次。", [("4，512，300", 4_512_300, "人次", VISITS)]),
        ("床位数１２３４５张。", [("１２３４５", 12345, "张", BEDS)]),
    ],
)
def test_breaks_inside_numerals(text: str, expected: list[tuple[str, float, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "全市婴儿死亡率①为3.2‰。",
        "全市婴儿死亡率[1]为3.2‰。",
        "全市婴儿死亡率〔2〕为3.2‰。",
        "全市婴儿死亡率²为3.2‰。",
        "全市婴儿死亡率（注2）为3.2‰。",
        "全市婴儿死亡率为3.2①‰。",
        "全市婴儿死亡率为3.2‰[5]。",
        "落实“五医联动”（30），婴儿死亡率3.2‰。",
    ],
)
def test_note_marks_leave_metric_and_unit_as_they_are(text: str) -> None:
    assert figures(text) == [("3.2", 3.2, "‰", INFANTS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("婴儿死亡率3.2&permil;。", [("3.2", 3.2, "‰", INFANTS)]),
        ("健康素养水平26.4&#37;。", [("26.4", 26.4, "%", "HEALTH_LITERACY_RATE")]),
        ("床位数&nbsp;12345&nbsp;张。", [("12345", 12345, "张", BEDS)]),
        ("婴儿死亡率3.2%o。", [("3.2", 3.2, "‰", INFANTS)]),
        ("孕产妇死亡率8.1/1O万。", [("8.1", 8.1, "/10万", "MATERNAL_MORTALITY_RATIO")]),
        ("床位数l2345张。", []),  # l for 1: what follows is not the whole number
        ("居民健康素养水平达26.4。", [("26.4", 26.4, "%", "HEALTH_LITERACY_RATE")]),
    ],
)
def test_entities_and_signs(text: str, expected: list[tuple[str, float, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text", ["高血压、糖尿病患者规范管理率分别为39%79%。", "高血压、糖尿病患者规范管理率分别为39% 79%。"]
)
def test_values_that_ran_together(text: str) -> None:
    assert [figure[1::2] for figure in figures(text)] == [(39, "HYPERTENSION_MGMT_RATE"), (79, "DIABETES_MGMT_RATE")]


BODY = (
    "岳阳市2022年卫生健康工作总结\n"
    "2022年，全市卫生健康系统坚持以人民健康为中心，各项工作取得明显成效。全市新增床位620张。\n"
    "居民健康素养水平达26.4%，妇幼健康服务能力稳步提升，群众就医更加便捷。\n"
)
KEPT = ["620", "26.4"]


@pytest.mark.parametrize(
    "noise",
    [
        "长沙市人民政府门户网站 2024年5月3日 星期五 字体：【大 中 小】 浏览次数：3562次",
        "版权所有：长沙市卫生健康委\n长沙市2019年新增床位900张 | 株洲市2020年居民健康素养水平达20.1%",
        "热点新闻\n·长沙市2019年新增床位900张 2020-01-03\n·株洲市居民健康素养水平达20.1%",
        "·长沙市2019年新增床位900张 2020-01-03",
        "● 株洲市居民健康素养水平达20.1% [2020-02-03]",
        "专业代写工作总结，优惠50%，已服务10000人，好评率99.8%！",
        "加微信免费领取医疗资料，已有20000人领取，合格率100%",
        "本文来自某某范文网，更多工作总结3000篇，会员免费",
        "您是第1234567位访客 今日访问：3562人次",
        "名词解释\n1.婴儿死亡率：指婴儿死亡数与活产数之比，2020年全国为5.4‰。\n2.覆盖率要求达到80%。",
        "附件：相关名词解释和说明\n“一老一小”：2025年每千人口托位数达4.5个。",
        "1.婴儿死亡率：是指一年内婴儿死亡数与活产数之比，2020年全国为5.4‰。",
        "[15]“一老一小”服务：养老与托育，2025年每千人口托位数达4.5个。",
    ],
)
def test_a_page_s_frame_advertisements_and_glossaries_give_no_figures(noise: str) -> None:
    mentions = extract_text(f"{BODY}{noise}", title=None).mentions
    assert mentions["number_text"].to_list() == KEPT
    assert set(mentions["region_code"]) == {"430600"}
    assert set(mentions["year"]) == {2022}


@pytest.mark.parametrize(
    "line",
    [
        "查处违法医疗广告12起，罚款25.6万元。",
        "全市120家医院实现微信扫码支付，智慧结算率达72.32%。",
        "工作目标：指标完成率达到95.3%。",
        "一、应急处置：指挥中心全年受理120急救电话8.15万次。",
        "1.“一老一小”服务：新增托位500个。",
        "患者住院仅需自付12.5%。",
    ],
)
def test_lines_of_the_bulletin_that_look_like_them_stay(line: str) -> None:
    assert extract_text(f"{BODY}{line}", title=None).mentions.height > len(KEPT)


def test_a_portal_of_another_place_does_not_name_the_bulletin() -> None:
    header = "首页 | 政务公开\n长沙市人民政府门户网站 2024年5月3日 星期五 长沙 晴 22℃~28℃\n当前位置：首页 > 动态\n"
    mentions = extract_text(header + BODY, title=None, published_on=None).mentions
    assert mentions["number_text"].to_list() == KEPT
    assert set(mentions["region_code"]) == {"430600"}
    assert set(mentions["year"]) == {2022}


@pytest.mark.parametrize("foot", ["（共印30份）", "印数：30份", "联系电话：0730-8880000　　(共印120份)"])
def test_a_print_run_is_no_figure(foot: str) -> None:
    assert figures(f"床位数12345张。\n{foot}") == [("12345", 12345, "张", BEDS)]
