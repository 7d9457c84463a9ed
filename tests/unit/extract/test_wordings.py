"""One figure in the many ways that officials word it: the same reading is wanted of each."""

import pytest
from reading import PLAN, SUMMARY, Case, Want, case

LITERACY = "HEALTH_LITERACY_RATE"


def wordings(name: str, texts: tuple[str, ...], *wants: Want, title: str = SUMMARY) -> tuple[Case, ...]:
    """One case a wording, all with the same wants."""
    return tuple(case(f"{name}_{number}", text, *wants, title=title) for number, text in enumerate(texts))


LEVEL = wordings(
    "level",
    (
        "居民健康素养水平26.4%。",
        "居民健康素养水平为26.4%。",
        "居民健康素养水平达26.4%。",
        "居民健康素养水平达到了26.4%。",
        "居民健康素养水平已达到26.4%。",
        "居民健康素养水平提高到26.4%。",
        "居民健康素养水平提升至26.4%。",
        "居民健康素养水平稳步提升，达到26.4%。",
        "居民健康素养水平持续提升至26.4%。",
        "居民健康素养水平（26.4%）稳步提升。",
        "居民健康素养水平：26.4%。",
        "全市城乡居民健康素养水平达到26.4%。",
        "2022年，我市居民健康素养水平达26.4%。",
        "截至2022年底，全市居民健康素养水平达26.4%。",
        "监测结果显示，全市居民健康素养水平为26.4%。",
        "健康知识普及行动深入推进，居民健康素养水平达26.4%。",
    ),
    Want("26.4", 26.4, "%", code=LITERACY, year=2022),
)

CHANGE = wordings(
    "change",
    (
        "居民健康素养水平提高2.4个百分点。",
        "居民健康素养水平比上年提高2.4个百分点。",
        "居民健康素养水平较上年提升2.4个百分点。",
        "居民健康素养水平同比上升2.4个百分点。",
        "居民健康素养水平同比提高了2.4个百分点。",
        "居民健康素养水平较2021年增长2.4个百分点。",
        "与上年相比，居民健康素养水平提高2.4个百分点。",
        "居民健康素养水平与去年同期相比提高2.4个百分点。",
        "居民健康素养水平增加2.4个百分点。",
    ),
    Want("2.4", 2.4, "百分点", code=LITERACY, measure="change", year=2022),
)

GROWTH = wordings(
    "growth",
    (
        "总诊疗人次同比增长5.6%。",
        "总诊疗人次比上年增长5.6%。",
        "总诊疗人次较上年同期增长5.6%。",
        "总诊疗人次同比上升5.6%。",
        "总诊疗人次增幅为5.6%。",
        "总诊疗人次增长率为5.6%。",
        "总诊疗人次同比增加5.6%。",
        "与上年同期相比，总诊疗人次增长5.6%。",
    ),
    Want("5.6", 5.6, "%", code="VISIT_COUNT", measure="change_pct", year=2022),
)

FALL = wordings(
    "fall",
    (
        "次均住院费用同比下降2.6%。",
        "次均住院费用较上年下降2.6%。",
        "次均住院费用比上年降低2.6%。",
        "次均住院费用同比减少2.6%。",
        "次均住院费用降幅为2.6%。",
        "次均住院费用降幅达2.6%。",
        "次均住院费用同比下降了2.6%。",
    ),
    Want("2.6", -2.6, "%", code="INPATIENT_COST_PER_CASE", measure="change_pct"),
)

CEILING = wordings(
    "ceiling",
    (
        "婴儿死亡率控制在4‰以内。",
        "婴儿死亡率控制在4‰以下。",
        "婴儿死亡率不超过4‰。",
        "婴儿死亡率不高于4‰。",
        "将婴儿死亡率控制在4‰以内。",
        "确保婴儿死亡率控制在4‰以内。",
        "力争婴儿死亡率控制在4‰以下。",
        "全市婴儿死亡率要控制在4‰以内。",
        "婴儿死亡率下降到4‰以下。",
    ),
    Want("4", 4, "‰", code="INFANT_MORTALITY_RATE", kind="target", comparator="<=", year=2023),
    title=PLAN,
)

FLOOR = wordings(
    "floor",
    (
        "孕产妇系统管理率达到92%以上。",
        "孕产妇系统管理率不低于92%。",
        "孕产妇系统管理率保持在92%以上。",
        "孕产妇系统管理率稳定在92%以上。",
        "孕产妇系统管理率达92%及以上。",
        "确保孕产妇系统管理率达到92%以上。",
        "孕产妇系统管理率要达到92%以上。",
        "孕产妇系统管理率至少达到92%。",
    ),
    Want("92", 92, "%", code="MATERNAL_SYSTEM_MGMT_RATE", kind="target", comparator=">=", year=2023),
    title=PLAN,
)

ADDED = wordings(
    "added",
    (
        "新增托位1800个。",
        "全市新增托位1800个。",
        "全年新增托位1800个。",
        "新增婴幼儿托位1800个。",
        "今年以来，全市新增托位1800个。",
        "完成新增托位1800个。",
        "实现新增托位1800个。",
        "新增1800个托位。",
        "全年共新增托位1800个。",
        "累计新增托位1800个。",
    ),
    Want("1800", 1800, "个", code="NEW_CHILDCARE_PLACE_COUNT", year=2022),
)

PAIR = wordings(
    "pair",
    (
        "居民健康素养水平由2021年的24.0%提高到2022年的26.4%。",
        "居民健康素养水平从2021年的24.0%提升至2022年的26.4%。",
        "居民健康素养水平由2021年24.0%上升到2022年26.4%。",
        "居民健康素养水平从2021年的24.0%提高到26.4%。",
        "居民健康素养水平由上年的24.0%提高至26.4%。",
        "居民健康素养水平由去年的24.0%增长到26.4%。",
    ),
    Want("24.0", 24, "%", code=LITERACY, year=2021),
    Want("26.4", 26.4, "%", code=LITERACY, year=2022),
)

SIGNED = wordings(
    "beds",
    (
        "全市医疗卫生机构床位数42350张。",
        "全市共有医疗卫生机构床位42350张。",
        "全市医疗卫生机构实有床位42350张。",
        "全市医疗卫生机构床位总数达42350张。",
        "全市医疗卫生机构拥有床位42350张。",
        "年末全市医疗卫生机构床位42350张。",
    ),
    Want("42350", 42350, "张", code="BED_COUNT", year=2022),
)

MORE_THAN = wordings(
    "more_than",
    (
        "家庭医生签约人数超过200万人。",
        "家庭医生签约人数突破200万人。",
        "家庭医生签约人数达200余万人。",
        "家庭医生签约人数达200多万人。",
        "家庭医生签约人数超200万人。",
        "家庭医生签约人数已超过200万人。",
        "家庭医生签约人数突破200万人大关。",
    ),
    Want("200", 2_000_000, "人", code="FAMILY_DOCTOR_SIGNED_COUNT", comparator=">"),
)

ABOUT = wordings(
    "about",
    (
        "全市注册护士约2.1万人。",
        "全市注册护士近2.1万人。",
        "全市注册护士将近2.1万人。",
        "全市注册护士2.1万人左右。",
        "全市注册护士达到2.1万人左右。",
        "全市注册护士大约2.1万人。",
    ),
    Want("2.1", 21_000, "人", code="NURSE_COUNT", comparator="~"),
)

CASES = (
    *LEVEL,
    *CHANGE,
    *GROWTH,
    *FALL,
    *CEILING,
    *FLOOR,
    *ADDED,
    *PAIR,
    *SIGNED,
    *MORE_THAN,
    *ABOUT,
)


@pytest.mark.parametrize("reading", CASES, ids=lambda reading: reading.name)
def test_wording(reading: Case) -> None:
    assert reading.problems() == []
