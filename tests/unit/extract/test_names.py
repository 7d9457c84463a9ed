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
        "per_head_of_what_was_counted",
        "托位共5120个，每千人口2.7个；儿科执业（助理）医师286名，每千名儿童0.74名。",
        Want("5120", 5120, "个", code="CHILDCARE_PLACE_COUNT"),
        Want("2.7", 2.7, "个", code="CHILDCARE_PLACES_PER_1000"),
        Want("286", 286, "人", metric="儿科执业（助理）医师数", code=""),
        Want("0.74", 0.74, "人", metric="每千名儿童儿科执业（助理）医师数", code=""),
    ),
    case(
        "a_sum_of_another_thing",
        "全市共有医疗卫生机构1630家，其中二级医院18家，床位总数2.1万张。",
        Want("1630", 1630, "家", code="HEALTH_INSTITUTION_COUNT"),
        Want("18", 18, "家", code="SECONDARY_HOSPITAL_COUNT"),
        Want("2.1", 21_000, "张", code="BED_COUNT"),
    ),
    case(
        "such_as",
        "恶性肿瘤、糖尿病等慢性病死亡占总死亡比例超过86%。",
        Want("86", 86, "%", code="NCD_DEATH_SHARE", comparator=">"),
    ),
    case(
        "rates_of_the_cases_before",
        "甲、乙类传染病报告发病5230例，死亡41人；报告发病率、死亡率分别为182.4/10万和0.94/10万。",
        Want("5230", 5230, "例", code="NOTIFIABLE_AB_CASES"),
        Want("41", 41, "人", code="NOTIFIABLE_AB_DEATHS"),
        Want("182.4", 182.4, "/10万", code="NOTIFIABLE_AB_INCIDENCE_RATE"),
        Want("0.94", 0.94, "/10万", code="NOTIFIABLE_AB_MORTALITY_RATE"),
    ),
    case(
        "of_what_was_set_up",
        "组建家庭医生团队96支，签约31.2万人，签约率52.4%，其中重点人群78.1%。",
        Want("96", 96, "支", code="FAMILY_DOCTOR_TEAM_COUNT"),
        Want("31.2", 312_000, "人", code="FAMILY_DOCTOR_SIGNED_COUNT"),
        Want("52.4", 52.4, "%", code="FAMILY_DOCTOR_SIGNING_RATE"),
        Want("78.1", 78.1, "%", code="FAMILY_DOCTOR_SIGNING_RATE_KEY_POPULATION"),
    ),
    case(
        "done_of_a_task",
        "农村妇女“两癌”检查任务8000人，完成8120人，完成率101.5%。",
        Want("8000", 8000, "人", code="WOMEN_TWO_CANCER_SCREENING_COUNT", kind="target"),
        Want("8120", 8120, "人", code="WOMEN_TWO_CANCER_SCREENING_COUNT"),
        Want("101.5", 101.5, "%", metric="农村妇女两癌检查任务完成率", code=""),
    ),
    case(
        "verb_behind_its_noun",
        "13-14岁女生接种HPV疫苗3480人，接种率91.2%。",
        Want("3480", 3480, "人", code="HPV_VACCINATION_COUNT"),
        Want("91.2", 91.2, "%", code="HPV_VACCINATION_RATE"),
    ),
    case(
        "paid_out_to",
        "奖扶对象9860人，共发放946万元；全市查螺1240万平方米。",
        Want("9860", 9860, "人", code="FP_REWARD_COUNT"),
        Want("946", 9_460_000, "元", code="FP_SUPPORT_FUND"),
        Want("1240", 12_400_000, "㎡", metric="查螺面积", code=""),
    ),
    case(
        "from_a_base",
        "重大慢性病过早死亡率在2020年15.3%的基础上下降8%。",
        Want("15.3", 15.3, "%", code="PREMATURE_NCD_MORTALITY_RATE"),
        Want("8", -8, "%", code="PREMATURE_NCD_MORTALITY_RATE", measure="change_pct"),
    ),
    case(
        "nominal_and_real",
        "次均住院费用6930元，名义与实际涨幅分别是4.6%和2.8%。",
        Want("6930", 6930, "元", code="INPATIENT_COST_PER_CASE"),
        Want("4.6", 4.6, "%", code="INPATIENT_COST_PER_CASE", measure="change_pct"),
        Want("2.8", 2.8, "%", code="INPATIENT_COST_PER_CASE", measure="change_pct"),
    ),
    case(
        "grown_to",
        "为此我们把医养结合机构发展到27家，为62万名适龄妇女免费提供宫颈癌和乳腺癌筛查。",
        Want("27", 27, "家", code="INTEGRATED_CARE_INSTITUTION_COUNT"),
        Want("62", 620_000, "人", code="WOMEN_TWO_CANCER_SCREENING_COUNT"),
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
