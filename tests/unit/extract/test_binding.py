"""Constructions that bind a numeral to its metric: each case is a sentence as a careful reader reads it."""

import pytest
from reading import PLAN, YUEYANG, Case, Want, case

from extract.binding.carried import ISSUER

LISTS = (
    case(
        "rates_in_order_that_share_their_tail",
        "门诊、住院患者满意度达91.2%、93.5%。",
        Want("91.2", 91.2, "%", metric="门诊患者满意度"),
        Want("93.5", 93.5, "%", metric="住院患者满意度"),
    ),
    case(
        "metrics_then_values",
        "高血压患者规范管理率、糖尿病患者规范管理率分别为78.4%、76.9%。",
        Want("78.4", 78.4, "%", code="HYPERTENSION_MGMT_RATE"),
        Want("76.9", 76.9, "%", code="DIABETES_MGMT_RATE"),
    ),
    case(
        "shared_tail",
        "全市高血压、糖尿病患者规范管理率分别达到72.5%和70.3%。",
        Want("72.5", 72.5, "%", code="HYPERTENSION_MGMT_RATE"),
        Want("70.3", 70.3, "%", code="DIABETES_MGMT_RATE"),
    ),
    case(
        "shared_head",
        "儿童青少年近视率、肥胖率分别为51.2%、9.8%。",
        Want("51.2", 51.2, "%", code="CHILD_MYOPIA_RATE"),
        Want("9.8", 9.8, "%", metric="儿童青少年肥胖率"),
    ),
    case(
        "shared_unit",
        "婴儿死亡率、5岁以下儿童死亡率分别为2.9和4.1‰。",
        Want("2.9", 2.9, "‰", code="INFANT_MORTALITY_RATE"),
        Want("4.1", 4.1, "‰", code="UNDER5_MORTALITY_RATE"),
    ),
    case(
        "shared_head_and_tail",
        "门诊、住院患者满意度分别为91.2分、93.5分。",
        Want("91.2", 91.2, "分", code="OUTPATIENT_SATISFACTION"),
        Want("93.5", 93.5, "分", code="INPATIENT_SATISFACTION"),
    ),
    case(
        "three_values_and_conjunction",
        "孕产妇死亡率、婴儿死亡率和5岁以下儿童死亡率分别为8.2/10万、2.4‰、3.6‰。",
        Want("8.2", 8.2, "/10万", code="MATERNAL_MORTALITY_RATIO"),
        Want("2.4", 2.4, "‰", code="INFANT_MORTALITY_RATE"),
        Want("3.6", 3.6, "‰", code="UNDER5_MORTALITY_RATE"),
    ),
    case(
        "per_capita_head",
        "每千人口执业（助理）医师数、注册护士数分别为3.12人、3.68人。",
        Want("3.12", 3.12, "人", code="PHYSICIANS_PER_1000"),
        Want("3.68", 3.68, "人", code="NURSES_PER_1000"),
    ),
    case(
        "counts_with_their_own_units",
        "全市门诊、住院分别达到320万人次、41万人次。",
        Want("320", 3_200_000, "人次", metric="门诊人次"),
        Want("41", 410_000, "人次", metric="住院人次"),
    ),
    case(
        "changes_listed",
        "门诊次均费用、住院次均费用同比分别下降2.1%、3.4%。",
        Want("2.1", -2.1, "%", code="OUTPATIENT_COST_PER_VISIT", measure="change_pct"),
        Want("3.4", -3.4, "%", code="INPATIENT_COST_PER_CASE", measure="change_pct"),
    ),
    case(
        "one_numeral_several_metrics",
        "三级公立医院和二级公立医院日间手术占比均达15%。",
        Want("15", 15, "%", metric="三级公立医院日间手术占比、二级公立医院日间手术占比", code=""),
    ),
    case(
        "two_metrics_two_pairs",
        "药占比和耗占比分别由31.2%、19.5%下降到28.6%、17.8%。",
        Want("31.2", 31.2, "%", code="DRUG_REVENUE_SHARE", year=0),
        Want("19.5", 19.5, "%", metric="耗占比", year=0),
        Want("28.6", 28.6, "%", code="DRUG_REVENUE_SHARE", year=2022),
        Want("17.8", 17.8, "%", metric="耗占比", year=2022),
    ),
)

PAIRS = (
    case(
        "from_to",
        "婴儿死亡率由4.1‰下降到3.2‰。",
        Want("4.1", 4.1, "‰", code="INFANT_MORTALITY_RATE", year=0),
        Want("3.2", 3.2, "‰", code="INFANT_MORTALITY_RATE", year=2022),
    ),
    case(
        "from_to_with_years",
        "居民健康素养水平从2019年的18.6%提高到2022年的27.3%。",
        Want("18.6", 18.6, "%", code="HEALTH_LITERACY_RATE", year=2019),
        Want("27.3", 27.3, "%", code="HEALTH_LITERACY_RATE", year=2022),
    ),
    case(
        "from_per_100k",
        "孕产妇死亡率由14.6/10万降至9.7/10万。",
        Want("14.6", 14.6, "/10万", code="MATERNAL_MORTALITY_RATIO", year=0),
        Want("9.7", 9.7, "/10万", code="MATERNAL_MORTALITY_RATIO"),
    ),
    case(
        "from_last_year",
        "县域内就诊率由上年的88.6%提升至90.2%。",
        Want("88.6", 88.6, "%", code="COUNTY_VISIT_RATE", year=2021),
        Want("90.2", 90.2, "%", code="COUNTY_VISIT_RATE", year=2022),
    ),
    case(
        "from_to_counts",
        "托位数由2021年的6200个增加到8900个。",
        Want("6200", 6200, "个", code="CHILDCARE_PLACE_COUNT", year=2021),
        Want("8900", 8900, "个", code="CHILDCARE_PLACE_COUNT", year=2022),
    ),
    case(
        "unit_once",
        "平均住院日由8.9缩短至7.6天。",
        Want("8.9", 8.9, "天", code="AVG_LENGTH_OF_STAY", year=0),
        Want("7.6", 7.6, "天", code="AVG_LENGTH_OF_STAY"),
    ),
)

CHAINS = (
    case(
        "level_and_points",
        "居民健康素养水平达28.6%，比上年提高2.4个百分点。",
        Want("28.6", 28.6, "%", code="HEALTH_LITERACY_RATE"),
        Want("2.4", 2.4, "百分点", code="HEALTH_LITERACY_RATE", measure="change"),
    ),
    case(
        "level_points_and_average",
        "居民健康素养水平达28.6%，比上年提高2.4个百分点，高于全省平均水平1.1个百分点。",
        Want("28.6", 28.6, "%", code="HEALTH_LITERACY_RATE"),
        Want("2.4", 2.4, "百分点", code="HEALTH_LITERACY_RATE", measure="change"),
        Want("1.1", 1.1, "百分点", code="HEALTH_LITERACY_RATE", measure="change"),
    ),
    case(
        "level_and_relative_growth",
        "全市总诊疗人次1830万人次，同比增长5.6%。",
        Want("1830", 18_300_000, "人次", code="VISIT_COUNT"),
        Want("5.6", 5.6, "%", code="VISIT_COUNT", measure="change_pct"),
    ),
    case(
        "level_difference_and_growth",
        "全市医疗卫生机构床位数4.2万张，比上年增加1200张，增长2.9%。",
        Want("4.2", 42_000, "张", code="BED_COUNT"),
        Want("1200", 1200, "张", code="BED_COUNT", measure="change"),
        Want("2.9", 2.9, "%", code="BED_COUNT", measure="change_pct"),
    ),
    case(
        "signed_fall",
        "公立医院药占比27.1%，较上年下降1.8个百分点。",
        Want("27.1", 27.1, "%", code="DRUG_REVENUE_SHARE"),
        Want("1.8", -1.8, "百分点", code="DRUG_REVENUE_SHARE", measure="change"),
    ),
    case(
        "relative_fall",
        "全市报告甲乙类传染病发病率同比下降12.4%。",
        Want("12.4", -12.4, "%", code="NOTIFIABLE_AB_INCIDENCE_RATE", measure="change_pct"),
    ),
    case(
        "growth_noun",
        "公立医院医疗费用增幅控制在10%以内。",
        Want("10", 10, "%", code="PUBLIC_HOSPITAL_MEDICAL_EXPENDITURE", measure="change_pct", comparator="<="),
    ),
    case(
        "difference_in_money",
        "次均门诊费用286.4元，比上年减少6.2元。",
        Want("286.4", 286.4, "元", code="OUTPATIENT_COST_PER_VISIT"),
        Want("6.2", -6.2, "元", code="OUTPATIENT_COST_PER_VISIT", measure="change"),
    ),
    case(
        "difference_in_days",
        "出院者平均住院日8.4天，同比缩短0.3天。",
        Want("8.4", 8.4, "天", code="AVG_LENGTH_OF_STAY"),
        Want("0.3", -0.3, "天", code="AVG_LENGTH_OF_STAY", measure="change"),
    ),
    case(
        "points_of_permille",
        "婴儿死亡率2.81‰，同比下降0.35个千分点。",
        Want("2.81", 2.81, "‰", code="INFANT_MORTALITY_RATE"),
        Want("0.35", -0.35, "千分点", code="INFANT_MORTALITY_RATE", measure="change"),
    ),
)

ELLIPSIS = (
    case(
        "rate_after_count",
        "新生儿听力筛查29316人，筛查率98.7%。",
        Want("29316", 29316, "人", metric="新生儿听力筛查人数"),
        Want("98.7", 98.7, "%", code="NEWBORN_HEARING_SCREENING_RATE"),
    ),
    case(
        "subject_once",
        "肺结核患者管理1286人，管理率98.2%，规则服药率97.5%。",
        Want("1286", 1286, "人", metric="肺结核患者管理人数"),
        Want("98.2", 98.2, "%", code="TB_MGMT_RATE"),
        Want("97.5", 97.5, "%", metric="肺结核患者规则服药率", code=""),
    ),
    case(
        "colon_form",
        "药占比：28.9%；平均住院日：8.1天。",
        Want("28.9", 28.9, "%", code="DRUG_REVENUE_SHARE"),
        Want("8.1", 8.1, "天", code="AVG_LENGTH_OF_STAY"),
    ),
    case(
        "unit_after_bare_rate",
        "居民电子健康档案建档率达92.6，较好完成年度任务。",
        Want("92.6", 92.6, "%", code="HEALTH_RECORD_RATE"),
    ),
    case(
        "heading_gives_metric",
        "家庭医生签约服务覆盖率：云溪区41.2%，华容县38.7%，岳阳县40.5%。",
        Want("41.2", 41.2, "%", code="FAMILY_DOCTOR_SIGNING_RATE", region="430603"),
        Want("38.7", 38.7, "%", code="FAMILY_DOCTOR_SIGNING_RATE", region="430623"),
        Want("40.5", 40.5, "%", code="FAMILY_DOCTOR_SIGNING_RATE", region="430621"),
    ),
)

PARTS = (
    case(
        "share_in_brackets",
        "全市共有医院112家，其中民营医院71家（占63.4%）。",
        Want("112", 112, "家", code="HOSPITAL_COUNT"),
        Want("71", 71, "家", code="PRIVATE_HOSPITAL_COUNT"),
        Want("63.4", 63.4, "%", metric="民营医院占比"),
    ),
    case(
        "communique_total",
        "年末全市医疗卫生机构总数4126个，其中：医院112个，基层医疗卫生机构3945个，专业公共卫生机构58个。",
        Want("4126", 4126, "个", code="HEALTH_INSTITUTION_COUNT"),
        Want("112", 112, "个", code="HOSPITAL_COUNT"),
        Want("3945", 3945, "个", code="PRIMARY_INSTITUTION_COUNT"),
        Want("58", 58, "个", code="SPECIALIZED_PH_INSTITUTION_COUNT"),
    ),
    case(
        "beds_and_shares",
        "年末全市医疗卫生机构床位4.3万张，其中：医院3.2万张（占74.4%），基层医疗卫生机构1.0万张（占23.3%）。",
        Want("4.3", 43_000, "张", code="BED_COUNT"),
        Want("3.2", 32_000, "张", code="HOSPITAL_BED_COUNT"),
        Want("74.4", 74.4, "%", metric="医院床位占比"),
        Want("1.0", 10_000, "张", code="PRIMARY_BED_COUNT"),
        Want("23.3", 23.3, "%", metric="基层医疗卫生机构床位占比"),
    ),
    case(
        "visits_by_part",
        "全年总诊疗人次2680万人次，其中：医院1210万人次（占45.1%），基层医疗卫生机构1350万人次（占50.4%）。",
        Want("2680", 26_800_000, "人次", code="VISIT_COUNT"),
        Want("1210", 12_100_000, "人次", code="HOSPITAL_VISIT_COUNT"),
        Want("45.1", 45.1, "%", metric="医院诊疗人次占比"),
        Want("1350", 13_500_000, "人次", code="PRIMARY_VISIT_COUNT"),
        Want("50.4", 50.4, "%", code="PRIMARY_CARE_VISIT_SHARE"),
    ),
    case(
        "difference_with_growth_in_brackets",
        "全市卫生技术人员5.1万人，比上年增加0.2万人（增长4.1%）。",
        Want("5.1", 51_000, "人", code="HEALTH_TECHNICIAN_COUNT"),
        Want("0.2", 2000, "人", code="HEALTH_TECHNICIAN_COUNT", measure="change"),
        Want("4.1", 4.1, "%", code="HEALTH_TECHNICIAN_COUNT", measure="change_pct"),
    ),
    case(
        "compared_with_last_year",
        "与上年相比，医院增加6个，基层医疗卫生机构减少21个。",
        Want("6", 6, "个", code="HOSPITAL_COUNT", measure="change"),
        Want("21", -21, "个", code="PRIMARY_INSTITUTION_COUNT", measure="change"),
    ),
    case(
        "share_of_named_whole",
        "医疗服务收入占医疗收入的比例为32.6%。",
        Want("32.6", 32.6, "%", code="MEDICAL_SERVICE_REVENUE_SHARE"),
    ),
    case(
        "part_of_people",
        "全市65岁及以上老年人口78.3万人，占总人口的15.6%。",
        Want("78.3", 783_000, "人", code="POP65_COUNT"),
        Want("15.6", 15.6, "%", code="POP65_SHARE"),
    ),
    case(
        "physicians_and_nurses",
        "全市卫生技术人员4.6万人，其中执业（助理）医师1.7万人、注册护士2.1万人。",
        Want("4.6", 46_000, "人", code="HEALTH_TECHNICIAN_COUNT"),
        Want("1.7", 17_000, "人", code="PHYSICIAN_COUNT"),
        Want("2.1", 21_000, "人", code="NURSE_COUNT"),
    ),
    case(
        "per_capita_after_total",
        "全市执业（助理）医师1.7万人，注册护士2.1万人，每千人口执业（助理）医师3.36人，每千人口注册护士4.15人。",
        Want("1.7", 17_000, "人", code="PHYSICIAN_COUNT"),
        Want("2.1", 21_000, "人", code="NURSE_COUNT"),
        Want("3.36", 3.36, "人", code="PHYSICIANS_PER_1000"),
        Want("4.15", 4.15, "人", code="NURSES_PER_1000"),
    ),
)

NOUN_BEHIND = (
    case(
        "share_that_does",
        "90%的乡镇卫生院建成中医馆。",
        Want("90", 90, "%", metric="乡镇卫生院建成中医馆的比例"),
    ),
    case(
        "people_behind",
        "为951名残疾儿童提供康复救助。",
        Want("951", 951, "人", metric="残疾儿童康复救助人数"),
    ),
    case(
        "staff_behind",
        "引进128名卫生专业技术人才。",
        Want("128", 128, "人", metric="引进卫生专业技术人才数"),
    ),
    case(
        "trained_behind",
        "全年培训基层医务人员2350人次。",
        Want("2350", 2350, "人次", metric="培训基层医务人员人次"),
    ),
    case(
        "institutions_behind",
        "新建成16家社区托育机构。",
        Want("16", 16, "家", metric="新建成社区托育机构数"),
    ),
    case(
        "screened_behind",
        "为3.6万名农村适龄妇女开展免费“两癌”筛查。",
        Want("3.6", 36_000, "人", metric="农村适龄妇女两癌免费筛查人数"),
    ),
)

SCOPES = (
    case(
        "qualified_scope_has_no_code",
        "三级医院预约诊疗率达到62.3%。",
        Want("62.3", 62.3, "%", metric="三级医院预约诊疗率", code=""),
    ),
    case(
        "general_scope_has_one",
        "全市预约诊疗率达到51.7%。",
        Want("51.7", 51.7, "%", code="APPOINTMENT_RATE"),
    ),
    case(
        "flow_is_not_stock",
        "新增医院3家，改造乡镇卫生院12所。",
        Want("3", 3, "家", metric="新增医院数", code=""),
        Want("12", 12, "所", metric="改造乡镇卫生院数", code="TOWNSHIP_HEALTH_CENTER_REBUILT_COUNT"),
    ),
    case(
        "flow_with_a_code",
        "全年新增床位1350张，新增托位2600个。",
        Want("1350", 1350, "张", code="NEW_BED_COUNT"),
        Want("2600", 2600, "个", code="NEW_CHILDCARE_PLACE_COUNT"),
    ),
    case(
        "change_of_the_stock",
        "医疗卫生机构床位数比上年增加860张。",
        Want("860", 860, "张", code="BED_COUNT", measure="change"),
    ),
    case(
        "key_population",
        "家庭医生签约服务覆盖率达42.8%，重点人群签约率达76.5%。",
        Want("42.8", 42.8, "%", code="FAMILY_DOCTOR_SIGNING_RATE"),
        Want("76.5", 76.5, "%", code="FAMILY_DOCTOR_SIGNING_RATE_KEY_POPULATION"),
    ),
    case(
        "private_visits",
        "民营医院门诊量占比21.4%。",
        Want("21.4", 21.4, "%", metric="民营医院门诊量占比", code=""),
    ),
)

LIMITS = (
    case(
        "actual_and_limit",
        "公立医院药占比29.4%，低于省定要求的30%以下。",
        Want("29.4", 29.4, "%", code="DRUG_REVENUE_SHARE"),
        Want("30", 30, "%", code="DRUG_REVENUE_SHARE", kind="target", comparator="<="),
    ),
    case(
        "limit_in_plan",
        "婴儿死亡率控制在4‰以内，孕产妇死亡率不超过10/10万。",
        Want("4", 4, "‰", code="INFANT_MORTALITY_RATE", kind="target", comparator="<=", year=2023),
        Want("10", 10, "/10万", code="MATERNAL_MORTALITY_RATIO", kind="target", comparator="<=", year=2023),
        title=PLAN,
    ),
    case(
        "reached_national_target",
        "严重精神障碍患者规范管理率93.6%，达到国家要求的80%以上目标。",
        Want("93.6", 93.6, "%", code="SMD_MGMT_RATE"),
        Want("80", 80, "%", code="SMD_MGMT_RATE", kind="target", comparator=">="),
    ),
)

MORE_LISTS = (
    case(
        "respectively_reach_above",
        "新生儿访视率、产后访视率和孕产妇系统管理率分别达到95%、94%和93%以上。",
        Want("95", 95, "%", code="NEWBORN_VISIT_RATE", comparator=">="),
        Want("94", 94, "%", code="POSTNATAL_VISIT_RATE", comparator=">="),
        Want("93", 93, "%", code="MATERNAL_SYSTEM_MGMT_RATE", comparator=">="),
    ),
    case(
        "both_at_the_same_value",
        "婚前医学检查率、孕前优生健康检查率均达到96%。",
        Want("96", 96, "%", metric="婚前医学检查率、孕前优生健康检查率", code=""),
    ),
    case(
        "counts_listed_by_noun",
        "全市共有三级医院6家、二级医院38家、乡镇卫生院142所、村卫生室2860个。",
        Want("6", 6, "家", code="TERTIARY_HOSPITAL_COUNT"),
        Want("38", 38, "家", code="SECONDARY_HOSPITAL_COUNT"),
        Want("142", 142, "所", code="TOWNSHIP_HEALTH_CENTER_COUNT"),
        Want("2860", 2860, "个", code="VILLAGE_CLINIC_COUNT"),
    ),
    case(
        "managed_of_two_diseases",
        "全市规范管理高血压患者38.6万人、糖尿病患者12.1万人，规范管理率分别达74.2%、73.8%。",
        Want("38.6", 386_000, "人", code="HYPERTENSION_MGMT_COUNT"),
        Want("12.1", 121_000, "人", code="DIABETES_MGMT_COUNT"),
        Want("74.2", 74.2, "%", code="HYPERTENSION_MGMT_RATE"),
        Want("73.8", 73.8, "%", code="DIABETES_MGMT_RATE"),
    ),
    case(
        "levels_then_changes_in_order",
        "门诊次均费用、住院次均费用分别为268元、7420元，同比分别下降1.2%、2.6%。",
        Want("268", 268, "元", code="OUTPATIENT_COST_PER_VISIT"),
        Want("7420", 7420, "元", code="INPATIENT_COST_PER_CASE"),
        Want("1.2", -1.2, "%", code="OUTPATIENT_COST_PER_VISIT", measure="change_pct"),
        Want("2.6", -2.6, "%", code="INPATIENT_COST_PER_CASE", measure="change_pct"),
    ),
    case(
        "urban_and_rural",
        "城市、农村居民健康素养水平分别为31.4%、22.7%。",
        Want("31.4", 31.4, "%", metric="城市居民健康素养水平"),
        Want("22.7", 22.7, "%", metric="农村居民健康素养水平"),
    ),
    case(
        "vaccines_by_dose",
        "累计接种新冠病毒疫苗1268.4万剂次，全程接种率93.2%，加强免疫接种率81.6%。",
        Want("1268.4", 12_684_000, "剂次", code="COVID19_VACCINATION_DOSES"),
        Want("93.2", 93.2, "%", code="COVID19_VACCINATION_RATE"),
        Want("81.6", 81.6, "%", metric="新冠病毒疫苗加强免疫接种率", code=""),
    ),
)

MORE_CHAINS = (
    case(
        "grew_to_and_by",
        "公立医院医疗服务收入占比提高到33.4%，同比提高1.9个百分点。",
        Want("33.4", 33.4, "%", metric="公立医院医疗服务收入占比"),
        Want("1.9", 1.9, "百分点", metric="公立医院医疗服务收入占比", measure="change"),
    ),
    case(
        "from_by_to",
        "县域内就诊率由2020年的87.9%提高2.6个百分点，达到90.5%。",
        Want("87.9", 87.9, "%", code="COUNTY_VISIT_RATE", year=2020),
        Want("2.6", 2.6, "百分点", code="COUNTY_VISIT_RATE", measure="change"),
        Want("90.5", 90.5, "%", code="COUNTY_VISIT_RATE"),
    ),
    case(
        "year_on_year_in_brackets",
        "全市总诊疗人次2410万人次（同比增长3.8%），出院人次86.2万人次（同比下降0.9%）。",
        Want("2410", 24_100_000, "人次", code="VISIT_COUNT"),
        Want("3.8", 3.8, "%", code="VISIT_COUNT", measure="change_pct"),
        Want("86.2", 862_000, "人次", code="DISCHARGE_COUNT"),
        Want("0.9", -0.9, "%", code="DISCHARGE_COUNT", measure="change_pct"),
    ),
    case(
        "last_year_in_brackets",
        "婴儿死亡率2.6‰（上年为3.1‰）。",
        Want("2.6", 2.6, "‰", code="INFANT_MORTALITY_RATE", year=2022),
        Want("3.1", 3.1, "‰", code="INFANT_MORTALITY_RATE", year=2021),
    ),
    case(
        "below_the_national_average",
        "孕产妇死亡率6.8/10万，低于全国平均水平。",
        Want("6.8", 6.8, "/10万", code="MATERNAL_MORTALITY_RATIO"),
    ),
    case(
        "rise_and_total",
        "新增托位2100个，总数达到1.3万个。",
        Want("2100", 2100, "个", code="NEW_CHILDCARE_PLACE_COUNT"),
        Want("1.3", 13_000, "个", code="CHILDCARE_PLACE_COUNT"),
    ),
    case(
        "cost_with_growth",
        "全市卫生总费用初步核算206.3亿元，其中政府卫生支出58.1亿元，占28.2%。",
        Want("206.3", 20_630_000_000, "元", code="TOTAL_HEALTH_EXPENDITURE"),
        Want("58.1", 5_810_000_000, "元", code="GOV_HEALTH_EXPENDITURE"),
        Want("28.2", 28.2, "%", metric="政府卫生支出占卫生总费用比例"),
    ),
    case(
        "years_in_brackets",
        "全市人均预期寿命由77.1岁（2015年）提高到79.2岁（2022年）。",
        Want("77.1", 77.1, "岁", code="LIFE_EXPECTANCY", year=2015),
        Want("79.2", 79.2, "岁", code="LIFE_EXPECTANCY", year=2022),
    ),
    case(
        "average_growth",
        "“十三五”期间全市总诊疗人次年均增长4.3%。",
        Want("4.3", 4.3, "%", code="VISIT_COUNT", measure="change_pct", year=2020),
    ),
    case(
        "subject_far_before",
        "全市家庭医生签约服务提质增效，重点人群签约率达78.3%，脱贫人口、计划生育特殊家庭签约率均达100%。",
        Want("78.3", 78.3, "%", code="FAMILY_DOCTOR_SIGNING_RATE_KEY_POPULATION"),
        Want("100", 100, "%", metric="脱贫人口签约率、计划生育特殊家庭签约率"),
    ),
)

MORE_SUBJECTS = (
    case(
        "semicolon_list",
        "孕产妇系统管理率94.1%；3岁以下儿童系统管理率93.6%；住院分娩率100%。",
        Want("94.1", 94.1, "%", code="MATERNAL_SYSTEM_MGMT_RATE"),
        Want("93.6", 93.6, "%", code="CHILD_UNDER3_SYSTEM_MGMT_RATE"),
        Want("100", 100, "%", code="HOSPITAL_DELIVERY_RATE"),
    ),
    case(
        "age_in_the_name",
        "65岁及以上老年人健康管理率72.4%，7岁以下儿童健康管理率94.8%。",
        Want("72.4", 72.4, "%", code="ELDERLY65_MGMT_RATE"),
        Want("94.8", 94.8, "%", code="CHILD_UNDER7_HEALTH_MGMT_RATE"),
    ),
    case(
        "signed_households",
        "全市组建家庭医生团队1120个，签约居民206.4万人。",
        Want("1120", 1120, "个", code="FAMILY_DOCTOR_TEAM_COUNT"),
        Want("206.4", 2_064_000, "人", code="FAMILY_DOCTOR_SIGNED_COUNT"),
    ),
    case(
        "cases_and_deaths",
        "全市共报告甲乙类传染病7826例，死亡31人。",
        Want("7826", 7826, "例", code="NOTIFIABLE_AB_CASES"),
        Want("31", 31, "人", code="NOTIFIABLE_AB_DEATHS"),
    ),
    case(
        "enforcement",
        "监督检查各类单位8230户次，监督覆盖率98.6%，立案查处案件286件，罚没款152万元。",
        Want("8230", 8230, "户次", code="SUPERVISION_INSPECTION_COUNT"),
        Want("98.6", 98.6, "%", code="SUPERVISION_COVERAGE_RATE"),
        Want("286", 286, "件", code="ENFORCEMENT_CASE_COUNT"),
        Want("152", 1_520_000, "元", metric="罚没款"),
    ),
    case(
        "blood",
        "全年无偿献血5.2万人次，采血量8.9吨。",
        Want("5.2", 52_000, "人次", code="BLOOD_DONATION_COUNT"),
        Want("8.9", 8.9, "吨", code="BLOOD_DONATION_VOLUME"),
    ),
    case(
        "subsidy_per_head",
        "人均基本公共卫生服务经费补助标准提高到84元。",
        Want("84", 84, "元", code="BPHS_FUNDING_PER_CAPITA"),
    ),
    case(
        "births",
        "全年出生人口3.2万人，出生率6.4‰；死亡人口3.9万人，死亡率7.7‰；自然增长率-1.3‰。",
        Want("3.2", 32_000, "人", code="BIRTH_COUNT"),
        Want("6.4", 6.4, "‰", code="BIRTH_RATE"),
        Want("3.9", 39_000, "人", code="DEATH_COUNT"),
        Want("7.7", 7.7, "‰", code="DEATH_RATE"),
        Want("1.3", -1.3, "‰", code="NATURAL_GROWTH_RATE"),
    ),
    case(
        "institution_scope_then_share",
        "全市二级以上公立医院中，95%的医院开展预约诊疗服务。",
        Want("95", 95, "%", metric="开展预约诊疗服务的医院比例", code=""),
    ),
    case(
        "share_of_counties",
        "全市80%的县（市、区）建成紧密型县域医共体。",
        Want("80", 80, "%", metric="建成紧密型县域医共体的县市区比例", code=""),
    ),
    case(
        "village_clinics_share",
        "能够提供中医药服务的村卫生室占比达到82.5%。",
        Want("82.5", 82.5, "%", code="TCM_SERVICE_RATE_VILLAGE"),
    ),
    case(
        "free_checks_for_people",
        "为12.6万名65岁以上老年人免费体检。",
        Want("12.6", 126_000, "人", metric="65岁以上老年人免费体检人数"),
    ),
    case(
        "benefited_people",
        "举办健康讲座860场，受益群众9.3万人次。",
        Want("860", 860, "场", code="HEALTH_LECTURE_COUNT"),
        Want("9.3", 93_000, "人次", metric="健康讲座受益群众人次"),
    ),
    case(
        "invested_money",
        "完成基本建设投资12.8亿元，新建、改扩建乡镇卫生院18所。",
        Want("12.8", 1_280_000_000, "元", code="HEALTH_PROJECT_INVESTMENT"),
        Want("18", 18, "所", metric="新建、改扩建乡镇卫生院数"),
    ),
    case(
        "recruited_people",
        "公开招聘医务人员312名，引进博士8名、硕士56名。",
        Want("312", 312, "人", code="RECRUITED_STAFF_COUNT"),
        Want("8", 8, "人", metric="引进博士人数"),
        Want("56", 56, "人", metric="引进硕士人数"),
    ),
    case(
        "rescued_and_cured",
        "累计收治新冠病毒感染者1260例，治愈出院1248例。",
        Want("1260", 1260, "例", metric="收治新冠病毒感染者例数"),
        Want("1248", 1248, "例", metric="治愈出院例数"),
    ),
    case(
        "completion_share",
        "实施大病专项救治3126人，救治率99.1%。",
        Want("3126", 3126, "人", code="SERIOUS_DISEASE_TREATED_COUNT"),
        Want("99.1", 99.1, "%", code="SERIOUS_DISEASE_TREATMENT_RATE"),
    ),
    case(
        "myopia_by_school",
        "小学生、初中生、高中生近视率分别为33.2%、62.8%、78.1%。",
        Want("33.2", 33.2, "%", metric="小学生近视率", code=""),
        Want("62.8", 62.8, "%", metric="初中生近视率", code=""),
        Want("78.1", 78.1, "%", metric="高中生近视率", code=""),
    ),
    case(
        "satisfaction",
        "公立医院门诊患者满意度88.6分，住院患者满意度91.4分。",
        Want("88.6", 88.6, "分", code="OUTPATIENT_SATISFACTION"),
        Want("91.4", 91.4, "分", code="INPATIENT_SATISFACTION"),
    ),
    case(
        "icu_and_ventilators",
        "全市重症监护床位612张，配备呼吸机830台、救护车146辆。",
        Want("612", 612, "张", metric="重症监护床位数"),
        Want("830", 830, "台", metric="配备呼吸机台数"),
        Want("146", 146, "辆", code="AMBULANCE_COUNT"),
    ),
    case(
        "sex_ratio",
        "出生人口性别比由113.2下降到108.6。",
        Want("113.2", 113.2, None, code="SEX_RATIO_AT_BIRTH", year=0),
        Want("108.6", 108.6, None, code="SEX_RATIO_AT_BIRTH"),
    ),
    case(
        "population_share_after_verb",
        "60岁以上老年人口达106.2万人，占全市总人口的21.0%。",
        Want("106.2", 1_062_000, "人", code="POP60_COUNT"),
        Want("21.0", 21.0, "%", code="POP60_SHARE"),
    ),
)

SAME_SUBJECT = (
    case(
        "average_over_the_facilities_just_counted",
        "社区卫生服务中心人员5.2万人，平均每个中心48人；社区卫生服务站人员1.4万人，平均每站6人。",
        Want("5.2", 52_000, "人", metric="社区卫生服务中心人员数"),
        Want("48", 48, "人", metric="平均每个社区卫生服务中心人员数", code=""),
        Want("1.4", 14_000, "人", metric="社区卫生服务站人员数"),
        Want("6", 6, "人", metric="平均每个社区卫生服务站人员数", code=""),
    ),
    case(
        "average_goes_on_in_the_next_item",
        "社区卫生服务中心诊疗人次1203.5万；平均每个中心年诊疗量7.3万人次，年入院量412人次。",
        Want("1203.5", 12_035_000, "人次", metric="社区卫生服务中心诊疗人次"),
        Want("7.3", 73_000, "人次", metric="平均每个社区卫生服务中心年诊疗量", code=""),
        Want("412", 412, "人次", metric="平均每个社区卫生服务中心年入院量", code=""),
    ),
    case(
        "rate_is_not_of_another_rate",
        "发放避孕药具9215人次，药具获得率95%，有效率98.2%，随访率99%。",
        Want("9215", 9215, "人次", metric="发放避孕药具人次"),
        Want("95", 95, "%", metric="药具获得率"),
        Want("98.2", 98.2, "%", metric="避孕药具有效率"),
        Want("99", 99, "%", metric="避孕药具随访率"),
    ),
    case(
        "rate_of_the_disease_named_before",
        "严重精神障碍患者规范服药率81.3%，精神分裂症服药率88.9%，规律服药率75.4%。",
        Want("81.3", 81.3, "%", code="SMD_REGULAR_MEDICATION_RATE"),
        Want("88.9", 88.9, "%", code="SCHIZOPHRENIA_MEDICATION_RATE"),
        Want("75.4", 75.4, "%", metric="精神分裂症规律服药率", code=""),
    ),
    case(
        "inspection_in_the_place_of_supervision",
        "饮用水单位监督检查1.2万户次，抽检3410件，合格率为98.6%。",
        Want("1.2", 12_000, "户次", metric="饮用水单位监督检查户次"),
        Want("3410", 3410, "件", metric="饮用水单位抽检数"),
        Want("98.6", 98.6, "%", metric="饮用水单位抽检合格率"),
    ),
    case(
        "what_is_done_is_the_subject",
        "全面推行生育登记网上办理，以县市区为单位，覆盖率达100%。",
        Want("100", 100, "%", metric="生育登记网上办理覆盖率", code=""),
    ),
    case(
        "data_that_a_figure_rests_on_are_no_figure",
        "根据岳阳楼、君山和平江6个县区的监测数据，城市居民恶性肿瘤发病率上升明显，粗发病率为392.4/10万。",
        Want("392.4", 392.4, "/10万", metric="城市居民恶性肿瘤粗发病率", code=""),
    ),
    case(
        "who_took_part",
        "全市举办健康讲座125次，共有38350人次参加。",
        Want("125", 125, "次"),
        Want("38350", 38_350, "人次", metric="举办健康讲座参加人次"),
    ),
    case(
        "bed_days_are_no_visits",
        "医师日均担负诊疗6.7人次、住院2.3床日，其中：公立医院医师日均担负诊疗7.2人次。",
        Want("6.7", 6.7, "人次", code="PHYSICIAN_DAILY_VISITS"),
        Want("2.3", 2.3, "床日", code="PHYSICIAN_DAILY_BED_DAYS"),
        Want("7.2", 7.2, "人次", metric="公立医院医师日均担负诊疗人次", code=""),
    ),
    case(
        "at_least_so_many_are_built",
        "新建5个以上县域医疗次中心，乡镇卫生院达标率达85%以上。",
        Want("5", 5, "个", metric="新建县域医疗次中心数", comparator=">="),
        Want("85", 85, "%", metric="乡镇卫生院达标率", comparator=">="),
    ),
    case(
        "couples_who_plan_a_child",
        "全年为1.6万名计划怀孕夫妇提供免费检查。",
        Want("1.6", 16_000, "人", metric="计划怀孕夫妇免费检查人数"),
    ),
    case(
        "two_rates_and_two_values_without_respectively",
        "孕产妇死亡率和婴儿死亡率控制在8.16/10万和2.26‰，主要健康指标优于全国。",
        Want("8.16", 8.16, "/10万", code="MATERNAL_MORTALITY_RATIO", comparator="<="),
        Want("2.26", 2.26, "‰", code="INFANT_MORTALITY_RATE", comparator="<="),
    ),
    case(
        "caption_that_ran_into_the_sentence",
        "图为村医上门随访 本报记者陈某摄 目前岳阳市签约重点人群126.79万人，签约率74.14%。",
        Want("126.79", 1_267_900, "人", metric="签约重点人群人数"),
        Want("74.14", 74.14, "%"),
    ),
    case(
        "staff_are_not_of_a_list_of_facilities",
        "拥有医院、卫生院床位数6160张，各类卫生技术人员8683人。",
        Want("6160", 6160, "张", metric="医院、卫生院床位数"),
        Want("8683", 8683, "人", code="HEALTH_TECHNICIAN_COUNT"),
    ),
    case(
        "rates_whose_sign_is_lost",
        "全县出生率为4.48，死亡率为4.40，自然增长率为0.08。",
        Want("4.48", 4.48, "‰", code="BIRTH_RATE"),
        Want("4.40", 4.40, "‰", code="DEATH_RATE"),
        Want("0.08", 0.08, None, code="NATURAL_GROWTH_RATE"),
    ),
    case(
        "growth_kept_down_for_years",
        "公立医院次均费用涨幅连续3年控制在4%以内。",
        Want("4", 4, "%", measure="change_pct", comparator="<="),
    ),
    case(
        "not_more_than_a_share_of_the_whole",
        "统筹基金累计结余一般不超过当年筹集的统筹基金总额的25%。",
        Want("25", 25, "%", metric="统筹基金累计结余占当年筹集的统筹基金总额比例", comparator="<="),
    ),
    case("and_below", "重点慢性病过早死亡率8.1/10万及以下。", Want("8.1", 8.1, "/10万", comparator="<=")),
    case(
        "ages_with_the_year_twice",
        "0岁~6岁儿童健康管理率达97.28%。",
        Want("97.28", 97.28, "%", code="CHILD_UNDER7_HEALTH_MGMT_RATE"),
    ),
    case(
        "readings_left_behind_characters",
        "年末醫(yī)療衛(wèi)生機(jī)構(gòu)床位3.5萬張，孕產(chǎn)婦系統(tǒng)管理率達(dá)94.1%。",
        Want("3.5", 35_000, "张", code="BED_COUNT"),
        Want("94.1", 94.1, "%", code="MATERNAL_SYSTEM_MGMT_RATE"),
    ),
    case(
        "part_beside_a_part",
        "全年总诊疗人次9.5亿，其中：医院诊疗人次4.2亿，入院人次2450.1万。",
        Want("9.5", 950_000_000, "人次", code="VISIT_COUNT"),
        Want("4.2", 420_000_000, "人次", code="HOSPITAL_VISIT_COUNT"),
        Want("2450.1", 24_501_000, "人次", metric="医院入院人次", code=""),
    ),
    case(
        "facilities_in_lines_of_their_own",
        "全市医疗卫生机构总诊疗人次达702万人次，同比提高2.8%。\n医院309万人次，其中：公立医院262万人次。\n基层医疗卫生机构366万人次。",
        Want("702", 7_020_000, "人次", code="VISIT_COUNT"),
        Want("2.8", 2.8, "%", code="VISIT_COUNT", measure="change_pct"),
        Want("309", 3_090_000, "人次", code="HOSPITAL_VISIT_COUNT"),
        Want("262", 2_620_000, "人次", code="PUBLIC_HOSPITAL_VISIT_COUNT"),
        Want("366", 3_660_000, "人次", code="PRIMARY_VISIT_COUNT"),
    ),
    case(
        "the_rest_of_a_class_of_diseases",
        "乙类传染病中除白喉无发病、死亡报告外，其他共报告发病3072例，报告发病率为220.00/10万。",
        Want("3072", 3072, "例", code="NOTIFIABLE_AB_CASES"),
        Want("220.00", 220.0, "/10万", code="NOTIFIABLE_AB_INCIDENCE_RATE"),
    ),
    case(
        "from_value_after_a_comma",
        "农村孕产妇住院分娩率，由2010年的96.4%提高到2022年的99.6%。",
        Want("96.4", 96.4, "%", metric="农村孕产妇住院分娩率", year=2010),
        Want("99.6", 99.6, "%", metric="农村孕产妇住院分娩率", year=2022),
    ),
    case(
        "from_value_of_an_event",
        "艾滋病母婴传播率从项目实施前的34.8%下降到6.1%。",
        Want("34.8", 34.8, "%", code="HIV_MTCT_RATE"),
        Want("6.1", 6.1, "%", code="HIV_MTCT_RATE"),
    ),
    case(
        "one_value_of_two_rates",
        "孕产妇系统管理率、产前检查率保持在90%以上。",
        Want("90", 90, "%", metric="孕产妇系统管理率、产前检查率", code="", comparator=">="),
    ),
    case(
        "in_a_hundred_thousand",
        "孕产妇死亡率下降至10万分之16.1。",
        Want("16.1", 16.1, "/10万", code="MATERNAL_MORTALITY_RATIO"),
    ),
    case(
        "growth_behind_a_share_is_of_the_count",
        "个人献血35.7万人次，占献血总人次的72.1%，同比减少12%。",
        Want("35.7", 357_000, "人次", metric="个人献血人次"),
        Want("72.1", 72.1, "%", metric="个人献血占献血总人次比例"),
        Want("12", -12, "%", metric="个人献血人次", measure="change_pct"),
    ),
    case(
        "a_branch_goes_on_with_itself",
        "中医类医疗卫生机构92个；中医药卫生人员1.5万人；总诊疗人次154万。",
        Want("92", 92, "个", code="TCM_INSTITUTION_COUNT"),
        Want("1.5", 15_000, "人", code="TCM_STAFF_COUNT"),
        Want("154", 1_540_000, "人次", code="TCM_VISIT_COUNT"),
    ),
    case(
        "two_years_and_rows_of_values",
        "力争到2025年和2030年，吸烟率分别下降到22%和20%，居民健康素养水平分别提高到28%和33%。",
        Want("22", 22, "%", code="SMOKING_RATE", kind="target", year=2025),
        Want("20", 20, "%", code="SMOKING_RATE", kind="target", year=2030),
        Want("28", 28, "%", code="HEALTH_LITERACY_RATE", kind="target", year=2025),
        Want("33", 33, "%", code="HEALTH_LITERACY_RATE", kind="target", year=2030),
    ),
    case(
        "bracket_about_the_nation",
        "每千人口床位数4.88张（全国2021年6.70张）、卫生技术人员5.54人（全国2021年7.97人）、注册护士2.41人。",
        Want("4.88", 4.88, "张", code="BEDS_PER_1000", region="430600", year=2022),
        Want("6.70", 6.7, "张", code="BEDS_PER_1000", region="100000", year=2021),
        Want("5.54", 5.54, "人", code="HEALTH_TECHNICIANS_PER_1000", region="430600", year=2022),
        Want("7.97", 7.97, "人", code="HEALTH_TECHNICIANS_PER_1000", region="100000", year=2021),
        Want("2.41", 2.41, "人", code="NURSES_PER_1000", region="430600", year=2022),
    ),
    case(
        "men_and_women_in_the_next_sentence",
        "全市人均预期寿命达到79.1岁。其中，男性76.8岁，女性81.6岁。",
        Want("79.1", 79.1, "岁", code="LIFE_EXPECTANCY"),
        Want("76.8", 76.8, "岁", metric="男性人均预期寿命"),
        Want("81.6", 81.6, "岁", metric="女性人均预期寿命"),
    ),
    case(
        "cases_without_a_unit",
        "流行性感冒发病数为60851，死亡数为14。",
        Want("60851", 60_851, "例", metric="流行性感冒发病数"),
        Want("14", 14, "人", metric="流行性感冒死亡数"),
    ),
    case(
        "against_the_end_of_a_plan",
        "人均预期寿命比“十三五”末提高1岁。",
        Want("1", 1, "岁", code="LIFE_EXPECTANCY", measure="change"),
    ),
    case(
        "part_named_in_full",
        "医疗卫生机构出院人数820.1万人。其中：医院出院人数580.5万人。",
        Want("820.1", 8_201_000, "人", code="DISCHARGE_COUNT"),
        Want("580.5", 5_805_000, "人", metric="医院出院人数", code=""),
    ),
    case(
        "land_and_income_are_not_health",
        "全县面积2994平方公里，农民人均纯收入4024元，孕产妇系统管理率94.1%。",
        Want("4024", 4024, "元", domain="other"),
        Want("94.1", 94.1, "%", code="MATERNAL_SYSTEM_MGMT_RATE"),
    ),
    case("won_in_all", "累计争取12个国家区域医疗中心项目。", Want("12", 12, "个", kind="actual")),
    case(
        "compared_with_another_time",
        "全市常住人口579.1万人，与十年前相比增加了12万人，同第六次全国人口普查相比，十年共增加13.6万人，增长2.4%。",
        Want("579.1", 5_791_000, "人", code="RESIDENT_POPULATION"),
        Want("12", 120_000, "人", code="RESIDENT_POPULATION", measure="change"),
        Want("13.6", 136_000, "人", code="RESIDENT_POPULATION", measure="change"),
        Want("2.4", 2.4, "%", code="RESIDENT_POPULATION", measure="change_pct"),
    ),
    case(
        "all_marks_are_lost",
        "全市门诊人次1200万人次床位数12345张卫生人员6789人。",
        Want("1200", 12_000_000, "人次", code="OUTPATIENT_EMERGENCY_COUNT"),
        Want("12345", 12345, "张", code="BED_COUNT"),
        Want("6789", 6789, "人", code="HEALTH_PERSONNEL_COUNT"),
    ),
    case("index_without_a_unit", "健康岳阳发展指数达85，", Want("85", 85, "", metric="健康岳阳发展指数")),
)

REFERRED_TO = (
    case(
        "each_change_says_which_way_it_went",
        "总诊疗502.6万人次、住院18.4万人次,同比分别增长3.9%和下降1.4%。",
        Want("502.6", 5_026_000, "人次", code="VISIT_COUNT"),
        Want("18.4", 184_000, "人次", code="ADMISSION_COUNT"),
        Want("3.9", 3.9, "%", code="VISIT_COUNT", measure="change_pct"),
        Want("1.4", -1.4, "%", code="ADMISSION_COUNT", measure="change_pct"),
    ),
    case(
        "changes_in_the_order_of_the_values",
        "次均门诊费用、次均住院费用分别为201.5元、6120元,同比一降一升,降2.7%、升0.8%。",
        Want("201.5", 201.5, "元", code="OUTPATIENT_COST_PER_VISIT"),
        Want("6120", 6120, "元", code="INPATIENT_COST_PER_CASE"),
        Want("2.7", -2.7, "%", code="OUTPATIENT_COST_PER_VISIT", measure="change_pct"),
        Want("0.8", 0.8, "%", code="INPATIENT_COST_PER_CASE", measure="change_pct"),
    ),
    case(
        "one_direction_for_both_changes",
        "婴儿、5岁以下儿童死亡率分别为3.8‰、5.2‰,比上年依次下降0.3和0.5个千分点。",
        Want("3.8", 3.8, "‰", code="INFANT_MORTALITY_RATE"),
        Want("5.2", 5.2, "‰", code="UNDER5_MORTALITY_RATE"),
        Want("0.3", -0.3, "千分点", code="INFANT_MORTALITY_RATE", measure="change"),
        Want("0.5", -0.5, "千分点", code="UNDER5_MORTALITY_RATE", measure="change"),
    ),
    case(
        "rates_of_the_people_in_order",
        "高血压、糖尿病患者管理人数分别为31204人、9120人,规范管理率77.5%、76.1%。",
        Want("31204", 31204, "人", code="HYPERTENSION_MGMT_COUNT"),
        Want("9120", 9120, "人", code="DIABETES_MGMT_COUNT"),
        Want("77.5", 77.5, "%", code="HYPERTENSION_MGMT_RATE"),
        Want("76.1", 76.1, "%", code="DIABETES_MGMT_RATE"),
    ),
    case(
        "rates_of_counts_in_clauses_of_their_own",
        "全县签约家庭医生服务21.8万人,其中重点人群7.6万人,签约率分别为49.3%、78.2%。",
        Want("21.8", 218_000, "人", code="FAMILY_DOCTOR_SIGNED_COUNT"),
        Want("7.6", 76_000, "人", metric="重点人群签约家庭医生服务人数"),
        Want("49.3", 49.3, "%", code="FAMILY_DOCTOR_SIGNING_RATE"),
        Want("78.2", 78.2, "%", code="FAMILY_DOCTOR_SIGNING_RATE_KEY_POPULATION"),
    ),
    case(
        "the_whole_has_its_value_in_a_bracket",
        "医院次均门诊药费(98.4元)占次均门诊费用(261.7元)的37.6%,比上年下降0.9个百分点。",
        Want("98.4", 98.4, "元", metric="医院次均门诊药费"),
        Want("261.7", 261.7, "元", code="OUTPATIENT_COST_PER_VISIT"),
        Want("37.6", 37.6, "%", code="OUTPATIENT_DRUG_COST_SHARE"),
        Want("0.9", -0.9, "百分点", code="OUTPATIENT_DRUG_COST_SHARE", measure="change"),
    ),
    case(
        "per_head_stands_last",
        "全县托位数累计2980个,每千人口3.6个;床位达到每千人口7.2张。",
        Want("2980", 2980, "个", code="CHILDCARE_PLACE_COUNT"),
        Want("3.6", 3.6, "个", code="CHILDCARE_PLACES_PER_1000"),
        Want("7.2", 7.2, "张", code="BEDS_PER_1000"),
    ),
    case(
        "the_same_thing_by_another_unit",
        "全年累计报告甲乙类传染病9种1145例。",
        Want("9", 9, "种", metric="报告甲乙类传染病数"),
        Want("1145", 1145, "例", code="NOTIFIABLE_AB_CASES"),
    ),
    case(
        "a_norm_for_each_place_is_no_count",
        "全县培训全科医生120人,建制乡镇卫生院全科医生配备做到每院2名。",
        Want("120", 120, "人", metric="培训全科医生人数"),
    ),
    case(
        "the_last_two",
        "孕产妇死亡率7.4/10万,婴儿死亡率3.8‰,5岁以下儿童死亡率5.2‰,后两项比上年分别下降0.3和0.5个千分点。",
        Want("7.4", 7.4, "/10万", code="MATERNAL_MORTALITY_RATIO"),
        Want("3.8", 3.8, "‰", code="INFANT_MORTALITY_RATE"),
        Want("5.2", 5.2, "‰", code="UNDER5_MORTALITY_RATE"),
        Want("0.3", -0.3, "千分点", code="INFANT_MORTALITY_RATE", measure="change"),
        Want("0.5", -0.5, "千分点", code="UNDER5_MORTALITY_RATE", measure="change"),
    ),
    case(
        "the_former_and_the_latter",
        "门诊患者满意度90.4%,住院患者满意度93.7%,前者提高1.3个百分点,后者下降0.4个百分点。",
        Want("90.4", 90.4, "%", code="OUTPATIENT_SATISFACTION"),
        Want("93.7", 93.7, "%", code="INPATIENT_SATISFACTION"),
        Want("1.3", 1.3, "百分点", code="OUTPATIENT_SATISFACTION", measure="change"),
        Want("0.4", -0.4, "百分点", code="INPATIENT_SATISFACTION", measure="change"),
    ),
    case(
        "targets_in_the_order_of_the_values",
        "每千人口床位6.1张、执业(助理)医师2.7人,年底前力争分别达到6.6张和2.9人。",
        Want("6.1", 6.1, "张", code="BEDS_PER_1000"),
        Want("2.7", 2.7, "人", code="PHYSICIANS_PER_1000"),
        Want("6.6", 6.6, "张", code="BEDS_PER_1000", kind="target"),
        Want("2.9", 2.9, "人", code="PHYSICIANS_PER_1000", kind="target"),
    ),
    case(
        "classes_of_hospitals",
        "医院当中,公立118个、民营94个,后者多出12个;评为三级的17个,其中三甲9个。",
        Want("118", 118, "个", code="PUBLIC_HOSPITAL_COUNT"),
        Want("94", 94, "个", code="PRIVATE_HOSPITAL_COUNT"),
        Want("12", 12, "个", code="PRIVATE_HOSPITAL_COUNT", measure="change"),
        Want("17", 17, "个", code="TERTIARY_HOSPITAL_COUNT"),
        Want("9", 9, "个", code="TERTIARY_A_HOSPITAL_COUNT"),
    ),
    case(
        "a_rate_by_class_of_hospital",
        "医院病床使用率81.3%,分等级看,三级93.8%、二级79.9%。",
        Want("81.3", 81.3, "%", code="BED_OCCUPANCY_RATE"),
        Want("93.8", 93.8, "%", metric="三级医院病床使用率"),
        Want("79.9", 79.9, "%", metric="二级医院病床使用率"),
    ),
)

HELD_AGAINST = (
    case(
        "more_spent_than_the_year_before",
        "医保基金支出31.2亿元,比上年同期少支出1.5亿元。",
        Want("31.2", 3_120_000_000, "元", metric="医保基金支出"),
        Want("1.5", -150_000_000, "元", metric="医保基金支出", measure="change"),
    ),
    case(
        "changes_printed_with_signs",
        "县域内就诊率88.1%,同比+1.4个百分点,药占比26.5%,同比-0.6个百分点,门诊人次12万人次,同比-3.1%。",
        Want("88.1", 88.1, "%", code="COUNTY_VISIT_RATE"),
        Want("1.4", 1.4, "百分点", code="COUNTY_VISIT_RATE", measure="change"),
        Want("26.5", 26.5, "%", metric="药占比"),
        Want("0.6", -0.6, "百分点", metric="药占比", measure="change"),
        Want("12", 120_000, "人次"),
        Want("3.1", -3.1, "%", measure="change_pct"),
    ),
    case(
        "points_against_the_values_of_two_years",
        "居民健康素养水平为28.1%,较2021年的26.0%和2020年的23.5%分别提高了2.1、4.6个百分点。",
        Want("28.1", 28.1, "%", code="HEALTH_LITERACY_RATE"),
        Want("26.0", 26, "%", code="HEALTH_LITERACY_RATE"),
        Want("23.5", 23.5, "%", code="HEALTH_LITERACY_RATE"),
        Want("2.1", 2.1, "百分点", code="HEALTH_LITERACY_RATE", measure="change"),
        Want("4.6", 4.6, "百分点", code="HEALTH_LITERACY_RATE", measure="change"),
    ),
    case(
        "what_is_compared_first",
        "相较2020年病床数量增长12%。",
        Want("12", 12, "%", metric="病床数量", measure="change_pct"),
    ),
    case(
        "a_goal_of_the_year_in_full",
        "新增床位410张,完成全年600张目标的68.3%。",
        Want("410", 410, "张", code="NEW_BED_COUNT"),
        Want("600", 600, "张", code="NEW_BED_COUNT", kind="target"),
        Want("68.3", 68.3, "%"),
    ),
    case(
        "facilities_that_the_clause_before_names",
        "具备血液透析资质的医疗机构,年初只有3家,现在是11家。",
        Want("3", 3, "家", metric="具备血液透析资质医疗机构数"),
        Want("11", 11, "家", metric="具备血液透析资质医疗机构数"),
    ),
)
MEMBERS = (
    case(
        "members_of_a_collective_and_what_was_done_of_each",
        "妇女“两癌”检查8000人,宫颈癌5000、乳腺癌3000,实际完成4900人、2800人。",
        Want("8000", 8000, "人", code="WOMEN_TWO_CANCER_SCREENING_COUNT"),
        Want("5000", 5000, "人", metric="妇女宫颈癌检查人数"),
        Want("3000", 3000, "人", metric="妇女乳腺癌检查人数"),
        Want("4900", 4900, "人", metric="妇女宫颈癌检查人数"),
        Want("2800", 2800, "人", metric="妇女乳腺癌检查人数"),
    ),
)

WHAT_IS_NEW = (
    case(
        "facilities_rebuilt_are_not_all_there_are",
        "改造和新建120所乡镇卫生院,提标改造30个基层医疗卫生机构。",
        Want("120", 120, "所", code="TOWNSHIP_HEALTH_CENTER_REBUILT_COUNT"),
        Want("30", 30, "个", code=""),
    ),
    case(
        "the_verb_of_what_came_true_is_not_cut_in_two",
        "实现16个县域医疗次中心达标。",
        Want("16", 16, "个", metric="达标县域医疗次中心数"),
    ),
    case(
        "the_verb_of_what_is_new_holds_for_its_list",
        "新增托育机构31家、托位1900个,创成三级医院1家、省级重点专科2个。",
        Want("31", 31, "家", code="NEW_CHILDCARE_INSTITUTION_COUNT"),
        Want("1900", 1900, "个", code="NEW_CHILDCARE_PLACE_COUNT"),
        Want("1", 1, "家", exact="创成三级医院数"),
        Want("2", 2, "个", exact="创成省级重点专科数"),
    ),
    case(
        "a_verb_behind_a_comma_where_the_same_is_counted",
        "新创建省级卫生乡镇4个,市级健康乡镇3个,全市健康社区累计达到120个。",
        Want("4", 4, "个", exact="新创建省级卫生乡镇数"),
        Want("3", 3, "个", exact="新创建市级健康乡镇数"),
        Want("120", 120, "个", code="HEALTH_VILLAGE_COUNT"),
    ),
    case(
        "a_density_behind_what_is_new_is_a_stock",
        "新增普惠托位260个,千人口托位3.9个。",
        Want("260", 260, "个", code="INCLUSIVE_CHILDCARE_PLACE_COUNT"),
        Want("3.9", 3.9, "个", code="CHILDCARE_PLACES_PER_1000"),
    ),
    case(
        "each_noun_behind_its_number_has_its_own_verb",
        "新增180张养老床位、12个助餐点,改建90张护理床位。",
        Want("180", 180, "张", exact="新增养老床位数"),
        Want("12", 12, "个", exact="新增助餐点数"),
        Want("90", 90, "张", exact="改建护理床位数"),
    ),
    case(
        "a_lower_level_of_the_same",
        "建成国家级临床重点专科2个、省级7个。",
        Want("2", 2, "个", exact="建成国家级临床重点专科数"),
        Want("7", 7, "个", exact="建成省级临床重点专科数"),
    ),
    case(
        "levels_before_the_noun_that_the_last_one_has",
        "争取3个省级、11个市级临床重点专科建设项目。",
        Want("3", 3, "个", metric="省级临床重点专科建设项目数", kind=None),
        Want("11", 11, "个", metric="市级临床重点专科建设项目数", kind=None),
    ),
    case(
        "what_is_done_to_several_groups",
        "免费肺结核筛查老年人4.2万人、高中学生2.6万人。",
        Want("4.2", 42_000, "人", metric="免费肺结核筛查老年人人数"),
        Want("2.6", 26_000, "人", exact="免费肺结核筛查高中学生人数"),
    ),
    case(
        "a_title_of_the_nation_stays_in_its_name",
        "创建全国示范性老年友好型社区6个。",
        Want("6", 6, "个", exact="创建全国示范性老年友好型社区数", region=YUEYANG),
    ),
    case(
        "a_range_before_its_noun",
        "打造2—4家儿童友好医院。",
        Want("2", 2, "家", exact="打造儿童友好医院数", comparator=">="),
        Want("4", 4, "家", exact="打造儿童友好医院数", comparator="<="),
    ),
    case(
        "at_least_before_the_verb",
        "每个县区至少新建1所公办托育中心。",
        Want("1", 1, "所", exact="每个县区新建公办托育中心数", comparator=">="),
    ),
    case(
        "how_it_goes_is_no_part_of_the_name",
        "5个区域医疗中心建设项目加快推进。",
        Want("5", 5, "个", exact="区域医疗中心建设项目数"),
    ),
    case(
        "a_class_that_ends_with_deng",
        "三级甲等医疗卫生机构达到9家。",
        Want("9", 9, "家", exact="三级甲等医疗卫生机构数", code=""),
    ),
)

FOR_WHOM = (
    case(
        "what_is_saved_or_paid_by_what_the_clause_before_names",
        "推进药品、医用耗材集采,节约资金5亿元。",
        Want("5", 500_000_000, "元", exact="药品、医用耗材集采节约资金"),
    ),
    case(
        "a_place_in_the_name_of_a_hospital",
        "湖北省肿瘤医院正式挂牌,平江县人民医院等三家医院建成投用,新增养老床位900张。",
        Want("900", 900, "张", region=YUEYANG),
    ),
    case(
        "for_whom_something_is_done",
        "为6.4万名老年人提供居家上门服务,为2.1万名适龄妇女提供一次“两癌”筛查。",
        Want("6.4", 64_000, "人", exact="为老年人提供居家上门服务人数"),
        Want("2.1", 21_000, "人", code="WOMEN_TWO_CANCER_SCREENING_COUNT"),
    ),
    case(
        "a_name_in_quotation_marks_keeps_both",
        "“岳惠保”参保人数180万人,建成“名医工作室”24个。",
        Want("180", 1_800_000, "人", exact="“岳惠保”参保人数"),
        Want("24", 24, "个", exact="建成“名医工作室”数"),
    ),
    case(
        "what_a_count_was_paid",
        "惠民医疗保险赔付3.6万人次、1.2亿元。",
        Want("3.6", 36_000, "人次", exact="惠民医疗保险赔付人次"),
        Want("1.2", 120_000_000, "元", exact="惠民医疗保险赔付金额"),
    ),
    case(
        "a_verb_is_no_part_of_a_rate",
        "稳定基本医疗保险参保率在96%以上,乡镇卫生院改造完成70%。",
        Want("96", 96, "%", exact="基本医疗保险参保率", comparator=">="),
        Want("70", 70, "%", exact="乡镇卫生院改造完成率"),
    ),
    case(
        "a_remark_on_a_zero",
        "首次实现孕产妇零死亡。",
        Want("零", 0, "人", code="MATERNAL_DEATH_COUNT"),
    ),
    case(
        "a_standard_per_head_behind_its_verb",
        "居民医保财政补助标准提高到人均670元。",
        Want("670", 670, "元", metric="人均居民医保财政补助标准"),
    ),
)

PRICES = (
    case(
        "a_standard_per_head_and_year_that_rises",
        "今年居民医保补助标准由每人每年240元提高到280元。",
        Want("240", 240, "元", exact="人均居民医保补助标准"),
        Want("280", 280, "元", exact="人均居民医保补助标准", year=2022),
    ),
    case(
        "what_each_of_two_things_does",
        "门诊特病保障、居家养老服务分别惠及12万人、30万人。",
        Want("12", 120_000, "人", exact="门诊特病保障惠及人数"),
        Want("30", 300_000, "人", exact="居家养老服务惠及人数"),
    ),
    case(
        "facilities_that_are_improved",
        "新增重点专科3个,提升15个农村医疗中心服务水平。",
        Want("3", 3, "个"),
        Want("15", 15, "个", metric="提升农村医疗中心服务水平数", code=""),
    ),
    case(
        "a_price_that_falls",
        "集采药品平均降价52%。",
        Want("52", -52, "%", metric="集采药品平均价格", measure="change_pct"),
    ),
    case(
        "goods_whose_price_fell_by_more_than_a_share",
        "210个药品降幅超过40%,医用耗材平均降幅达35%。",
        Want("210", 210, "个", exact="药品数"),
        Want("40", -40, "%", exact="药品价格", measure="change_pct", comparator=">"),
        Want("35", -35, "%", exact="医用耗材价格", measure="change_pct"),
    ),
    case(
        "a_price_of_what_the_clause_before_names",
        "药品和耗材带量采购,平均降价48%以上。",
        Want("48", -48, "%", metric="药品和耗材带量采购平均价格", measure="change_pct", comparator=">="),
    ),
)

WORDS_BEFORE_VALUES = (
    case(
        "adverbs_before_a_change_or_a_level",
        "次均住院费用5120元,仅涨了1.2%,平均住院日却从8.4天压到8.0天,入托率只有9.1%。",
        Want("5120", 5120, "元", code="INPATIENT_COST_PER_CASE"),
        Want("1.2", 1.2, "%", code="INPATIENT_COST_PER_CASE", measure="change_pct"),
        Want("8.4", 8.4, "天", code="AVG_LENGTH_OF_STAY"),
        Want("8.0", 8.0, "天", code="AVG_LENGTH_OF_STAY"),
        Want("9.1", 9.1, "%", code="CHILDCARE_ENROLMENT_RATE"),
    ),
    case(
        "a_rise_and_a_fall_of_the_last_two",
        "次均门诊费用230元、次均住院费用6100元,前者涨了2.1%,后者反倒降了1.4%。",
        Want("230", 230, "元", code="OUTPATIENT_COST_PER_VISIT"),
        Want("6100", 6100, "元", code="INPATIENT_COST_PER_CASE"),
        Want("2.1", 2.1, "%", code="OUTPATIENT_COST_PER_VISIT", measure="change_pct"),
        Want("1.4", -1.4, "%", code="INPATIENT_COST_PER_CASE", measure="change_pct"),
    ),
    case(
        "fewer_than_the_whole_province_has",
        "每千人口床位7.1张,仍比全省少0.3张,县域内就诊率89.5%,比上年低0.8个百分点。",
        Want("7.1", 7.1, "张", code="BEDS_PER_1000"),
        Want("0.3", -0.3, "张", code="BEDS_PER_1000", measure="change"),
        Want("89.5", 89.5, "%", code="COUNTY_VISIT_RATE"),
        Want("0.8", -0.8, "百分点", code="COUNTY_VISIT_RATE", measure="change"),
    ),
    case(
        "money_spent_on_what_was_counted",
        "医疗救助21.4万人次,花了3.2亿元。",
        Want("21.4", 214_000, "人次", metric="医疗救助人次"),
        Want("3.2", 320_000_000, "元", metric="医疗救助金额"),
    ),
    case(
        "a_rate_that_the_count_comes_to",
        "孕产妇死亡2例,折合11.2/10万。",
        Want("2", 2, "例", code="MATERNAL_DEATH_COUNT"),
        Want("11.2", 11.2, "/10万", code="MATERNAL_MORTALITY_RATIO"),
    ),
)

HEADS_AND_PARTS = (
    case(
        "rates_of_what_is_spread_without_fenbie",
        "中医馆、卫生厕所普及率超过96%、84%。",
        Want("96", 96, "%", exact="中医馆普及率", comparator=">"),
        Want("84", 84, "%", code="SANITARY_TOILET_RATE", comparator=">"),
    ),
    case(
        "counts_in_units_of_their_own_without_fenbie",
        "每千人口床位数、执业医师数增至7.8张、3.6人。",
        Want("7.8", 7.8, "张", code="BEDS_PER_1000"),
        Want("3.6", 3.6, "人", exact="每千人口执业医师数"),
    ),
    case(
        "a_number_of_the_second_thing_alone",
        "获批建设国家医学中心和8个国家区域医疗中心。",
        Want("8", 8, "个", metric="获批国家区域医疗中心数", code=""),
    ),
    case(
        "beds_of_care_homes_are_no_hospital_beds",
        "养老机构达到410个、床位3.2万张。",
        Want("410", 410, "个"),
        Want("3.2", 32_000, "张", exact="养老机构床位数"),
    ),
    case(
        "who_does_what_behind_the_number",
        "12家医院开设疼痛门诊,5个区域医疗中心投入运营。",
        Want("12", 12, "家", exact="开设疼痛门诊医院数"),
        Want("5", 5, "个", exact="投入运营区域医疗中心数"),
    ),
    case(
        "new_cases_of_those_living_with_it",
        "现存活艾滋病感染者和病人910例,新报告42例。",
        Want("910", 910, "例", code="HIV_LIVING_COUNT"),
        Want("42", 42, "例", code="HIV_NEW_CASES"),
    ),
    case(
        "a_rate_of_those_checked_and_what_its_change_led_to",
        "65岁及以上老年人免费体检5.8万人,健康管理率同比提高3.1个百分点,达到73.9%。",
        Want("5.8", 58_000, "人"),
        Want("3.1", 3.1, "百分点", code="ELDERLY65_MGMT_RATE", measure="change"),
        Want("73.9", 73.9, "%", code="ELDERLY65_MGMT_RATE"),
    ),
    case(
        "visits_more_than_last_year_without_a_unit",
        "总诊疗人次比上年增加41.2万(增长2.2%)。",
        Want("41.2", 412_000, "人次", code="VISIT_COUNT", measure="change"),
        Want("2.2", 2.2, "%", code="VISIT_COUNT", measure="change_pct"),
    ),
    case(
        "a_head_on_the_names_of_the_clause_before",
        "心脏病、脑血管病位居前二,死亡率依次是210.4/10万、188.1/10万。",
        Want("210.4", 210.4, "/10万", metric="心脏病死亡率"),
        Want("188.1", 188.1, "/10万", metric="脑血管病死亡率"),
    ),
    case(
        "rates_of_what_stands_before_de",
        "高血压的知晓率、治疗率、控制率为61.0%、55.2%、20.3%。",
        Want("61.0", 61, "%", metric="高血压的知晓率"),
        Want("55.2", 55.2, "%", exact="高血压治疗率"),
        Want("20.3", 20.3, "%", exact="高血压控制率"),
    ),
    case(
        "what_a_kind_of_facility_has_of_a_total",
        "实有床位3.1万张,医院占了2.4万张。",
        Want("3.1", 31_000, "张", code="BED_COUNT"),
        Want("2.4", 24_000, "张", code="HOSPITAL_BED_COUNT"),
    ),
    case(
        "parts_of_a_part_in_its_bracket",
        "320万人参加基本医保,其中居民医保262万人,职工医保58万人(在职41万人、退休17万人)。",
        Want("320", 3_200_000, "人"),
        Want("262", 2_620_000, "人", metric="居民医保基本医保人数"),
        Want("58", 580_000, "人", metric="职工医保基本医保人数"),
        Want("41", 410_000, "人", metric="在职职工医保基本医保人数"),
        Want("17", 170_000, "人", metric="退休职工医保基本医保人数"),
    ),
    case(
        "two_balances_of_one_fund",
        "基本医保基金收入42.1亿元,支出38.9亿元,当期结余3.2亿元,累计结余21.7亿元。",
        Want("42.1", 4_210_000_000, "元"),
        Want("38.9", 3_890_000_000, "元"),
        Want("3.2", 320_000_000, "元", exact="基本医保基金当期结余"),
        Want("21.7", 2_170_000_000, "元", exact="基本医保基金累计结余"),
    ),
    case(
        "a_change_of_a_rate_of_those_just_counted",
        "糖尿病患者在管人数2.4万人,规范管理率同比提高1.5个百分点。",
        Want("2.4", 24_000, "人", code="DIABETES_MGMT_COUNT"),
        Want("1.5", 1.5, "百分点", code="DIABETES_MGMT_RATE", measure="change"),
    ),
    case(
        "these_two_figures_of_another_place",
        "县域内就诊率90.2%,基层诊疗量占比54.1%,平江县走得最靠前,这两个数已是93.6%和61.8%。",
        Want("90.2", 90.2, "%", code="COUNTY_VISIT_RATE"),
        Want("54.1", 54.1, "%", code="PRIMARY_CARE_VISIT_SHARE"),
        Want("93.6", 93.6, "%", code="COUNTY_VISIT_RATE"),
        Want("61.8", 61.8, "%", code="PRIMARY_CARE_VISIT_SHARE"),
    ),
)

LISTED_AND_LEFT_OUT = (
    case(
        "a_share_of_each_of_the_listed",
        "全市卫生总费用96.4亿元,其中政府、社会、个人卫生支出分别占30.2%、41.3%和28.5%。",
        Want("96.4", 9.64e9, "元", code="TOTAL_HEALTH_EXPENDITURE"),
        Want("30.2", 30.2, "%", exact="政府卫生支出占比"),
        Want("41.3", 41.3, "%", exact="社会卫生支出占比"),
        Want("28.5", 28.5, "%", code="OOP_SHARE"),
    ),
    case(
        "a_share_of_each_kind_with_the_same_thing",
        "设有中医馆的社区卫生服务中心、乡镇卫生院占同类机构的比例分别为92.4%、95.1%。",
        Want("92.4", 92.4, "%", code="TCM_HALL_RATE_CHC"),
        Want("95.1", 95.1, "%", code="TCM_HALL_RATE_THC"),
    ),
    case(
        "a_share_that_fell",
        "次均门诊药费(98.6元)占35.2%,所占比重比上年下降0.7个百分点。",
        Want("98.6", 98.6, "元"),
        Want("35.2", 35.2, "%", code="OUTPATIENT_DRUG_COST_SHARE"),
        Want("0.7", -0.7, "百分点", code="OUTPATIENT_DRUG_COST_SHARE", measure="change"),
    ),
    case(
        "a_change_in_a_unit_of_its_own",
        "其中医院48家;实有床位2.43万张,比上年增加610张,增长2.6%。",
        Want("48", 48, "家", code="HOSPITAL_COUNT"),
        Want("2.43", 24_300, "张", code="BED_COUNT"),
        Want("610", 610, "张", code="BED_COUNT", measure="change"),
        Want("2.6", 2.6, "%", code="BED_COUNT", measure="change_pct"),
    ),
    case(
        "rates_rise_again",
        "病床使用率78.4%,比上年回升3.1个百分点。",
        Want("78.4", 78.4, "%", code="BED_OCCUPANCY_RATE"),
        Want("3.1", 3.1, "百分点", code="BED_OCCUPANCY_RATE", measure="change"),
    ),
    case(
        "parts_that_make_the_whole_end_with_it",
        "新农合人均筹资标准150元,其中各级财政补助120元、个人缴费30元,筹集基金6218万元。",
        Want("150", 150, "元"),
        Want("120", 120, "元", metric="人均各级财政补助"),
        Want("30", 30, "元", metric="人均个人缴费"),
        Want("6218", 62_180_000, "元", exact="筹集基金"),
    ),
    case(
        "acts_among_acts_have_their_own_names",
        "新农合共为18.4万人次报销医药费2914万元,其中住院补偿1.6万人次、2402万元,门诊补偿16.8万人次、512万元。",
        Want("18.4", 184_000, "人次", metric="报销医药费人次"),
        Want("2914", 29_140_000, "元", metric="报销医药费"),
        Want("1.6", 16_000, "人次", exact="住院补偿人次"),
        Want("2402", 24_020_000, "元", exact="住院补偿金额"),
        Want("16.8", 168_000, "人次", exact="门诊补偿人次"),
        Want("512", 5_120_000, "元", exact="门诊补偿金额"),
    ),
    case(
        "the_people_meant_by_a_check",
        "免费孕前优生健康检查1840对,目标人群覆盖率97.2%。",
        Want("1840", 1840, "对"),
        Want("97.2", 97.2, "%", code="PRECONCEPTION_CHECK_COVERAGE_RATE"),
    ),
    case(
        "what_is_decreed_without_another_word",
        "贫困人口住院个人自付比例8.9%,控制在省定10%以内。",
        Want("8.9", 8.9, "%", code="POVERTY_SELF_PAY_RATE"),
        Want("10", 10, "%", code="POVERTY_SELF_PAY_RATE", kind="target", comparator="<="),
    ),
    case(
        "money_laid_out_for_whom_the_sentence_named",
        "“先诊疗后付费”服务患者3120人次,垫付资金986万元。",
        Want("3120", 3120, "人次"),
        Want("986", 9_860_000, "元", metric="“先诊疗后付费”服务患者垫付资金"),
    ),
    case(
        "no_deaths_came_about",
        "孕产妇实现零死亡。",
        Want("零", 0, "人", code="MATERNAL_DEATH_COUNT"),
    ),
    case("a_duty_to_report_is_no_figure", "落实日报告和零报告制度,规范发热门诊管理。"),
    case(
        "a_count_before_the_name_of_a_rate",
        "12个脱贫县大病救治率始终稳定在99%以上。",
        Want("99", 99, "%", code="SERIOUS_DISEASE_TREATMENT_RATE", comparator=">="),
        optional=("12",),
    ),
    case(
        "a_rate_held",
        "县域内就诊率巩固在91%以上。",
        Want("91", 91, "%", code="COUNTY_VISIT_RATE", comparator=">="),
    ),
)

CASES = (
    *WORDS_BEFORE_VALUES,
    *HEADS_AND_PARTS,
    *WHAT_IS_NEW,
    *FOR_WHOM,
    *PRICES,
    *HELD_AGAINST,
    *MEMBERS,
    *REFERRED_TO,
    *SAME_SUBJECT,
    *(LISTS + MORE_LISTS),
    *PAIRS,
    *(CHAINS + MORE_CHAINS),
    *(ELLIPSIS + MORE_SUBJECTS),
    *PARTS,
    *NOUN_BEHIND,
    *SCOPES,
    *LIMITS,
    *LISTED_AND_LEFT_OUT,
)


@pytest.mark.parametrize("reading", CASES, ids=lambda reading: reading.name)
def test_construction(reading: Case) -> None:
    assert reading.problems() == []


@pytest.mark.parametrize("words", ["控制在", "距离"])
def test_a_row_of_words_before_a_limit_is_read_at_once(words: str) -> None:
    assert ISSUER.match(words * 60 + "控") is None
