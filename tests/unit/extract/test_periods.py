"""The time that a figure describes."""

from datetime import date

import pytest
from reading import PLAN, SUMMARY, Case, Want, case, extract_text, mentions_of

from extract.periods import bulletin_period, month_end, part_of_year

HALF_YEAR = "岳阳市2022年上半年卫生健康工作总结"


def level(value: float, **fields: object) -> Want:
    return Want(f"{value:g}", value, "%", code="HEALTH_LITERACY_RATE", **fields)  # type: ignore[arg-type]


CASES = (
    case("bulletin_year", "居民健康素养水平达26.4%。", level(26.4, period=("2022-01-01", "2022-12-31"), year=2022)),
    case("said_year", "2021年，居民健康素养水平达25.1%。", level(25.1, period=("2021-01-01", "2021-12-31"))),
    case("this_year", "今年居民健康素养水平达26.4%。", level(26.4, year=2022)),
    case("last_year", "去年居民健康素养水平为25.1%。", level(25.1, year=2021)),
    case(
        "to_the_end_of_a_month",
        "截至5月底，全市新增床位620张。",
        Want("620", 620, "张", code="NEW_BED_COUNT", period=("2022-01-01", "2022-05-31")),
        title=HALF_YEAR,
        published_on=date(2022, 7, 5),
    ),
    case(
        "half_year_bulletin",
        "全市总诊疗人次860万人次。",
        Want("860", 8_600_000, "人次", period=("2022-01-01", "2022-06-30")),
        title=HALF_YEAR,
        published_on=date(2022, 7, 5),
    ),
    case(
        "half_year_said",
        "上半年，全市总诊疗人次860万人次。",
        Want("860", 8_600_000, "人次", period=("2022-01-01", "2022-06-30")),
    ),
    case(
        "three_quarters",
        "前三季度，全市门急诊人次1020万人次。",
        Want("1020", 10_200_000, "人次", period=("2022-01-01", "2022-09-30")),
    ),
    case(
        "months",
        "1-9月，全市门急诊人次1020万人次。",
        Want("1020", 10_200_000, "人次", period=("2022-01-01", "2022-09-30")),
    ),
    case(
        "months_over_the_turn_of_a_year",
        "9—5月，全市接种流感疫苗12万人。",
        Want("12", 120_000, "人", period=("2021-09-01", "2022-05-31")),
    ),
    case(
        "target_year",
        "到2025年，居民健康素养水平达到30%。",
        Want("30", 30, "%", kind="target", year=2025),
    ),
    case(
        "five_year_plan",
        "“十四五”期间，全市新增床位5000张。",
        Want("5000", 5000, "张", code="NEW_BED_COUNT", period=("2021-01-01", "2025-12-31"), kind="target"),
        title=PLAN,
    ),
    case(
        "finished_five_year_plan",
        "“十三五”期间，全市累计新增床位4200张。",
        Want("4200", 4200, "张", period=("2016-01-01", "2020-12-31"), kind="actual"),
    ),
    case(
        "plan_year",
        "居民健康素养水平达到30%。",
        Want("30", 30, "%", kind="target", period=("2023-01-01", "2023-12-31")),
        title=PLAN,
    ),
    case(
        "end_of_year",
        "2021年末，全市医疗卫生机构床位数4.1万张。",
        Want("4.1", 41_000, "张", code="BED_COUNT", year=2021),
    ),
    case(
        "compared_with_a_year",
        "居民健康素养水平达26.4%，比2020年提高3.3个百分点。",
        level(26.4, year=2022),
        Want("3.3", 3.3, "百分点", code="HEALTH_LITERACY_RATE", measure="change", year=2022),
    ),
    case(
        "year_in_brackets",
        "居民健康素养水平26.4%（2021年为25.1%）。",
        level(26.4, year=2022),
        level(25.1, year=2021),
    ),
    case(
        "year_before_the_change",
        "2021年居民健康素养水平达25.1%，较2020年提高2.2个百分点；2022年达26.4%。",
        level(25.1, year=2021),
        Want("2.2", 2.2, "百分点", code="HEALTH_LITERACY_RATE", measure="change", year=2021),
        level(26.4, year=2022),
    ),
    case(
        "quarter",
        "一季度，全市门急诊人次380万人次。",
        Want("380", 3_800_000, "人次", code="OUTPATIENT_EMERGENCY_COUNT", period=("2022-01-01", "2022-03-31")),
    ),
    case(
        "to_a_day",
        "截至2022年9月15日，全市新增托位1320个。",
        Want("1320", 1320, "个", code="NEW_CHILDCARE_PLACE_COUNT", period=("2022-01-01", "2022-09-15")),
    ),
    case(
        "one_month",
        "2022年8月，全市报告法定传染病1260例。",
        Want("1260", 1260, "例", code="NOTIFIABLE_TOTAL_CASES", period=("2022-08-01", "2022-08-31")),
    ),
    case(
        "next_year_in_a_report",
        "2023年，力争居民健康素养水平达到28%。",
        level(28, kind="target", year=2023),
    ),
    case(
        "year_before_last",
        "居民健康素养水平由前年的23.1%提高到26.4%。",
        level(23.1, year=2020),
        level(26.4, year=2022),
    ),
    case(
        "to_the_end_of_the_plan",
        "到“十四五”末，居民健康素养水平达到30%。",
        level(30, kind="target", year=2025),
        title=PLAN,
    ),
    case(
        "two_years_in_a_row",
        "2020年、2021年全市居民健康素养水平分别为23.1%、25.1%。",
        level(23.1, year=2020),
        level(25.1, year=2021),
    ),
)


@pytest.mark.parametrize("reading", CASES, ids=lambda reading: reading.name)
def test_period(reading: Case) -> None:
    assert reading.problems() == []


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2023, 2, 28), (2024, 2, 29), (2000, 2, 29), (1900, 2, 28), (2023, 12, 31), (2023, 4, 30)],
)
def test_month_end(year: int, month: int, day: int) -> None:
    assert month_end(year, month) == date(year, month, day)


@pytest.mark.parametrize(
    ("part", "start", "end"),
    [
        ("上半年", date(2022, 1, 1), date(2022, 6, 30)),
        ("下半年", date(2022, 7, 1), date(2022, 12, 31)),
        ("前三季度", date(2022, 1, 1), date(2022, 9, 30)),
        ("一季度", date(2022, 1, 1), date(2022, 3, 31)),
        ("第四季度", date(2022, 10, 1), date(2022, 12, 31)),
    ],
)
def test_part_of_year(part: str, start: date, end: date) -> None:
    period = part_of_year(part, 2022)
    assert (period.start, period.end, period.year) == (start, end, 2022)


@pytest.mark.parametrize(
    ("title", "genre", "year", "planned"),
    [
        ("岳阳市2022年卫生健康工作总结", "summary", 2022, 2023),
        ("岳阳市2022年卫生健康工作总结和2023年工作计划", "summary", 2022, 2023),
        ("2021年岳阳市卫生健康事业发展统计公报", "communique", 2021, 2022),
    ],
)
def test_years_of_a_bulletin(title: str, genre: str, year: int, planned: int) -> None:
    periods = bulletin_period(title, "", genre, None)
    assert periods.year == year
    assert periods.reported is not None
    assert periods.reported.year == year
    assert periods.planned is not None
    assert periods.planned.year == planned


def test_a_text_without_any_year_has_none() -> None:
    periods = bulletin_period("卫生健康工作总结", "全市卫生健康工作稳步推进。", "summary", None)
    assert (periods.reported, periods.planned, periods.year) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("到20xx年，全县居民健康素养水平达26%以上，农村卫生厕所普及率达90%以上。", ["target", "target"]),
        ("我市这些年慢性病导致的死亡占总死亡人数的80%，已成为主要死因。", ["actual"]),
        ("要充分发挥我市8个国家级临床重点专科的优势，带动学科发展。", ["actual"]),
    ],
)
def test_kind_said_beside_the_value(text: str, kinds: list[str]) -> None:
    assert [mention["kind"] for mention in mentions_of(text, title=PLAN if "发挥" in text else SUMMARY)] == kinds


def test_the_earlier_year_of_a_pair_is_not_the_year_of_the_report() -> None:
    text = "全市居民健康素养水平由2019年的23.1%提高到2022年的31.8%。"
    mentions = mentions_of(text, title=None, published_on=None)
    assert [(mention["year"], mention["kind"]) for mention in mentions] == [(2019, "actual"), (2022, "actual")]


@pytest.mark.parametrize(
    "text",
    [
        "——2024年2月2日在河池市第五届人民代表大会第五次会议上\n各位代表：\n全市新增医疗床位620张。",
        "2024年1月31日在黔东南州第十五届人民代表大会第四次会议上\n一、2023年工作回顾\n新增医疗床位620张。",
        "一、2023年政府工作回顾\n新增医疗床位620张。\n2024年，2024年，2024年各项工作。",
        "2023年是开局之年。各位代表！\n新增医疗床位620张。\n2024年，我们继续努力。2024年，各项工作。",
        "2023年，全市各级真抓实干。\n工业比重从2020年的28%提升到35%，2020年起新增医疗床位620张。",
    ],
)
def test_a_government_report_tells_of_the_year_before_the_meeting(text: str) -> None:
    bulletins = extract_text(text, title=None, published_on=None).bulletins
    assert bulletins["year"].to_list() == [2023]


@pytest.mark.parametrize(
    ("text", "title", "wants"),
    [
        (
            "一、发展基础\n“十二五”期间，居民健康素养水平达21.4%。\n二、主要目标\n居民健康素养水平达到30%。",
            "岳阳市“十三五”卫生与健康规划",
            [(2015, "actual"), (2020, "target")],
        ),
        (
            "2011年，全市居民健康素养水平达11.4%。孕产妇系统管理率90.1%。\n"
            "2012年，全市居民健康素养水平达12.4%。孕产妇系统管理率91.1%。",
            None,
            [(2011, "actual"), (2011, "actual"), (2012, "actual"), (2012, "actual")],
        ),
        ("发布时间：2025-03-19 09:19\n3月13日，全市现有医院118家。", None, [(2025, "actual")]),
        ("发布时间：2025-03-19 09:19\n全市共有医院118家。", None, [(2024, "actual")]),
        (
            "组织实施健康行动，实现产前筛查率90%以上、新生儿疾病筛查率95%以上的目标。落实奖励扶助政策，母婴设施配置率达90%以上。",
            None,
            [(None, "target"), (None, "target"), (None, "target")],
        ),
        ("扎实推进民心工程，组织开展入户服务22.8万余人次。", None, [(None, "actual")]),
        ("发布时间：2012-03-08\n会议透露，去年全市出生率10.81‰。", None, [(2011, "actual")]),
        ("发布时间：2019年06月26日12:33\n2018年，全市现有医院105家。", None, [(2018, "actual")]),
        ("2019年，全市卫生总费用预计达65.9亿元。", None, [(2019, "actual")]),
        (
            "10月12日，市卫生健康委发布《2022年岳阳市卫生健康事业发展统计公报》。全市共有医院80家。",
            None,
            [(2022, "actual")],
        ),
    ],
)
def test_year_and_kind_of_a_passage(text: str, title: str | None, wants: list[tuple[int | None, str]]) -> None:
    found = mentions_of(text, title=title, published_on=None)
    assert [(mention["year"], mention["kind"]) for mention in found] == wants


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        (
            "全市出生缺陷发生率由“十二五”末的148.2/万下降到去年的101.6/万。",
            [(2015, "actual"), (2021, "actual")],
        ),
        ("居民健康素养水平从2012年的9.1%增长到目前的26.4%。", [(2012, "actual"), (2022, "actual")]),
        ("2016—2020年，居民健康素养水平从11.6%提高到23.2%。", [(2016, "actual"), (2020, "actual")]),
        (
            "居民健康素养水平26.4%，较2021年的25.1%和2020年的23.2%明显提高。",
            [(2022, "actual"), (2021, "actual"), (2020, "actual")],
        ),
        ("居民健康素养水平32.4%，提前两年实现“十四五”目标（30%）。", [(2022, "actual"), (2025, "target")]),
        ("每千人口托位数2.9个，离“十四五”要求的4.6个还差不少。", [(2022, "actual"), (2025, "target")]),
        ("电子健康档案使用率51%，低于市定60%的红线。", [(2022, "actual"), (2022, "target")]),
        ("居民健康素养水平26.4%，年底前要分别达到28%以上。", [(2022, "actual"), (2022, "target")]),
        ("最大日检测能力由去年底的2.4万份提高到8.1万份。", [(2021, "actual"), (2022, "actual")]),
        ("出生人口性别比由117.3降到112.8。", [(None, "actual"), (2022, "actual")]),
        ("从2020年开始，连续开展义诊，新增中医馆12个。", [(2022, "actual")]),
    ],
)
def test_year_and_kind_of_a_value_and_what_it_is_held_against(text: str, wants: list[tuple[int | None, str]]) -> None:
    found = mentions_of(text)
    assert [(mention["year"], mention["kind"]) for mention in found] == wants


def test_a_plan_on_top_of_last_years_figure() -> None:
    found = mentions_of("县域内就诊率在2022年85.1%的基础上提高2个百分点，基层诊疗量占比力争达到60%。", title=PLAN)
    assert [(m["year"], m["kind"]) for m in found] == [(2022, "actual"), (2023, "target"), (2023, "target")]


QUESTION = "主持人：请介绍工作进展。\n李副主任：今年1—9月，全市总诊疗860万人次。比改革前的2017年，流程更加顺畅。"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (f"发布时间：2021-11-19 09:12 来源：岳阳发布\n{QUESTION}", 2021),
        (f"岳阳日报\n2021年11月19日 09:12\n来源：岳阳发布\n{QUESTION}", 2021),
        ("记者：请介绍情况。\n李主任：目前全市共有中医馆45个。\n2022年8月9日\n", 2022),
        ("居民健康素养水平由2018年的14.1%提升至2022年的26.4%。2018年，全市启动这项工作。", 2022),
        ("力争居民健康素养水平由2018年的14.1%提高到2025年的30%。2018年，全市启动这项工作。", 2018),
    ],
)
def test_year_of_a_report_that_its_title_does_not_tell(text: str, year: int) -> None:
    assert extract_text(text, title=None, published_on=None).bulletins["year"].to_list() == [year]


def test_news_told_early_in_a_year_reports_on_the_one_before() -> None:
    text = (
        "发布时间：2022-02-18\n记者：请介绍情况。\n李主任：全市共有中医馆45个。去年新增中医馆12个，今年新增中医馆2个。"
    )
    found = mentions_of(text, title=None, published_on=None)
    assert [mention["year"] for mention in found] == [2021, 2021, 2022]


@pytest.mark.parametrize(
    ("title", "wants"),
    [
        ("2024年岳阳市十件民生实事", (2024, "target")),
        ("关于实施2024年卫生健康为民服务实事项目的通知", (2024, "target")),
        ("2024年岳阳市民生实事完成情况", (2024, "actual")),
    ],
)
def test_a_list_of_services_promised_for_a_year(title: str, wants: tuple[int, str]) -> None:
    found = mentions_of(f"{title}\n开展1200名乡村医生培训。为超3万名适龄妇女免费提供筛查。", None, None)
    assert [(mention["year"], mention["kind"]) for mention in found] == [wants, wants]


def test_the_next_speaker_does_not_go_on_in_the_plans_of_the_one_before() -> None:
    text = (
        "岳阳日报记者：请介绍情况。\n下一步，我们将完善服务体系，新增中医馆20个。\n"
        "湖南日报记者：\n请介绍心理健康服务。\n市教育局副局长张某某：\n全市为学生建立心理健康档案53万份。"
    )
    assert [mention["kind"] for mention in mentions_of(text)] == ["target", "actual"]


def test_a_paragraph_on_what_was_achieved_asks_for_nothing() -> None:
    text = "医改取得重要进展。优化资源配置，推进医联体建设，开展综合改革，84%的县级医院达到二级以上水平。"
    assert [mention["kind"] for mention in mentions_of(text, title=None)] == ["actual"]


def test_what_is_compared_with_is_no_year_of_the_value() -> None:
    found = mentions_of(
        "前三季度，公立医院药占比24.9%，去年同期是26.3%。县域内就诊率比改革前的2018年提高了6.2个百分点。"
    )
    assert [mention["year"] for mention in found] == [2022, 2021, 2022]


def test_a_paragraph_that_told_what_was_done_goes_on_telling() -> None:
    text = (
        "全省举办了科普大赛，征集了大量作品。组织开展自救互救培训566次，培训群众51913人，加强科普宣传，推进健康教育。"
    )
    assert {mention["kind"] for mention in mentions_of(text, title=None)} == {"actual"}


def test_a_range_widened_is_no_counted_noun() -> None:
    found = mentions_of("重点职业病监测病种由原来的10种扩大到28种。")
    assert [(m["value"], m["year"], m["metric_text"]) for m in found] == [
        (10, None, "重点职业病监测病种数"),
        (28, 2022, "重点职业病监测病种数"),
    ]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("孕产妇死亡率8.1/10万，控制在省定12/10万的红线以内。", (12, "/10万", "<=", "MATERNAL_MORTALITY_RATIO")),
        ("每千人口床位数6.9张，距“十四五”规划8.3张的目标还有差距。", (8.3, "张", "=", "BEDS_PER_1000")),
    ],
)
def test_a_limit_has_the_metric_that_is_held_against_it(text: str, limit: tuple[float, str, str, str]) -> None:
    reached, target = mentions_of(text)
    assert (reached["kind"], target["kind"]) == ("actual", "target")
    assert tuple(target[field] for field in ("value", "unit", "comparator", "metric_code")) == limit


def test_a_change_on_top_of_a_figure_has_its_metric() -> None:
    found = mentions_of("居民健康素养水平在2022年28.1%基础上提升2个百分点。", title=PLAN)
    assert [(m["metric_code"], m["year"]) for m in found] == [
        ("HEALTH_LITERACY_RATE", 2022),
        ("HEALTH_LITERACY_RATE", 2023),
    ]


def test_the_same_months_of_last_year_do_not_make_a_report_last_years() -> None:
    text = "日期：2023-07-18\n今年全市新增床位300张。去年同期新增床位210张。"
    assert [mention["kind"] for mention in mentions_of(text, title=None, published_on=None)] == ["actual", "actual"]


def test_since_an_event_is_no_year_of_the_value() -> None:
    assert [mention["year"] for mention in mentions_of("2003年非典以来，全市建成发热门诊32个。")] == [2022]


def test_a_year_striven_for_is_not_the_reports() -> None:
    text = "近年来，全市每千人口床位数从2015年的4.8张提高到2022年的7.2张。下一步，力争2025年全面达标。"
    assert extract_text(text, title=None, published_on=None).bulletins["year"].to_list() == [2022]


def test_years_to_reach_pair_with_the_values_that_follow_them() -> None:
    found = mentions_of("到2025年和2030年，居民健康素养水平提升到30%和35%。", title=PLAN)
    assert [(m["value"], m["year"]) for m in found] == [(30, 2025), (35, 2030)]


def test_a_chapter_on_five_years_plans_for_all_of_them() -> None:
    text = (
        "一、工作回顾\n新增床位620张。\n二、“十五五”时期主要目标任务\n人均预期寿命达81岁。\n"
        "三、2026年工作安排\n新增床位300张。"
    )
    found = mentions_of(text, title="岳阳市2025年卫生健康工作总结", published_on=date(2026, 1, 16))
    spans = [(m["kind"], m["period_start"].year, m["period_end"].year) for m in found]
    assert spans == [("actual", 2025, 2025), ("target", 2026, 2030), ("target", 2026, 2026)]


def test_a_chronicle_is_read_year_by_year() -> None:
    text = "1954年，全县有接生站6个。全年新法接生率64.7%。1957年，全县有接生站35个。新法接生率88.9%。"
    found = mentions_of(text, title="平江县志 卫生篇", published_on=None)
    assert [m["year"] for m in found] == [1954, 1954, 1957, 1957]


def test_years_to_reach_are_not_the_reports() -> None:
    text = "慢性病死亡占总死亡人数的88%。到2022年和2030年，居民健康素养水平分别不低于22%和30%。"
    found = mentions_of(text, title="关于实施健康行动的意见", published_on=date(2019, 6, 24))
    assert [m["year"] for m in found] == [2019, 2022, 2030]


def test_that_year_is_the_one_just_named() -> None:
    found = mentions_of("对比2011年：当年全市卫生机构805个，病床9781张。")
    assert [m["year"] for m in found] == [2011, 2011]


def test_a_report_with_plans_behind_it_is_no_plan() -> None:
    text = "一、日常监督\n监督覆盖率68.3%。\n二、下半年思路\n监督覆盖率达到100%。"
    found = mentions_of(text, title="平江县卫生监督所2016年上半年工作小结及下半年思路", published_on=None)
    assert [m["kind"] for m in found] == ["actual", "target"]


def test_a_chapter_on_a_later_year_plans() -> None:
    text = "一、2018年工作回顾\n健康素养水平15.5%。\n二、2019年怎么抓\n健康素养水平17.5%。"
    found = mentions_of(text, title="在2019年全市卫生健康工作会议上的讲话", published_on=None)
    assert [(m["kind"], m["year"]) for m in found] == [("actual", 2018), ("target", 2019)]


def test_a_chapter_on_how_work_goes_on_reports() -> None:
    text = "一、概况\n床位620张。\n二、重点工作推进情况\n县域内就诊率90.4%。"
    assert [m["kind"] for m in mentions_of(text)] == ["actual", "actual"]


def test_when_something_was_founded_is_not_when_it_counts() -> None:
    found = mentions_of("县总医院于2020年9月挂牌，整合13个乡镇卫生院，覆盖常住人口37.9万人。")
    assert {m["year"] for m in found} == {2022}


def test_a_plan_starts_from_what_there_is() -> None:
    found = mentions_of("紧密型县域医共体从38个扩大到70个。", title=PLAN)
    assert [(m["value"], m["kind"]) for m in found] == [(38, "actual"), (70, "target")]


SPEECH = "在2024年全市卫生健康工作会议上的讲话"
LOOKS_BACK = "回顾总结2023年工作，部署今年任务。\n一、2023年工作回顾\n"


def test_the_key_year_opens_what_is_planned() -> None:
    text = (
        f"{LOOKS_BACK}全市居民健康素养水平达30.1%。\n三、突出重点，再上新台阶\n"
        "今年是“十四五”规划的关键一年。主要预期目标是：居民健康素养水平达到31%以上。\n"
        "一要在改革上求突破。新建县域医疗卫生次中心12个。"
    )
    found = mentions_of(text, title=SPEECH, published_on=None)
    assert [(m["kind"], m["year"]) for m in found] == [("actual", 2023), ("target", 2024), ("target", 2024)]


def test_the_key_year_of_a_summary_is_its_own() -> None:
    found = mentions_of("2022年是“十四五”规划的关键一年。居民健康素养水平达26.4%。")
    assert [(m["kind"], m["year"]) for m in found] == [("actual", 2022)]


def test_last_year_in_a_speech_is_the_one_before_it() -> None:
    text = f"{LOOKS_BACK}床位数4.2万张。\n今年要把基本公共卫生服务人均补助标准由去年的89元提高到94元。"
    found = mentions_of(text, title=SPEECH, published_on=None)
    assert [(m["value"], m["year"]) for m in found[1:]] == [(89, 2023), (94, 2024)]


def test_the_same_time_of_last_year_that_a_pair_starts_from() -> None:
    found = mentions_of("门诊次均费用由去年同期的142.8元降到135.1元。")
    assert [m["year"] for m in found] == [2021, 2022]


def test_months_of_this_year_behind_another_year() -> None:
    text = "老年人健康管理率2021年达74.3%，今年1至8月已为81.4万名老年人免费体检。"
    assert [m["year"] for m in mentions_of(text)] == [2021, 2022]


def test_what_a_plan_looks_back_on_is_told_from_the_year_before() -> None:
    text = "一、2022年工作回顾\n患者平均住院日由上年的8.4天缩短为8.1天。\n二、2023年重点工作\n新增床位300张。"
    assert [m["year"] for m in mentions_of(text, title=PLAN)] == [2021, 2022, 2023]


PRESS = "岳阳市“十四五”卫生健康事业发展成就新闻发布会\n2025年9月18日\n"


def test_up_to_now_is_reached_though_the_year_is_not_over() -> None:
    text = f"{PRESS}2024年全市总诊疗人次2100万人次。截至今年8月底，全市组建家庭医生团队1250个。目前共有托位2.1万个。"
    found = mentions_of(text, title=None, published_on=None)
    assert [(m["kind"], m["year"]) for m in found] == [("actual", 2024), ("actual", 2025), ("actual", 2025)]


FIVE_YEARS = "夷陵区卫生健康局“十三五”工作总结及“十四五”工作思路"


def test_five_years_summed_up_end_with_their_last() -> None:
    text = (
        "来源:区卫生健康局 时间:2021-02-26\n一、“十三五”工作回顾\n床位数4200张。\n"
        "二、“十四五”工作思路\n每千人口床位数达到7.5张。"
    )
    found = mentions_of(text, title=FIVE_YEARS, published_on=None)
    assert [(m["kind"], m["year"]) for m in found] == [("actual", 2020), ("target", 2025)]


def test_a_project_named_after_a_plan_is_no_time() -> None:
    text = "抓好“十三五”规划项目扫尾，全年完成卫生项目投资9亿元。"
    assert [m["year"] for m in mentions_of(text)] == [2022]


def test_last_year_in_news_of_a_report_is_the_reported_one() -> None:
    text = (
        "我市发布居民健康“白皮书”\n2023-04-09 08:17 来源:民生网\n本报讯(记者 周某) 白皮书显示，"
        "2022年全市人均期望寿命81.36岁。\n去年全市活产数19472人。"
    )
    assert [m["year"] for m in mentions_of(text, title=None, published_on=None)] == [2022, 2022]


def test_what_the_press_tells_late_in_the_year_has_come_about() -> None:
    text = f"{PRESS}2024年全市总诊疗人次2100万人次。今年前三季度上门服务9800多人次。"
    assert [m["kind"] for m in mentions_of(text, title=None, published_on=None)] == ["actual", "actual"]


def test_the_year_before_in_a_report_to_the_annual_conference() -> None:
    text = (
        "回顾去年工作。\n一、2019年工作回顾\n过去一年，孕产妇死亡率由上年的17.9/10万降到15.3/10万。去年新增床位620张。"
    )
    found = mentions_of(text, title="在2020年全省卫生健康工作会议上的报告", published_on=None)
    assert [m["year"] for m in found] == [2018, 2019, 2019]
