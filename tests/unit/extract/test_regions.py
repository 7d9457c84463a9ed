"""The region that a figure describes."""

import pytest
from reading import CHINA, HUNAN, YUEYANG, Case, Want, case, extract_text, mentions_of

from extract.regions import names_in, region_index, resolve


def rate(value: float, region: str, **fields: object) -> Want:
    return Want(f"{value}", value, "%", region=region, **fields)  # type: ignore[arg-type]


CASES = (
    case("whole_city", "全市居民健康素养水平达26.4%。", rate(26.4, YUEYANG)),
    case("our_city", "我市居民健康素养水平达26.4%。", rate(26.4, YUEYANG)),
    case("nothing_said", "居民健康素养水平达26.4%。", rate(26.4, YUEYANG)),
    case("nation", "2022年全国居民健康素养水平为27.78%。", rate(27.78, CHINA)),
    case("province", "全省居民健康素养水平为25.9%。", rate(25.9, HUNAN)),
    case("own_county", "平江县居民健康素养水平达24.3%。", rate(24.3, "430626")),
    case(
        "counties_listed",
        "其中岳阳楼区县域内就诊率93.1%、平江县88.2%、汨罗市90.4%。",
        rate(93.1, "430602"),
        rate(88.2, "430626"),
        rate(90.4, "430681"),
    ),
    case(
        "city_then_county",
        "全市居民健康素养水平达26.4%，其中平江县达24.3%。",
        rate(26.4, YUEYANG),
        rate(24.3, "430626"),
    ),
    case(
        "compared_with_the_province",
        "全市居民健康素养水平达26.4%，高于全省平均水平1.2个百分点。",
        rate(26.4, YUEYANG),
        Want("1.2", 1.2, "百分点", measure="change", region=YUEYANG),
    ),
    case(
        "whole_district",
        "全区居民健康素养水平达31.2%。",
        rate(31.2, "430603"),
        title="岳阳市云溪区2022年卫生健康工作总结",
    ),
    case(
        "whole_autonomous_region",
        "全区居民健康素养水平达23.4%。",
        rate(23.4, "450000"),
        title="广西壮族自治区2022年卫生健康工作总结",
    ),
    case("whole_county", "全县居民健康素养水平达24.3%。", rate(24.3, "430626"), title="平江县2022年卫生健康工作总结"),
    case(
        "drum_tower_of_nanjing",
        "鼓楼区居民健康素养水平达41.3%。",
        rate(41.3, "320106"),
        title="南京市2022年卫生健康工作总结",
    ),
    case(
        "drum_tower_of_fuzhou",
        "鼓楼区居民健康素养水平达38.2%。",
        rate(38.2, "350102"),
        title="福州市2022年卫生健康工作总结",
    ),
    case(
        "drum_tower_of_xuzhou",
        "鼓楼区居民健康素养水平达35.6%。",
        rate(35.6, "320302"),
        title="徐州市2022年卫生健康工作总结",
    ),
    case(
        "drum_tower_of_kaifeng",
        "鼓楼区居民健康素养水平达33.9%。",
        rate(33.9, "410204"),
        title="开封市2022年卫生健康工作总结",
    ),
    case(
        "county_before_it_was_a_district",
        "望城县县域内就诊率88.1%。",
        rate(88.1, "430122"),
        title="长沙市2009年卫生工作总结",
    ),
    case("district_since", "望城区县域内就诊率91.5%。", rate(91.5, "430112"), title="长沙市2022年卫生健康工作总结"),
    case(
        "average_of_the_nation_in_brackets",
        "孕产妇死亡率6.8/10万，低于全国平均水平（16.1/10万）。",
        Want("6.8", 6.8, "/10万", code="MATERNAL_MORTALITY_RATIO", region=YUEYANG),
        Want("16.1", 16.1, "/10万", code="MATERNAL_MORTALITY_RATIO", region=CHINA),
    ),
    case(
        "average_of_the_province_in_brackets",
        "居民健康素养水平达26.4%，高于全省平均水平（25.2%）。",
        rate(26.4, YUEYANG, code="HEALTH_LITERACY_RATE"),
        rate(25.2, HUNAN, code="HEALTH_LITERACY_RATE"),
    ),
    case(
        "the_city_above_a_county",
        "2022年岳阳市居民健康素养水平为26.4%，平江县为24.3%。",
        rate(26.4, YUEYANG),
        rate(24.3, "430626"),
        title="平江县2022年卫生健康工作总结",
    ),
    case(
        "whole_city_in_a_county_bulletin",
        "全县居民健康素养水平达24.3%，全市居民健康素养水平为26.4%。",
        rate(24.3, "430626"),
        rate(26.4, YUEYANG),
        title="岳阳市平江县2022年卫生健康工作总结",
    ),
    case(
        "another_province",
        "上海市居民健康素养水平达39.4%，我市为26.4%。",
        rate(39.4, "310000"),
        rate(26.4, YUEYANG),
    ),
    case(
        "counties_with_values_behind",
        "县域内就诊率居前三位的是岳阳楼区（93.1%）、汨罗市（91.4%）和君山区（90.8%）。",
        rate(93.1, "430602", code="COUNTY_VISIT_RATE"),
        rate(91.4, "430681", code="COUNTY_VISIT_RATE"),
        rate(90.8, "430611", code="COUNTY_VISIT_RATE"),
    ),
    case(
        "counties_paired_with_values",
        "平江县、华容县、临湘市县域内就诊率分别为88.2%、89.5%、90.1%。",
        rate(88.2, "430626"),
        rate(89.5, "430623"),
        rate(90.1, "430682"),
    ),
    case("anonymised", "全县居民健康素养水平达24.3%。", rate(24.3, ""), title="xx县2022年卫生健康工作总结"),
)


@pytest.mark.parametrize("reading", CASES, ids=lambda reading: reading.name)
def test_region(reading: Case) -> None:
    assert reading.problems() == []


@pytest.mark.parametrize(
    ("name", "year", "within", "code"),
    [
        ("鼓楼区", 2022, "320100", "320106"),
        ("鼓楼区", 2022, "350100", "350102"),
        ("鼓楼区", 2022, "410000", "410204"),
        ("鼓楼区", 2022, None, None),
        ("鼓楼区", 2022, "430600", None),
        ("襄樊市", 2009, None, "420600"),
        ("襄阳市", 2021, None, "420600"),
        ("望城县", 2009, "430100", "430122"),
        ("望城区", 2022, "430100", "430112"),
        ("不存在县", 2022, None, None),
    ],
)
def test_resolve(name: str, year: int, within: str | None, code: str | None) -> None:
    region = resolve(name, year, within)
    assert (region.code if region else None) == code


@pytest.mark.parametrize(
    ("code", "year", "name"), [("420600", 2009, "襄樊市"), ("420600", 2021, "襄阳市"), ("420600", None, "襄阳市")]
)
def test_name_in_a_year(code: str, year: int | None, name: str) -> None:
    assert region_index().name_of(code, year) == name


def test_names_in_takes_the_longest() -> None:
    text = "湖南省岳阳市岳阳楼区和内蒙古自治区"
    assert [name for _, _, name in names_in(text)] == ["湖南省", "岳阳市", "岳阳楼区", "内蒙古自治区"]
    assert all(text[start:end] == name for start, end, name in names_in(text))


@pytest.mark.parametrize("text", ["市辖区的医院", "开发区和新区", "社区", "全市"])
def test_names_in_knows_no_generic_word(text: str) -> None:
    assert names_in(text) == []


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("岳阳市卫生健康委2022年工作总结", "430600"),
        ("湖南省2022年卫生健康事业发展统计公报", "430000"),
        ("湖南省岳阳市平江县2022年卫生健康工作总结", "430626"),
        ("重庆市万州区2022年卫生健康工作总结", "500101"),
        ("襄樊市2009年卫生事业发展统计公报", "420600"),
        ("2022年我国卫生健康事业发展统计公报", "100000"),
        ("xx市2022年卫生健康工作总结", None),
    ],
)
def test_reporting_region(title: str, code: str | None) -> None:
    bulletins = extract_text("居民健康素养水平达26.4%。", title=title).bulletins
    assert bulletins["region_code"].to_list() == [code]


def test_region_from_the_text_where_no_title_is_known() -> None:
    text = "平江县2022年卫生健康工作总结\n2022年，全县居民健康素养水平达24.3%。\n平江县卫生健康局\n2023年1月5日"
    extraction = extract_text(text, title=None, published_on=None)
    assert extraction.mentions["region_code"].to_list() == ["430626"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("岳阳市统计局 国家统计局岳阳调查队\n2022年，全市居民健康素养水平达24.3%，全市居民较为满意。", "430600"),
        ("2022年，全市居民健康素养水平达24.3%，全市各级用好平台。\n平台由岳阳市卫生信息中心管理。", "430600"),
        # one place that is named by the way is not the place of a masked text
        ("2022年，xx市居民健康素养水平达24.3%，全市各级学习了岳阳市的经验。", None),
        ("记者从国家卫生健康委获悉，居民健康素养水平达24.3%，中国正加快推进健康行动。", "100000"),
        ("31个省（区、市）及新疆生产建设兵团报告，居民健康素养水平达24.3%。", "100000"),
        ("目前岳阳市居民健康素养水平达24.3%。岳阳拥有多家医院，岳阳居民就近看病。", "430600"),
        ("加大重点人群健康保障力度，居民健康素养水平达24.3%。", None),
        ("岳阳市统计局：2022年全市居民健康素养水平达24.3%，全市继续提升。", "430600"),
        # 和县 stands by chance in 市和县
        ("2022年，全县居民健康素养水平达24.3%，市和县两级一起努力，全县满意。", None),
    ],
)
def test_region_that_the_text_names_once(text: str, code: str | None) -> None:
    extraction = extract_text(text, title=None, published_on=None)
    assert extraction.mentions["region_code"].to_list() == [code]


GOVERNMENT_REPORT = (
    "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n一、2023年工作回顾\n"
    "{0}综合实力跃升全省第二。{0}高新区获批，{0}港开港，居全省第一。承办全省现场会，省委、省政府给予表扬。\n"
    "全市新增医疗床位620张。{0}大学附属医院投用，与南京、苏州开展合作。"
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GOVERNMENT_REPORT.format("南通"), "320600"),
        (GOVERNMENT_REPORT.format("连云港"), "320700"),  # 连云 is a district of it
        (GOVERNMENT_REPORT.format("xx"), None),
        (GOVERNMENT_REPORT.format("该市"), None),
        (
            "2023年，我州新增医疗床位620张。阿坝空气质量全省第一，全省首个，全省前列。阿坝机场、阿坝牦牛、阿坝红",
            "513200",
        ),
    ],
)
def test_region_of_a_report_without_a_title(text: str, code: str | None) -> None:
    extraction = extract_text(text, title=None, published_on=None)
    assert extraction.mentions["region_code"].to_list() == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("创建全国急救教育试点学校，新增急救站126个。", YUEYANG),
        ("承办全省中医药发展大会，新增中医馆12个。", YUEYANG),
        ("浙江省人民医院岳阳医院获批，门诊量达4万人次。", YUEYANG),
        ("2022年，全省新增中医馆126个。", HUNAN),
        ("2022年湖南全省新增中医馆126个。", HUNAN),
    ],
)
def test_a_region_above_governs_only_what_it_opens(text: str, code: str) -> None:
    assert extract_text(text).mentions["region_code"].to_list() == [code]


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        (
            "县域内就诊率平江、湘阴、汨罗分别是91.2%、90.4%和88.6%。",
            [("430626", 91.2), ("430624", 90.4), ("430681", 88.6)],
        ),
        ("汨罗市、华容县县域内就诊率分别达到90.1%、89.3%。", [("430681", 90.1), ("430623", 89.3)]),
        (
            "平江、华容两个县推行县乡一体，县域内就诊率分别达到90.1%和89.3%。",
            [("430626", 90.1), ("430623", 89.3)],
        ),
        (
            "平江、华容县域内就诊率分别达到90.1%、89.3%，两县均未达到95%的考核目标。",
            [("430626", 90.1), ("430623", 89.3), (YUEYANG, 95)],
        ),
    ],
)
def test_places_and_values_pair_in_order(text: str, wants: list[tuple[str, float]]) -> None:
    found = mentions_of(text)
    assert [(m["region_code"], m["value"]) for m in found] == wants
    assert {m["metric_code"] for m in found} == {"COUNTY_VISIT_RATE"}


def test_a_limit_that_was_not_broken_is_an_upper_one() -> None:
    found = mentions_of("公立医院医疗费用增幅为5.9%，未突破省定8%的红线。县域内就诊率88%，两地均未达到90%的目标。")
    assert [(m["kind"], m["measure"], m["comparator"]) for m in found] == [
        ("actual", "change_pct", "="),
        ("target", "change_pct", "<="),
        ("actual", "level", "="),
        ("target", "level", ">="),
    ]
    assert found[1]["metric_text"] == found[0]["metric_text"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("浙江宁波，92%的社区卫生服务中心设有中医馆。", "330200"),
        ("浙江省宁波市人民政府副市长介绍，居民健康素养水平达到41%。", "330200"),
        ("黑龙江哈尔滨，92%的社区卫生服务中心设有中医馆。", "230100"),
        ("浙江宁静的村庄里，92%的村卫生室设有中医馆。", CHINA),
    ],
)
def test_a_city_by_its_short_name_beside_its_province(text: str, code: str) -> None:
    national = "国家卫生健康委：我国居民健康素养水平持续提升。全国各地推进健康中国建设，全国行动。\n"
    assert mentions_of(national + text, title=None, published_on=None)[-1]["region_code"] == code


def test_a_place_by_its_short_name_beside_its_units() -> None:
    found = mentions_of("累计为平江8个乡镇共计53所学校提供团体心理辅导。")
    assert found[-1]["region_code"] == "430626"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("健康县区建设", []),
        ("省、市和县级医院", []),
        ("铸就健康县城", []),
        ("甘肃省康县", ["甘肃省", "康县"]),
        ("安徽和县", ["和县"]),
        ("在康县召开", ["康县"]),
        ("广宁县人民医院", ["广宁县"]),
    ],
)
def test_a_name_of_two_characters_stands_apart(text: str, found: list[str]) -> None:
    assert [name for _, _, name in names_in(text)] == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("全省动员。在粤就业人员，粤东粤西粤北地区，服务广东百姓。学习浙江做法。全省新增中医馆12个。", "440000"),
        ("全省动员。学习浙江做法、浙江经验，来粤考察。全省新增中医馆12个。", None),
        ("全省动员。援鄂医疗队，援鄂医务人员，驰援湖北，赴鄂支援。全省新增中医馆12个。", None),
    ],
)
def test_the_province_that_a_text_names_far_more_often_than_others(text: str, code: str | None) -> None:
    assert extract_text(text, title=None, published_on=None).mentions["region_code"].to_list() == [code]


def test_places_in_front_of_their_values_name_no_metric() -> None:
    found = mentions_of("平江县、华容县、临湘市分别新增床位30张、40张和50张。全市新增床位300张。")
    assert [(m["region_code"], m["metric_code"]) for m in found] == [
        (code, "NEW_BED_COUNT") for code in ("430626", "430623", "430682", YUEYANG)
    ]


def test_changes_of_several_places_follow_their_levels() -> None:
    found = mentions_of("平江、华容两县县域内就诊率分别为92.1%、91.8%，较上年分别提高1.2个和0.8个百分点。")
    assert [m["region_code"] for m in found] == ["430626", "430623", "430626", "430623"]
    assert {m["metric_code"] for m in found} == {"COUNTY_VISIT_RATE"}


def test_several_districts_together_are_no_turn_to_the_last() -> None:
    found = mentions_of("在平江、华容和湘阴3个县开展试点，共新增床位90张。")
    assert [m["region_code"] for m in found if m["unit"] == "张"] == [YUEYANG]


def test_where_a_city_lies_is_no_turn_to_its_province() -> None:
    found = mentions_of("岳阳市是湖南省东北部的沿江城市，2022年医保基金支出21.4亿元。")
    assert [m["region_code"] for m in found] == [YUEYANG]


@pytest.mark.parametrize(
    "page",
    [
        "关于工作情况的通报\n全年无偿献血8946人次。\n全市有急救站68个。\n\n岳阳市卫生健康委员会",
        "在全市卫生健康工作会议上的讲话\n岳阳市卫生健康委员会主任\n全市新增床位620张。",
    ],
)
def test_the_office_that_signs_or_heads_a_page(page: str) -> None:
    found = extract_text(page, title=None, published_on=None).mentions
    assert set(found["region_code"]) == {YUEYANG}


def test_a_place_holds_for_its_part_of_a_sentence() -> None:
    found = mentions_of("报销比例90.2%，平江县略低，88.7%；签约率46.8%。")
    assert [m["region_code"] for m in found] == [YUEYANG, "430626", YUEYANG]


def test_a_figure_of_the_level_above() -> None:
    found = mentions_of("每万人口全科医生1.38名，低于全省1.52名的平均水平。")
    assert [(m["region_code"], m["metric_code"]) for m in found] == [
        (YUEYANG, "GP_PER_10000"),
        ("430000", "GP_PER_10000"),
    ]


def test_as_many_values_as_places() -> None:
    found = mentions_of("平江县、华容县住院分娩率达到98.2%和97.9%，改变了垫底的局面。")
    assert [m["region_code"] for m in found] == ["430626", "430623"]


def test_a_place_brought_in_as_an_example() -> None:
    found = mentions_of("县域内住院量占比79.5%。特别是平江县，作为试点县，县域内就诊率达到92.3%。")
    assert [m["region_code"] for m in found] == [YUEYANG, "430626"]


def test_the_place_that_has_most_and_the_next() -> None:
    found = mentions_of("床位数最多的县是平江县，为6340张；其次为华容县，4700张。")
    assert [(m["region_code"], m["value"]) for m in found] == [("430626", 6340), ("430623", 4700)]


def test_a_place_right_before_its_value_where_the_text_is_of_none() -> None:
    found = mentions_of("电子健康档案建档率，丹江口市是94.6%，郧西县是93.2%。", title=None, published_on=None)
    assert [m["region_code"] for m in found] == ["420381", "420322"]


def test_in_a_place_with_a_mark_behind_it() -> None:
    found = mentions_of("在平江县，依托乡镇卫生院建成的服务中心已入住老人418名。")
    assert [m["region_code"] for m in found] == ["430626"]
