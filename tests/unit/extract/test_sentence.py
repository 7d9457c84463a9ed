"""What a mention says beside its metric, and the numerals that say nothing."""

import pytest
from reading import PLAN, Case, Want, case, extract_text, mentions_of

COMPARATORS = (
    case("exactly", "居民健康素养水平为28.6%。", Want("28.6", 28.6, "%", comparator="=")),
    case("above_after", "适龄儿童国家免疫规划疫苗接种率保持在95%以上。", Want("95", 95, "%", comparator=">=")),
    case("below_after", "公立医院资产负债率控制在45%以下。", Want("45", 45, "%", comparator="<=")),
    case("within_after", "婴儿死亡率控制在5‰以内。", Want("5", 5, "‰", comparator="<=")),
    case("not_below", "孕产妇系统管理率不低于92%。", Want("92", 92, "%", comparator=">=")),
    case("not_less", "全市新增托位不少于3000个。", Want("3000", 3000, "个", comparator=">=")),
    case("at_least", "每千人口托位数至少达到4个。", Want("4", 4, "个", comparator=">=")),
    case("not_above", "平均住院日不超过8天。", Want("8", 8, "天", comparator="<=")),
    case("beyond", "全市总诊疗人次超过1500万人次。", Want("1500", 15_000_000, "人次", comparator=">")),
    case("broke_through", "家庭医生签约人数突破120万人。", Want("120", 1_200_000, "人", comparator=">")),
    case("and_more", "全年完成健康体检30余万人次。", Want("30", 300_000, "人次", comparator=">")),
    case("and_more_behind", "累计救治患者1200余人。", Want("1200", 1200, "人", comparator=">")),
    case("many", "全市献血人数达2万多人。", Want("2", 20_000, "人", comparator=">")),
    case("under", "个人卫生支出占卫生总费用的比重低于27%。", Want("27", 27, "%", comparator="<")),
    case("short_of", "全市患龋率不到35%。", Want("35", 35, "%", comparator="<")),
    case("about", "全市常住人口约505万人。", Want("505", 5_050_000, "人", comparator="~")),
    case("nearly", "全年住院患者近60万人次。", Want("60", 600_000, "人次", comparator="~")),
    case("more_or_less", "门诊平均等候时间25分钟左右。", Want("25", 25, "分钟", comparator="~")),
    case("approaching", "在册严重精神障碍患者数将近2.1万人。", Want("2.1", 21_000, "人", comparator="~")),
)

VALUES = (
    case("hundred_millions_of_yuan", "全市卫生总费用178.6亿元。", Want("178.6", 17_860_000_000, "元")),
    case("ten_thousand_yuan", "投入补助资金2350万元。", Want("2350", 23_500_000, "元")),
    case("thousands_separator", "签约总人数为1,877,483人。", Want("1,877,483", 1_877_483, "人")),
    case("ten_thousand_cases", "全市报告法定传染病8.15万例。", Want("8.15", 81_500, "例")),
    case("per_100k", "孕产妇死亡率9.67/10万。", Want("9.67", 9.67, "/10万")),
    case("per_100k_in_words", "孕产妇死亡率9.67/十万。", Want("9.67", 9.67, "/10万")),
    case("permille", "人口自然增长率为-1.3‰。", Want("1.3", -1.3, "‰")),
    case("percent_in_words", "村卫生室中医药服务覆盖率达到百分之九十。", Want("百分之九十", 90, "%")),
    case("no_deaths", "全市孕产妇零死亡。", Want("零", 0, "人", metric="孕产妇死亡人数")),
    case("people_as_ming", "全市注册全科医生1432名。", Want("1432", 1432, "人")),
    case("people_as_wei", "评选“岳州好医生”20位，全市乡村医生4120位。", Want("4120", 4120, "人"), optional=("20",)),
    case("plainly_cut", "孕产妇系统管理率96.%，继续保持高位。", Want("96.", 96, "%")),
    case(
        "range",
        "医疗费用增幅控制在6—8%。",
        Want("6", 6, "%", measure="change_pct", comparator="<="),
        Want("8", 8, "%", measure="change_pct", comparator="<="),
    ),
    case("life_expectancy", "人均预期寿命达到78.4岁。", Want("78.4", 78.4, "岁")),
    case("household_visits", "取缔无证诊所53户次。", Want("53", 53, "户次")),
    case("area", "新建业务用房1.2万平方米。", Want("1.2", 12_000, "㎡")),
    case("per_thousand_density", "每千人口医疗卫生机构床位数7.6张。", Want("7.6", 7.6, "张")),
    case("full_width", "居民健康素养水平达２８．６％。", Want("２８．６", 28.6, "%")),
)

MEASURES = (
    case("points", "居民健康素养水平提升3.75个百分点。", Want("3.75", 3.75, "百分点", measure="change")),
    case("percent_of_growth", "门急诊人次同比增长5.66%。", Want("5.66", 5.66, "%", measure="change_pct")),
    case("percent_of_fall", "出院患者人均医药费用同比下降34.91%。", Want("34.91", -34.91, "%", measure="change_pct")),
    case("raised_to_is_a_level", "住院分娩率提高到99.9%。", Want("99.9", 99.9, "%", measure="level")),
    case("fell_to_is_a_level", "孕产妇死亡率下降至8.6/10万。", Want("8.6", 8.6, "/10万", measure="level")),
    case("grown_by_money", "卫生总费用比去年增加3.2亿元。", Want("3.2", 320_000_000, "元", measure="change")),
    case(
        "rate_in_brackets_is_a_level",
        "公立医院床位2.1万张（占48.8%）。",
        Want("2.1", 21_000, "张"),
        Want("48.8", 48.8, "%", measure="level"),
    ),
)

KINDS = (
    case("strive", "力争到年底家庭医生签约服务覆盖率达到45%。", Want("45", 45, "%", kind="target")),
    case(
        "later_year",
        "到2025年，居民健康素养水平达到30%以上。",
        Want("30", 30, "%", kind="target", comparator=">=", year=2025),
    ),
    case("plan_bulletin", "新增托位1800个。", Want("1800", 1800, "个", kind="target", year=2023), title=PLAN),
    case(
        "limit_from_above",
        "公立医院药占比28.4%，控制在省要求的30%以下。",
        Want("28.4", 28.4, "%", kind="actual"),
        Want("30", 30, "%", kind="target", comparator="<="),
    ),
    case("done", "全市已建成发热门诊42个。", Want("42", 42, "个", kind="actual")),
    case(
        "chapters",
        "一、2022年工作完成情况\n居民健康素养水平达28.6%，比上年提高2.4个百分点。\n"
        "二、2023年工作思路\n居民健康素养水平达到30%，新增托位1800个。",
        Want("28.6", 28.6, "%", kind="actual", year=2022),
        Want("2.4", 2.4, "百分点", kind="actual", measure="change", year=2022),
        Want("30", 30, "%", kind="target", year=2023),
        Want("1800", 1800, "个", kind="target", year=2023),
    ),
    case(
        "past_and_plan_in_one_sentence",
        "2022年全市居民健康素养水平达28.6%，2023年力争达到30%。",
        Want("28.6", 28.6, "%", kind="actual", year=2022),
        Want("30", 30, "%", kind="target", year=2023),
    ),
    case(
        "past_and_plan_in_two_sentences",
        "2022年全市居民健康素养水平达28.6%。2023年力争达到30%。",
        Want("28.6", 28.6, "%", kind="actual", year=2022),
        Want("30", 30, "%", kind="target", year=2023),
        title=PLAN,
    ),
)

CASES = COMPARATORS + VALUES + MEASURES + KINDS


@pytest.mark.parametrize("reading", CASES, ids=lambda reading: reading.name)
def test_reading(reading: Case) -> None:
    assert reading.problems() == []


NOT_INDICATORS = {
    "year": "2022年全市卫生健康系统扎实推进健康岳阳建设。",
    "date": "2022年3月15日召开全市卫生健康工作会议。",
    "document_number": "根据岳卫发〔2022〕18号文件精神，加强疫情防控工作。",
    "ordinal": "组织开展第35个世界艾滋病日宣传活动。",
    "list_number": "1.加强医疗质量管理。\n2.加强护理队伍建设。\n（3）加强疫苗接种管理。",
    "slogan": "深入实施“1+5”医疗健康行动，落实“三个一批”救治措施。",
    "hotline": "畅通“120”急救绿色通道，推广5G远程医疗。",
    "age": "做好65岁以上老年人和0-6岁儿童健康管理工作。",
    "grade": "推动二级以上医院设立老年医学科，3级医院优先。",
    "duration": "实行24小时疫情值班制度，推进卫生健康三年行动。",
    "rank": "公立医院综合改革考核位列全省第6。",
    "phone_number": "健康咨询电话：0730-8889120。",
    "staffing_ratio": "按照1:80的比例配备家庭医生。",
    "quoted_name": "实施医学人才“369工程”，培养卫生骨干。",
    "time_of_day": "疫苗接种门诊上午8:30开放。",
    "disease_name": "做好COVID-19疫情监测和H7N9禽流感防控。",
    "ages_with_months": "为0-36个月儿童和35-64岁妇女提供健康服务。",
    "years_of_a_programme": "实施改善就医感受主题活动（2023—2025年）。",
    "standard_number": "严格执行GB 15982-2012医院消毒卫生标准。",
    "short_number": "畅通12320卫生热线和12345便民热线。",
    "opening_hours": "门诊时间为8:00-17:30，急诊全天开放。",
    "test_valid_for": "入院须持48小时核酸检测阴性证明。",
    "leading_causes": "恶性肿瘤位居前10位死因首位。",
    "post_code": "地址：岳阳市卫生健康委员会，邮编：414000。",
    "term_of_congress": "在市第十四届人大第2次会议上通过医疗卫生报告。",
    "edition": "落实新冠肺炎诊疗方案（第9版）要求。",
    "model_of_care": "推广“3+2+1”家庭医生签约模式。",
    "working_days": "医疗机构执业登记在10个工作日内办结。",
    "months_within": "新生儿出生后1个月内完成预防接种建证。",
    "url": "详见http://wjw.example.gov.cn/2022/0315/c1024-88.html医疗公告。",
    "email": "医疗投诉邮箱yywj2022@163.com。",
    "unit_of_rate": "孕产妇死亡率以每10万活产计算。",
}


@pytest.mark.parametrize("text", NOT_INDICATORS.values(), ids=NOT_INDICATORS)
def test_numeral_that_is_no_indicator(text: str) -> None:
    assert mentions_of(text) == []


@pytest.mark.parametrize(
    "figure",
    [
        "x",
        "xx",
        "X",
        "**",
        "***",
        "×××",
        "ｘｘ",
        "2x",
        "1××",
        "xx.x",
        "9x.5",
        "2X.35",
        "**.5",
        "x.2",
        "9*.8",
        "○5",
        "□8",
        "__.3",
    ],
    ids=[
        "x",
        "xx",
        "X",
        "2",
        "3",
        "times",
        "wide",
        "2x",
        "1xx",
        "x.x",
        "9x.5",
        "2X.35",
        "2.5",
        "x.2",
        "9s.8",
        "o5",
        "b8",
        "u.3",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "居民健康素养水平达{}%，比上年有所提高。",
        "全市新增床位{}张，医疗条件改善。",
        "家庭医生签约人数{}万人，服务质量提高。",
    ],
)
def test_masked_figure_is_no_value_and_is_counted(text: str, figure: str) -> None:
    extraction = extract_text(text.format(figure))
    assert extraction.mentions.is_empty()
    assert extraction.outcomes["masked_count"].to_list() == [1]


def test_masked_year_leaves_the_figure_and_no_wrong_year() -> None:
    extraction = extract_text(
        "20xx年，我县居民健康素养水平达26.4%。", title="xx县20xx年卫生健康工作总结", published_on=None
    )
    (mention,) = extraction.mentions.to_dicts()
    assert (mention["value"], mention["year"], mention["region_code"]) == (26.4, None, None)
    assert extraction.outcomes["masked_count"][0] > 0


@pytest.mark.parametrize("year", ["20xx", "201x", "20**", "xx"])
def test_masked_year_is_not_the_bulletins_year(year: str) -> None:
    (mention,) = extract_text(f"{year}年，全区新增床位12张。", title="番禺区2022年卫生健康工作总结").mentions.to_dicts()
    assert (mention["value"], mention["year"]) == (12, None)


def test_numeral_cut_by_a_line_end_is_no_value() -> None:
    assert extract_text("全市新增床位5\n0张。").mentions.is_empty()


def test_endless_numeral_does_not_cost_the_page() -> None:
    assert extract_text(f"门诊{'9' * 400}人次。新增床位12张。").mentions["value"].to_list() == [12]


def test_masked_figure_beside_a_printed_one() -> None:
    extraction = extract_text("全市共有医院xx家、乡镇卫生院136所。")
    assert extraction.mentions["number_text"].to_list() == ["136"]
    assert extraction.outcomes["masked_count"].to_list() == [1]


def test_a_share_of_the_same_thing_is_that_things_share() -> None:
    found = mentions_of("基层医疗卫生机构的诊疗量占全市诊疗量的比例为52.1%。")
    assert [m["metric_code"] for m in found] == ["PRIMARY_CARE_VISIT_SHARE"]


def test_those_who_work_at_a_kind_of_facility_are_its_own() -> None:
    found = mentions_of("注册护士2.9万人，在乡镇卫生院工作的执业医师3.3万人、注册护士0.9万人。")
    assert [(m["metric_text"], m["metric_code"]) for m in found] == [
        ("注册护士人数", "NURSE_COUNT"),
        ("乡镇卫生院执业医师人数", None),
        ("乡镇卫生院注册护士人数", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "村卫生室173个；实有床位1786张，卫生技术人员1642人。",
            ["VILLAGE_CLINIC_COUNT", "BED_COUNT", "HEALTH_TECHNICIAN_COUNT"],
        ),
        ("医养结合机构11家，床位1520张。", ["INTEGRATED_CARE_INSTITUTION_COUNT", None]),
        ("中医类医院39所（公立14所、民营25所）。", ["TCM_HOSPITAL_COUNT", None, None]),
        ("居民电子健康档案建档率92.3%、动态使用率58.4%。", ["HEALTH_RECORD_RATE", "HEALTH_RECORD_USE_RATE"]),
        (
            "家庭医生签约率46.8%，重点人群81.3%。",
            ["FAMILY_DOCTOR_SIGNING_RATE", "FAMILY_DOCTOR_SIGNING_RATE_KEY_POPULATION"],
        ),
        (
            "千人口执业（助理）医师、注册护士分别达3.42人、3.17人。",
            ["PHYSICIANS_PER_1000", "NURSES_PER_1000"],
        ),
        (
            "全市共报告法定传染病4127例，死亡26人；发病数与上月（5316例）相比下降22.4%。",
            ["NOTIFIABLE_TOTAL_CASES", None, "NOTIFIABLE_TOTAL_CASES", "NOTIFIABLE_TOTAL_CASES"],
        ),
        ("门诊量4.5万人次，药占比降到40%以下。", ["VISIT_COUNT", "DRUG_REVENUE_SHARE"]),
        (
            "基本公共卫生服务经费由人均100元提至105元。",
            ["BPHS_FUNDING_PER_CAPITA", "BPHS_FUNDING_PER_CAPITA"],
        ),
        (
            "宫颈癌检查任务8000人、乳腺癌2500人。",
            ["CERVICAL_CANCER_SCREENING_COUNT", "BREAST_CANCER_SCREENING_COUNT"],
        ),
        ("打击非法行医“亮剑”行动共取缔无证行医点23个。", ["UNLICENSED_CLINIC_COUNT"]),
        ("新建村卫生室7所、改扩建11所。", ["VILLAGE_CLINIC_REBUILT_COUNT", "VILLAGE_CLINIC_REBUILT_COUNT"]),
        ("公立中医医院门急诊218万人次，同比增长8.9%；出院22万人次。", [None, None, None]),
        (
            "乙类传染病报告发病1864例，死亡26人，发病数环比减少9.8%。",
            ["NOTIFIABLE_AB_CASES", "NOTIFIABLE_AB_DEATHS", "NOTIFIABLE_AB_CASES"],
        ),
        ("农村妇女“两癌”检查完成2215人。", ["WOMEN_TWO_CANCER_SCREENING_COUNT"]),
        ("编制床位1520张、实际开放1688张。", ["BED_COUNT", "BED_COUNT"]),
        (
            "医疗机构286家，其中社区卫生服务中心10家，基层诊疗132万人次。",
            ["HEALTH_INSTITUTION_COUNT", "CHS_CENTER_COUNT", "PRIMARY_VISIT_COUNT"],
        ),
        ("全市118个家庭医生团队签约17.4万人。", [None, "FAMILY_DOCTOR_SIGNED_COUNT"]),
        ("全省核酸检测能力提高到每天120万管。", ["NAT_DAILY_CAPACITY"]),
        ("贫困患者住院费用实际报销比例90.2%。", ["POVERTY_REIMBURSEMENT_RATE"]),
        ("累计建立高血压患者档案3.37万份，规范管理率62.5%。", [None, "HYPERTENSION_MGMT_RATE"]),
    ],
)
def test_what_a_short_name_stands_for(text: str, expected: list[str | None]) -> None:
    assert [m["metric_code"] for m in mentions_of(text)] == expected


def test_the_money_of_an_account_is_its_own() -> None:
    found = mentions_of("全年医保基金收入81.6亿元，支出74.3亿元，年末结余96.8亿元。")
    assert [m["metric_text"] for m in found] == ["医保基金收入", "医保基金支出", "医保基金结余"]


def test_fines_are_no_part_of_the_cases() -> None:
    found = mentions_of("依法查处案件87起，其中简易程序29起，罚没款合计41.4万元。")
    assert [m["metric_text"] for m in found] == ["依法查处案件例数", "简易程序案件例数", "罚没款"]


def test_a_rate_within_minutes_has_one_value() -> None:
    assert [m["value"] for m in mentions_of("急救平均反应时间11.7分钟，3分钟出车率96.2%。")] == [11.7, 96.2]


def test_a_noun_keeps_its_last_character() -> None:
    assert [m["metric_text"] for m in mentions_of("培训公众急救技能6.3万人。")] == ["培训公众急救技能人数"]


def test_a_plan_held_against_what_was_done() -> None:
    found = mentions_of("全年完成卫生项目投资1.24亿元，为年度计划的103.3%。")
    assert found[1]["metric_text"].endswith("完成年度计划比例")


def test_a_number_of_people_without_its_unit() -> None:
    found = mentions_of("管理65岁以上老年人41.3万。")
    assert [(m["value"], m["unit"]) for m in found] == [(413_000, "人")]


def test_the_parts_of_a_sum_of_money_share_its_unit() -> None:
    found = mentions_of("全年投入资金2860万元（中央500万、省级860万、地方1500万）。")
    assert [(m["value"], m["unit"]) for m in found] == [
        (28_600_000, "元"),
        (5_000_000, "元"),
        (8_600_000, "元"),
        (15_000_000, "元"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("报告发病率以平江县最高，为136.4/10万。", ("报告发病率", "430626")),
        ("发病数最多的是平江县，871例。", ("发病数", "430626")),
        ("查出患者以宫颈炎患者最多，为4242例。", ("宫颈炎患者例数", "430600")),
    ],
)
def test_what_is_the_most_of_all(text: str, expected: tuple[str, str]) -> None:
    (found,) = mentions_of(text)
    assert (found["metric_text"], found["region_code"]) == expected


def test_the_same_time_of_last_year_in_a_bracket() -> None:
    found = mentions_of("报告布病31例（去年同期44），次均住院费用4187元（同期4402元）。")
    assert [(m["value"], m["unit"], m["year"]) for m in found] == [
        (31, "例", 2022),
        (44, "例", 2021),
        (4187, "元", 2022),
        (4402, "元", 2021),
    ]


def test_a_task_in_a_bracket_is_a_target() -> None:
    found = mentions_of("新增托位560个（为民办实事任务450个）。")
    assert [(m["value"], m["kind"], m["metric_code"]) for m in found] == [
        (560, "actual", "NEW_CHILDCARE_PLACE_COUNT"),
        (450, "target", "NEW_CHILDCARE_PLACE_COUNT"),
    ]


def test_a_percent_sign_lost_after_satisfaction() -> None:
    assert [(m["value"], m["unit"]) for m in mentions_of("住院患者满意度95.6。")] == [(95.6, "%")]
