"""Words around a metric's name: what is taken from its front and its end, and everyday names of the field."""

import pytest
from reading import PLAN, SUMMARY, Case, Want, case

from extract.linking import link, normalise_name

CASES = (
    case(
        "leap_from_an_event",
        "全市核酸日检测能力由疫情初期的600份跃升到4.2万份。",
        Want("600", 600, "份", code="NAT_DAILY_CAPACITY"),
        Want("4.2", 42_000, "份", code="NAT_DAILY_CAPACITY"),
    ),
    case(
        "bracket_behind_the_value",
        "最大日检测能力由去年底的1.5万份提高到3万份(单管)，发热门诊增至24个。",
        Want("1.5", 15_000, "份", code="NAT_DAILY_CAPACITY"),
        Want("3", 30_000, "份", code="NAT_DAILY_CAPACITY"),
        Want("24", 24, "个", code="FEVER_CLINIC_COUNT"),
    ),
    case(
        "from_the_end_of_a_plan",
        "出生缺陷发生率由“十三五”末的96.2/万下降到88.5/万。",
        Want("96.2", 96.2, "/万", code="BIRTH_DEFECT_RATE"),
        Want("88.5", 88.5, "/万", code="BIRTH_DEFECT_RATE"),
    ),
    case(
        "since_the_reform",
        "改革一年多来，公立医院药占比由37.2%下降到29.6%。",
        Want("37.2", 37.2, "%", code="DRUG_REVENUE_SHARE"),
        Want("29.6", 29.6, "%", code="DRUG_REVENUE_SHARE"),
    ),
    case(
        "within_years",
        "孕产妇系统管理率、住院分娩率三年间分别提高2.4和0.8个百分点。",
        Want("2.4", 2.4, "百分点", code="MATERNAL_SYSTEM_MGMT_RATE", measure="change"),
        Want("0.8", 0.8, "百分点", code="HOSPITAL_DELIVERY_RATE", measure="change"),
    ),
    case(
        "before_the_reform",
        "全市县域内就诊率比试点前提高5.1个百分点。",
        Want("5.1", 5.1, "百分点", code="COUNTY_VISIT_RATE", measure="change"),
    ),
    case(
        "led_by_a_hospital",
        "以市中心医院为龙头组建医联体6个。",
        Want("6", 6, "个", code="MEDICAL_CONSORTIUM_COUNT"),
    ),
    case(
        "aside",
        "坦率地讲，群众关心的药占比是31.4%，每千人口托位目前是2.9个。",
        Want("31.4", 31.4, "%", code="DRUG_REVENUE_SHARE"),
        Want("2.9", 2.9, "个", code="CHILDCARE_PLACES_PER_1000"),
    ),
    case(
        "net_fall",
        "村卫生室1840个，与上年末相比净减26个。",
        Want("1840", 1840, "个", code="VILLAGE_CLINIC_COUNT"),
        Want("26", -26, "个", code="VILLAGE_CLINIC_COUNT", measure="change"),
    ),
    case(
        "pressed_down",
        "15岁以上人群吸烟率压降至24%，个人卫生支出占卫生总费用的比重压减到27%。",
        Want("24", 24, "%", code="SMOKING_RATE"),
        Want("27", 27, "%", code="OOP_SHARE"),
    ),
    case(
        "at_constant_prices",
        "次均住院费用8120元，扣除物价因素实际上涨2.7%。",
        Want("8120", 8120, "元", code="INPATIENT_COST_PER_CASE"),
        Want("2.7", 2.7, "%", code="INPATIENT_COST_PER_CASE", measure="change_pct"),
    ),
    case(
        "parts_of_what_was_done",
        "各类医疗卫生机构共完成诊疗1680万人次，医院720万人次，基层医疗卫生机构910万人次。",
        Want("1680", 16_800_000, "人次", code="VISIT_COUNT"),
        Want("720", 7_200_000, "人次", metric="医院诊疗人次", code="HOSPITAL_VISIT_COUNT"),
        Want("910", 9_100_000, "人次", metric="基层医疗卫生机构诊疗人次", code="PRIMARY_VISIT_COUNT"),
    ),
    case(
        "per_head_behind",
        "基本公共卫生服务经费人均从79元提高到84元。",
        Want("79", 79, "元", code="BPHS_FUNDING_PER_CAPITA"),
        Want("84", 84, "元", code="BPHS_FUNDING_PER_CAPITA"),
    ),
    case(
        "once_more",
        "力争再新建村卫生室45所。",
        Want("45", 45, "所", code="VILLAGE_CLINIC_REBUILT_COUNT", kind="target"),
        title=PLAN,
    ),
    case(
        "there_still_are",
        "年末尚有晚期血吸虫病人312人。",
        Want("312", 312, "人", code="ADVANCED_SCHISTOSOMIASIS_COUNT"),
        title=SUMMARY,
    ),
)


@pytest.mark.parametrize("reading", CASES, ids=lambda reading: reading.name)
def test_words_around_a_name(reading: Case) -> None:
    assert reading.problems() == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12岁儿童龋患率", "12岁儿童患龋率"),
        ("中小学生总近视率", "中小学生近视率"),
        ("居民健康素养总体水平", "居民健康素养水平"),
        ("人均基本公卫经费", "人均基本公共卫生经费"),
        ("每百元医疗收入消耗卫材", "百元医疗收入消耗卫生材料"),
        ("万人口全科医生数", "每万人口全科医生数"),
        ("门诊患者满意率", "门诊患者满意度"),
    ],
)
def test_everyday_spellings(one: str, other: str) -> None:
    assert normalise_name(one) == normalise_name(other)


def test_a_count_of_people_is_no_rate_per_people() -> None:
    assert normalise_name("20万人口") == "20万人口"


@pytest.mark.parametrize(
    ("phrase", "unit", "unit_class", "wanted"),
    [
        ("小学生家长满意率", "%", "rate", None),
        ("高血压患者在管人数", "人", "person", "HYPERTENSION_MGMT_COUNT"),
        ("医师日均担负诊疗住院床日", "床日", "visit", "PHYSICIAN_DAILY_BED_DAYS"),
        ("120急救平均响应时间", "分钟", "time", "EMERGENCY_RESPONSE_TIME"),
        ("双随机抽查", "家", "item", "RANDOM_INSPECTION_UNIT_COUNT"),
        ("新农合人均筹资", "元", "money", "INSURANCE_FUNDING_PER_CAPITA"),
    ],
)
def test_everyday_names(phrase: str, unit: str, unit_class: str, wanted: str | None) -> None:
    found = link(phrase, unit, unit_class)
    assert (found.code if found else None) == wanted
