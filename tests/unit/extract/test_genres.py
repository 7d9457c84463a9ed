"""Sentences as each genre words them: communiqués, half-year reports, plans, speeches, press reports."""

from datetime import date

import pytest
from reading import PLAN, YUEYANG, Case, Want, case, extract_text

COMMUNIQUE = "2022年岳阳市卫生健康事业发展统计公报"
HALF_YEAR = "岳阳市2022年上半年卫生健康工作总结"
NATIONAL = "2021年我国卫生健康事业发展统计公报"

COMMUNIQUES = (
    case(
        "levels_of_public_health_institutions",
        "专业公共卫生机构中，疾病预防控制中心10个，其中：市级1个、县（区）级9个；妇幼保健机构11个。",
        Want("10", 10, "个", code="CDC_COUNT"),
        Want("1", 1, "个", metric="市级疾病预防控制中心数", code=""),
        Want("9", 9, "个", metric="县（区）级疾病预防控制中心数", code=""),
        Want("11", 11, "个", code="MCH_INSTITUTION_COUNT"),
        title=COMMUNIQUE,
    ),
    case(
        "hospitals_by_owner",
        "医院中，公立医院41个，民营医院71个。",
        Want("41", 41, "个", code="PUBLIC_HOSPITAL_COUNT"),
        Want("71", 71, "个", code="PRIVATE_HOSPITAL_COUNT"),
        title=COMMUNIQUE,
    ),
    case(
        "hospitals_by_grade",
        "医院按等级分：三级医院6个，二级医院38个，一级医院25个，未定级医院43个。",
        Want("6", 6, "个", code="TERTIARY_HOSPITAL_COUNT"),
        Want("38", 38, "个", code="SECONDARY_HOSPITAL_COUNT"),
        Want("25", 25, "个", metric="一级医院数", code=""),
        Want("43", 43, "个", metric="未定级医院数", code=""),
        title=COMMUNIQUE,
    ),
    case(
        "hospitals_by_beds_qualify",
        "医院按床位数分：100张以下床位医院58个，800张及以上医院5个。",
        Want("58", 58, "个", metric="100张以下床位医院数", code=""),
        Want("5", 5, "个", metric="800张及以上医院数", code=""),
        title=COMMUNIQUE,
    ),
    case(
        "beds_against_last_year",
        "与上年比较，床位增加1310张，其中：医院床位增加1180张，基层医疗卫生机构床位减少60张。",
        Want("1310", 1310, "张", code="BED_COUNT", measure="change"),
        Want("1180", 1180, "张", code="HOSPITAL_BED_COUNT", measure="change"),
        Want("60", -60, "张", code="PRIMARY_BED_COUNT", measure="change"),
        title=COMMUNIQUE,
    ),
    case(
        "per_thousand_from_to",
        "每千人口医疗卫生机构床位数由2021年的8.02张增加到2022年的8.31张。",
        Want("8.02", 8.02, "张", code="BEDS_PER_1000", year=2021),
        Want("8.31", 8.31, "张", code="BEDS_PER_1000", year=2022),
        title=COMMUNIQUE,
    ),
    case(
        "staff_total_and_parts",
        "年末卫生人员总数5.9万人，其中：卫生技术人员4.8万人，乡村医生和卫生员0.4万人。",
        Want("5.9", 59_000, "人", code="HEALTH_PERSONNEL_COUNT"),
        Want("4.8", 48_000, "人", code="HEALTH_TECHNICIAN_COUNT"),
        Want("0.4", 4000, "人", code="VILLAGE_DOCTOR_COUNT"),
        title=COMMUNIQUE,
    ),
    case(
        "bed_use_by_kind",
        "医院病床使用率79.6%，其中：公立医院85.3%。",
        Want("79.6", 79.6, "%", code="BED_OCCUPANCY_RATE"),
        Want("85.3", 85.3, "%", metric="公立医院病床使用率", code=""),
        title=COMMUNIQUE,
    ),
    case(
        "bed_use_against_last_year",
        "与上年比较，医院病床使用率下降2.1个百分点。",
        Want("2.1", -2.1, "百分点", code="BED_OCCUPANCY_RATE", measure="change"),
        title=COMMUNIQUE,
    ),
    case(
        "stay_against_last_year",
        "出院者平均住院日8.9天，与上年相比缩短0.2天。",
        Want("8.9", 8.9, "天", code="AVG_LENGTH_OF_STAY"),
        Want("0.2", -0.2, "天", code="AVG_LENGTH_OF_STAY", measure="change"),
        title=COMMUNIQUE,
    ),
    case(
        "costs_at_two_price_bases",
        "医院次均门诊费用312.5元，按当年价格比上年上涨3.2%，按可比价格上涨1.4%。",
        Want("312.5", 312.5, "元", code="OUTPATIENT_COST_PER_VISIT"),
        Want("3.2", 3.2, "%", code="OUTPATIENT_COST_PER_VISIT", measure="change_pct"),
        Want("1.4", 1.4, "%", code="OUTPATIENT_COST_PER_VISIT", measure="change_pct"),
        title=COMMUNIQUE,
    ),
    case(
        "expenditure_by_payer",
        "全市卫生总费用206.3亿元，其中：政府卫生支出占28.2%，社会卫生支出占44.5%，个人卫生支出占27.3%。",
        Want("206.3", 20_630_000_000, "元", code="TOTAL_HEALTH_EXPENDITURE"),
        Want("28.2", 28.2, "%", metric="政府卫生支出占卫生总费用比例"),
        Want("44.5", 44.5, "%", metric="社会卫生支出占卫生总费用比例"),
        Want("27.3", 27.3, "%", code="OOP_SHARE"),
        title=COMMUNIQUE,
    ),
    case(
        "load_of_physicians",
        "医师日均担负诊疗6.8人次和住院2.3床日。",
        Want("6.8", 6.8, "人次", code="PHYSICIAN_DAILY_VISITS"),
        Want("2.3", 2.3, "床日", code="PHYSICIAN_DAILY_BED_DAYS"),
        title=COMMUNIQUE,
    ),
    case(
        "tcm_visits_and_share",
        "全市中医类医疗卫生机构总诊疗人次392万人次，占总诊疗人次的16.4%。",
        Want("392", 3_920_000, "人次", code="TCM_VISIT_COUNT"),
        Want("16.4", 16.4, "%", metric="中医类医疗卫生机构总诊疗人次占总诊疗人次比例"),
        title=COMMUNIQUE,
    ),
    case(
        "diseases_with_rates",
        "全市甲乙类传染病报告发病率158.3/10万，报告死亡率0.62/10万。",
        Want("158.3", 158.3, "/10万", code="NOTIFIABLE_AB_INCIDENCE_RATE"),
        Want("0.62", 0.62, "/10万", code="NOTIFIABLE_AB_MORTALITY_RATE"),
        title=COMMUNIQUE,
    ),
    case(
        "mortality_urban_and_rural",
        "孕产妇死亡率7.8/10万，其中：城市6.9/10万，农村8.4/10万。",
        Want("7.8", 7.8, "/10万", code="MATERNAL_MORTALITY_RATIO"),
        Want("6.9", 6.9, "/10万", metric="城市孕产妇死亡率", code=""),
        Want("8.4", 8.4, "/10万", metric="农村孕产妇死亡率", code=""),
        title=COMMUNIQUE,
    ),
    case(
        "visits_per_person",
        "居民平均到医疗卫生机构就诊4.7次，居民年住院率16.9%。",
        Want("4.7", 4.7, "次", code="VISITS_PER_CAPITA"),
        Want("16.9", 16.9, "%", code="HOSPITALIZATION_RATE"),
        title=COMMUNIQUE,
    ),
    case(
        "nation_reports",
        "2021年末，全国医疗卫生机构床位944.8万张，其中：医院741.3万张（占78.5%）。",
        Want("944.8", 9_448_000, "张", code="BED_COUNT", region="100000", year=2021),
        Want("741.3", 7_413_000, "张", code="HOSPITAL_BED_COUNT", region="100000", year=2021),
        Want("78.5", 78.5, "%", metric="医院床位占比", region="100000", year=2021),
        title=NATIONAL,
        published_on=date(2022, 7, 12),
    ),
)

PROGRESS = (
    case(
        "half_year_against_last",
        "1-6月，全市总诊疗人次1182万人次，同比增长6.3%；出院人次41.2万人次，同比增长4.8%。",
        Want("1182", 11_820_000, "人次", code="VISIT_COUNT", period=("2022-01-01", "2022-06-30")),
        Want("6.3", 6.3, "%", code="VISIT_COUNT", measure="change_pct", period=("2022-01-01", "2022-06-30")),
        Want("41.2", 412_000, "人次", code="DISCHARGE_COUNT", period=("2022-01-01", "2022-06-30")),
        Want("4.8", 4.8, "%", code="DISCHARGE_COUNT", measure="change_pct", period=("2022-01-01", "2022-06-30")),
        title=HALF_YEAR,
        published_on=date(2022, 7, 8),
    ),
    case(
        "share_of_the_yearly_task",
        "新增托位1620个，完成年度任务的72.3%。",
        Want("1620", 1620, "个", code="NEW_CHILDCARE_PLACE_COUNT"),
        Want("72.3", 72.3, "%", metric="新增托位完成年度任务比例", code=""),
        title=HALF_YEAR,
        published_on=date(2022, 7, 8),
    ),
    case(
        "up_to_now",
        "截至目前，全市累计签约家庭医生服务168.2万人，签约率33.4%。",
        Want("168.2", 1_682_000, "人", code="FAMILY_DOCTOR_SIGNED_COUNT"),
        Want("33.4", 33.4, "%", code="FAMILY_DOCTOR_SIGNING_RATE"),
        title=HALF_YEAR,
        published_on=date(2022, 7, 8),
    ),
    case(
        "second_half_plans",
        "一、上半年工作情况\n新增床位320张。\n二、下半年工作打算\n新增床位500张，居民健康素养水平达到27%。",
        Want("320", 320, "张", code="NEW_BED_COUNT", kind="actual", year=2022),
        Want("500", 500, "张", code="NEW_BED_COUNT", kind="target", year=2022),
        Want("27", 27, "%", code="HEALTH_LITERACY_RATE", kind="target", year=2022),
        title=HALF_YEAR,
        published_on=date(2022, 7, 8),
    ),
)

PLANS = (
    case(
        "numbered_targets",
        "一、主要目标\n1.居民健康素养水平达到30%以上；\n2.孕产妇死亡率控制在9/10万以内；\n3.婴儿死亡率控制在3.5‰以内。",
        Want("30", 30, "%", code="HEALTH_LITERACY_RATE", kind="target", comparator=">=", year=2023),
        Want("9", 9, "/10万", code="MATERNAL_MORTALITY_RATIO", kind="target", comparator="<=", year=2023),
        Want("3.5", 3.5, "‰", code="INFANT_MORTALITY_RATE", kind="target", comparator="<=", year=2023),
        title=PLAN,
    ),
    case(
        "all_counties_reach",
        "县域内就诊率稳定在90%以上，基层诊疗量占比达到55%。",
        Want("90", 90, "%", code="COUNTY_VISIT_RATE", kind="target", comparator=">="),
        Want("55", 55, "%", code="PRIMARY_CARE_VISIT_SHARE", kind="target"),
        title=PLAN,
    ),
    case(
        "raise_by_points",
        "居民健康素养水平提高2个百分点以上。",
        Want("2", 2, "百分点", code="HEALTH_LITERACY_RATE", measure="change", kind="target", comparator=">="),
        title=PLAN,
    ),
    case(
        "build_things",
        "新建、改扩建托育机构30家，新增普惠托位2000个以上。",
        Want("30", 30, "家", metric="新建、改扩建托育机构数", kind="target"),
        Want("2000", 2000, "个", code="INCLUSIVE_CHILDCARE_PLACE_COUNT", kind="target", comparator=">="),
        title=PLAN,
    ),
    case(
        "train_people",
        "全年培训全科医生180名、乡村医生1200名。",
        Want("180", 180, "人", metric="培训全科医生人数", kind="target"),
        Want("1200", 1200, "人", metric="培训乡村医生人数", kind="target"),
        title=PLAN,
    ),
    case(
        "share_that_does_in_a_plan",
        "85%以上的社区卫生服务中心和乡镇卫生院达到服务能力基本标准。",
        Want(
            "85",
            85,
            "%",
            metric="社区卫生服务中心和乡镇卫生院达到服务能力基本标准的比例",
            kind="target",
            comparator=">=",
        ),
        title=PLAN,
    ),
    case(
        "later_than_the_plan",
        "到2025年，每千人口执业（助理）医师数达到3.6人，每千人口注册护士数达到4.2人。",
        Want("3.6", 3.6, "人", code="PHYSICIANS_PER_1000", kind="target", year=2025),
        Want("4.2", 4.2, "人", code="NURSES_PER_1000", kind="target", year=2025),
        title=PLAN,
    ),
)

SPEECHES = (
    case(
        "ordered_points",
        "一是医疗能力持续提升。全市新增三级医院2家。二是公共卫生服务更加均衡。居民电子健康档案建档率达到93.1%。",
        Want("2", 2, "家", metric="新增三级医院数", code=""),
        Want("93.1", 93.1, "%", code="HEALTH_RECORD_RATE"),
    ),
    case(
        "five_years_back",
        "五年来，人均预期寿命由76.9岁提高到78.8岁，孕产妇死亡率由12.3/10万下降到7.1/10万。",
        Want("76.9", 76.9, "岁", code="LIFE_EXPECTANCY"),
        Want("78.8", 78.8, "岁", code="LIFE_EXPECTANCY"),
        Want("12.3", 12.3, "/10万", code="MATERNAL_MORTALITY_RATIO"),
        Want("7.1", 7.1, "/10万", code="MATERNAL_MORTALITY_RATIO"),
    ),
    case(
        "problem_with_a_figure",
        "存在的主要问题：每千人口托位数仅2.6个，低于全省平均水平；每万人口全科医生2.4名。",
        Want("2.6", 2.6, "个", code="CHILDCARE_PLACES_PER_1000"),
        Want("2.4", 2.4, "人", code="GP_PER_10000"),
    ),
    case(
        "province_beside_the_city",
        "2021年全省居民健康素养水平为25.3%，我市为24.8%。",
        Want("25.3", 25.3, "%", code="HEALTH_LITERACY_RATE", region="430000", year=2021),
        Want("24.8", 24.8, "%", code="HEALTH_LITERACY_RATE", region=YUEYANG, year=2021),
    ),
)

PRESS = (
    case(
        "announced",
        "市卫生健康委发布数据显示，2022年全市人均预期寿命为78.9岁，比2021年提高0.3岁。",
        Want("78.9", 78.9, "岁", code="LIFE_EXPECTANCY", year=2022),
        Want("0.3", 0.3, "岁", code="LIFE_EXPECTANCY", measure="change", year=2022),
    ),
    case(
        "counties_compared",
        "从各县（市、区）看，居民健康素养水平超过27%的有岳阳楼区和君山区，平江县为23.9%。",
        Want("23.9", 23.9, "%", code="HEALTH_LITERACY_RATE", region="430626"),
        optional=("27",),
    ),
    case(
        "sixty_and_over",
        "全市60岁及以上人口突破百万，达106.4万人，占常住人口的21.1%，老龄化程度高于全省平均水平。",
        Want("106.4", 1_064_000, "人", code="POP60_COUNT"),
        Want("21.1", 21.1, "%", code="POP60_SHARE"),
    ),
)

PARAGRAPHS = (
    case(
        "subject_of_the_sentence_before",
        "家庭医生签约服务稳步推进。全市签约率达41.6%，重点人群签约率达77.2%。",
        Want("41.6", 41.6, "%", code="FAMILY_DOCTOR_SIGNING_RATE"),
        Want("77.2", 77.2, "%", code="FAMILY_DOCTOR_SIGNING_RATE_KEY_POPULATION"),
    ),
    case(
        "a_year_does_not_outlive_its_paragraph",
        "2020年，居民健康素养水平为22.4%。\n居民电子健康档案建档率达93.1%。",
        Want("22.4", 22.4, "%", year=2020),
        Want("93.1", 93.1, "%", year=2022),
    ),
    case(
        "a_county_paragraph",
        "平江县：居民健康素养水平达23.9%，县域内就诊率达88.4%。\n汨罗市：居民健康素养水平达25.8%。",
        Want("23.9", 23.9, "%", region="430626"),
        Want("88.4", 88.4, "%", region="430626"),
        Want("25.8", 25.8, "%", region="430681"),
    ),
    case(
        "back_to_the_city",
        "平江县县域内就诊率达88.4%。全市县域内就诊率达90.6%。",
        Want("88.4", 88.4, "%", region="430626"),
        Want("90.6", 90.6, "%", region=YUEYANG),
    ),
    case(
        "goal_and_result",
        "居民健康素养水平年度目标为26%，实际达到28.6%。",
        Want("26", 26, "%", code="HEALTH_LITERACY_RATE", kind="target"),
        Want("28.6", 28.6, "%", code="HEALTH_LITERACY_RATE", kind="actual"),
    ),
    case(
        "heading_line_names_the_subject",
        "（三）妇幼健康\n孕产妇系统管理率94.1%，住院分娩率99.98%，孕产妇死亡率7.6/10万。",
        Want("94.1", 94.1, "%", code="MATERNAL_SYSTEM_MGMT_RATE"),
        Want("99.98", 99.98, "%", code="HOSPITAL_DELIVERY_RATE"),
        Want("7.6", 7.6, "/10万", code="MATERNAL_MORTALITY_RATIO"),
    ),
    case(
        "ascii_punctuation",
        "药占比28.4%,同比下降1.2个百分点;平均住院日8.2天,同比缩短0.3天.",
        Want("28.4", 28.4, "%", code="DRUG_REVENUE_SHARE"),
        Want("1.2", -1.2, "百分点", code="DRUG_REVENUE_SHARE", measure="change"),
        Want("8.2", 8.2, "天", code="AVG_LENGTH_OF_STAY"),
        Want("0.3", -0.3, "天", code="AVG_LENGTH_OF_STAY", measure="change"),
    ),
    case(
        "full_width_throughout",
        "全市总诊疗人次２４１０．５万人次，同比增长３．８％；每千人口床位７．６张。",
        Want("２４１０．５", 24_105_000, "人次", code="VISIT_COUNT"),
        Want("３．８", 3.8, "%", code="VISIT_COUNT", measure="change_pct"),
        Want("７．６", 7.6, "张", code="BEDS_PER_1000"),
    ),
    case(
        "spaces_within",
        "全市医疗卫生机构 床位数 4.2 万张， 注册护士 2.1 万人。",
        Want("4.2", 42_000, "张", code="BED_COUNT"),
        Want("2.1", 21_000, "人", code="NURSE_COUNT"),
    ),
    case(
        "bold_markdown",
        "**居民健康素养水平**达到**28.6%**，**新增床位**620张。",
        Want("28.6", 28.6, "%", code="HEALTH_LITERACY_RATE"),
        Want("620", 620, "张", code="NEW_BED_COUNT"),
    ),
)

NAMES = (
    case(
        "sexes_in_brackets",
        "人均预期寿命78.9岁（男性76.5岁，女性81.6岁）。",
        Want("78.9", 78.9, "岁", code="LIFE_EXPECTANCY"),
        Want("76.5", 76.5, "岁", metric="男性人均预期寿命", code=""),
        Want("81.6", 81.6, "岁", metric="女性人均预期寿命", code=""),
    ),
    case(
        "sexes_after_a_colon",
        "人均预期寿命78.9岁，其中：男性76.5岁，女性81.6岁。",
        Want("78.9", 78.9, "岁", code="LIFE_EXPECTANCY"),
        Want("76.5", 76.5, "岁", metric="男性人均预期寿命", code=""),
        Want("81.6", 81.6, "岁", metric="女性人均预期寿命", code=""),
    ),
    case(
        "parts_with_names_of_their_own",
        "基层医疗卫生机构3945个，其中乡镇卫生院142个、社区卫生服务中心38个、村卫生室2860个。",
        Want("3945", 3945, "个", code="PRIMARY_INSTITUTION_COUNT"),
        Want("142", 142, "个", code="TOWNSHIP_HEALTH_CENTER_COUNT"),
        Want("38", 38, "个", code="CHS_CENTER_COUNT"),
        Want("2860", 2860, "个", code="VILLAGE_CLINIC_COUNT"),
    ),
    case(
        "diseases_listed_with_cases",
        "报告病例数居前三位的是乙肝1820例、肺结核1462例、梅毒638例。",
        Want("1820", 1820, "例", code="HEPATITIS_B_CASES"),
        Want("1462", 1462, "例", code="TB_CASES"),
        Want("638", 638, "例", code="SYPHILIS_CASES"),
    ),
    case(
        "managed_and_rates_by_disease",
        "在册严重精神障碍患者2.1万人，规范管理率94.2%，服药率93.5%，规律服药率86.1%。",
        Want("2.1", 21_000, "人", code="SMD_REGISTERED_COUNT"),
        Want("94.2", 94.2, "%", code="SMD_MGMT_RATE"),
        Want("93.5", 93.5, "%", code="SMD_MEDICATION_RATE"),
        Want("86.1", 86.1, "%", code="SMD_REGULAR_MEDICATION_RATE"),
    ),
    case(
        "births_by_order",
        "全年出生人口3.2万人，其中一孩1.4万人、二孩1.3万人、多孩0.5万人。",
        Want("3.2", 32_000, "人", code="BIRTH_COUNT"),
        Want("1.4", 14_000, "人", code="FIRST_CHILD_BIRTH_COUNT"),
        Want("1.3", 13_000, "人", code="SECOND_CHILD_BIRTH_COUNT"),
        Want("0.5", 5000, "人", code="THIRD_PLUS_BIRTH_COUNT"),
    ),
    case(
        "discharged_after_outpatients",
        "全市医疗机构完成门急诊1230万人次，出院患者68.4万人次，手术17.9万台次。",
        Want("1230", 12_300_000, "人次", code="OUTPATIENT_EMERGENCY_COUNT"),
        Want("68.4", 684_000, "人次", code="DISCHARGE_COUNT"),
        Want("17.9", 179_000, "台次", code="SURGERY_COUNT"),
    ),
    case(
        "money_by_payer",
        "城乡居民医保人均筹资标准达960元，其中财政补助610元、个人缴费350元。",
        Want("960", 960, "元", code="INSURANCE_FUNDING_PER_CAPITA"),
        Want("610", 610, "元", metric="城乡居民医保人均财政补助", code=""),
        Want("350", 350, "元", metric="城乡居民医保人均个人缴费", code=""),
    ),
    case(
        "subject_with_an_issuer",
        "我市率先在全省实现县域医共体建设全覆盖，组建紧密型县域医共体12个。",
        Want("12", 12, "个", code="COUNTY_CONSORTIUM_COUNT"),
    ),
    case(
        "verbs_before_the_name",
        "扎实推进老年友善医疗机构建设，建成老年友善医疗机构168家，占比达到82.4%。",
        Want("168", 168, "家", code="AGE_FRIENDLY_COUNT"),
        Want("82.4", 82.4, "%", code="AGE_FRIENDLY_RATE"),
    ),
    case(
        "two_measures_of_one_change",
        "公立医院次均住院费用7420元，较上年减少198元，下降2.6%。",
        Want("7420", 7420, "元", metric="公立医院次均住院费用"),
        Want("198", -198, "元", metric="公立医院次均住院费用", measure="change"),
        Want("2.6", -2.6, "%", metric="公立医院次均住院费用", measure="change_pct"),
    ),
    case(
        "dropped_from_to_without_by",
        "全市艾滋病母婴传播率从3.1%降到1.2%，先天梅毒报告发病率从12.4/10万降到5.6/10万。",
        Want("3.1", 3.1, "%", code="HIV_MTCT_RATE", year=0),
        Want("1.2", 1.2, "%", code="HIV_MTCT_RATE"),
        Want("12.4", 12.4, "/10万", metric="先天梅毒报告发病率", year=0),
        Want("5.6", 5.6, "/10万", metric="先天梅毒报告发病率"),
    ),
)

UNCATALOGUED = (
    case(
        "trained_and_covering",
        "举办急救技能培训班126期，培训公众1.8万人次。",
        Want("1.8", 18_000, "人次", metric="急救技能培训公众人次"),
        optional=("126",),
    ),
    case(
        "people_and_their_share",
        "全市脱贫人口参加基本医疗保险31.2万人，参保率100%。",
        Want("31.2", 312_000, "人", metric="脱贫人口参加基本医疗保险人数"),
        Want("100", 100, "%", metric="脱贫人口参保率"),
    ),
    case(
        "equipment_bought",
        "投入3200万元，为乡镇卫生院配备DR、彩超等设备186台。",
        Want("3200", 32_000_000, "元"),
        Want("186", 186, "台", metric="乡镇卫生院配备DR、彩超等设备数"),
    ),
    case(
        "vehicles_and_stations",
        "新建院前急救站点14个，新增负压救护车22辆。",
        Want("14", 14, "个", metric="新建院前急救站点数"),
        Want("22", 22, "辆", metric="新增负压救护车数"),
    ),
    case(
        "screened_found_and_treated",
        "完成宫颈癌筛查8.6万人，确诊癌前病变312例，治疗率98.7%。",
        Want("8.6", 86_000, "人", code="CERVICAL_CANCER_SCREENING_COUNT"),
        Want("312", 312, "例", metric="宫颈癌筛查确诊癌前病变例数"),
        Want("98.7", 98.7, "%", metric="癌前病变治疗率", code=""),
    ),
    case(
        "beds_of_a_kind",
        "全市设置可转换传染病床位860张、重症床位310张，发热门诊诊室126间。",
        Want("860", 860, "张", metric="可转换传染病床位数"),
        Want("310", 310, "张", metric="重症床位数"),
        Want("126", 126, "间", metric="发热门诊诊室数"),
    ),
    case(
        "funds_for_a_purpose",
        "发放计划生育家庭扶助资金1.26亿元，惠及8.2万人。",
        Want("1.26", 126_000_000, "元", code="FP_SUPPORT_FUND"),
        Want("8.2", 82_000, "人", metric="计划生育家庭扶助资金惠及人数"),
    ),
    case(
        "share_of_qualified_institutions",
        "达到服务能力推荐标准的乡镇卫生院占比为36.6%。",
        Want("36.6", 36.6, "%", metric="达到服务能力推荐标准的乡镇卫生院占比", code=""),
    ),
    case(
        "rate_with_a_population",
        "0-6岁儿童家长科学育儿知识普及率达到93.2%。",
        Want("93.2", 93.2, "%", metric="0-6岁儿童家长科学育儿知识普及率", code=""),
    ),
    case(
        "and_within_a_word",
        "农村卫生厕所普及率达到91.3%，母乳喂养率达到72.6%。",
        Want("91.3", 91.3, "%", code="SANITARY_TOILET_RATE"),
        Want("72.6", 72.6, "%", metric="母乳喂养率", code=""),
    ),
    case(
        "changes_of_two_earlier_levels",
        "门诊预约率达到62.3%，住院患者满意度达到93.6%，分别比上年提高3.1个、0.8个百分点。",
        Want("62.3", 62.3, "%", code="APPOINTMENT_RATE"),
        Want("93.6", 93.6, "%", metric="住院患者满意度"),
        Want("3.1", 3.1, "百分点", code="APPOINTMENT_RATE", measure="change"),
        Want("0.8", 0.8, "百分点", metric="住院患者满意度", measure="change"),
    ),
    case(
        "listed_share_of_a_whole",
        "药占比、人员支出占业务支出的比例分别为27.8%、38.4%。",
        Want("27.8", 27.8, "%", code="DRUG_REVENUE_SHARE"),
        Want("38.4", 38.4, "%", code="PERSONNEL_EXPENSE_SHARE"),
    ),
)

CASES = (*UNCATALOGUED, *NAMES, *PARAGRAPHS, *COMMUNIQUES, *PROGRESS, *PLANS, *SPEECHES, *PRESS)


@pytest.mark.parametrize("reading", CASES, ids=lambda reading: reading.name)
def test_genre(reading: Case) -> None:
    assert reading.problems() == []


REPORT = """各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、2023年工作回顾
过去一年，我们重点抓好了以下工作。
（一）厘清思路、重点突破。新增医疗床位620张。
二、2024年工作目标和主要任务
2024年，是深入贯彻落实规划的关键一年。
（一）全力推动健康建设取得新成效。新增医疗床位500张。"""


def test_headings_below_a_dated_chapter_do_not_turn_it() -> None:
    mentions = extract_text(REPORT, title=None, published_on=None).mentions
    assert mentions.select("number_text", "kind", "year").rows() == [("620", "actual", 2023), ("500", "target", 2024)]


@pytest.mark.parametrize("heading", ["2024年工作安排", "二、2024年工作安排 "])
def test_a_chapter_is_found_in_a_report_that_lost_its_line_breaks(heading: str) -> None:
    past = (
        "过去一年，我们扎实推进健康建设。" + "各项民生工作有序开展，群众获得感持续增强。" * 80 + "新增医疗床位620张。"
    )
    plan = f"{heading}2024年是实现规划目标的关键一年。" + "我们要坚持以人民为中心。" * 5 + "新增医疗床位500张。"
    opening = "各位代表：现在，我代表市人民政府，向大会报告2023年工作，请予审议。"
    mentions = extract_text(opening + past + plan, title=None, published_on=None).mentions
    assert mentions.select("number_text", "kind", "year").rows() == [("620", "actual", 2023), ("500", "target", 2024)]


def test_a_speech_at_the_annual_conference_looks_back_on_the_year_before() -> None:
    text = """稳中求进 再开新局
——在2024年全省卫生健康工作会议上的讲话
(2024年1月26日)
同志们：
一、过去一年，陕西卫生健康系统干了什么
全省人均预期寿命达到78.6岁，去年新增床位4200张。
二、今年怎么干
今年，新增床位5000张。"""
    mentions = extract_text(text, title=None, published_on=None).mentions
    assert mentions.select("number_text", "region_code", "year").rows() == [
        ("78.6", "610000", 2023),
        ("4200", "610000", 2023),
        ("5000", "610000", 2024),
    ]


def test_last_year_in_a_press_report_told_in_january_is_the_year_reported_on() -> None:
    text = """看病钱怎么省?上饶市通报2023年医保改革成绩单
本报讯(记者 周岚)1月18日上午，上饶市政府新闻办召开新闻发布会，市医保局有关负责人介绍过去一年全市医疗保障情况。
2023年全市659.2万人参加基本医保，参保率96.8%。
去年拨付医保基金3186万元。"""
    mentions = extract_text(text, title=None, published_on=None).mentions
    assert set(mentions["year"]) == {2023}
    assert set(mentions["region_code"]) == {"361100"}


def test_this_year_in_a_report_of_government_is_the_year_it_is_given_in() -> None:
    text = """2013年政府工作报告
各位代表：现在，我代表国务院，向大会作政府工作报告，请予审议。
一、过去五年工作回顾
人均预期寿命达到75岁。
二、对今年政府工作的建议
今年全国新农合财政补助标准由240元提高到280元。"""
    mentions = extract_text(text, title="2013年政府工作报告", published_on=None).mentions
    assert mentions.select("number_text", "year", "kind").rows() == [
        ("75", 2012, "actual"),
        ("240", None, "actual"),
        ("280", 2013, "target"),
    ]
