"""Tables as statistical communiqués print them: parts of columns, units left out, cells parted by spaces."""

from reading import mentions_of

TITLE = "岳阳市2022年卫生健康统计资料"


def figures(text: str) -> list[tuple[str, float, str, str, str | None]]:
    return [
        (m["number_text"], m["value"], m["unit"], m["metric_text"], m["metric_code"])
        for m in mentions_of(text, title=TITLE)
    ]


def test_a_part_takes_unit_and_name_from_the_total_before_it() -> None:
    text = (
        "| 地 区 | 卫生机构数(个) | #医 院 | 床位数(张) | #医 院 |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| 平江县 | 413 | 53 | 4044 | 3677 |\n"
        "| 华容县 | 324 | 21 | 2684 | 2082 |\n"
    )
    assert figures(text)[:4] == [
        ("413", 413, "个", "卫生机构数", "HEALTH_INSTITUTION_COUNT"),
        ("53", 53, "个", "医院", "HOSPITAL_COUNT"),
        ("4044", 4044, "张", "床位数", "BED_COUNT"),
        ("3677", 3677, "张", "医院床位数", "HOSPITAL_BED_COUNT"),
    ]


def test_serial_numbers_name_no_row() -> None:
    text = (
        "| 序号 | 指标 | 单位 | 2022年 |\n| --- | --- | --- | --- |\n"
        "| 28 | 卫生机构 | 个 | 852 |\n| 29 | 其中:医院 | 个 | 47 |\n"
    )
    assert [(number, code) for number, _, _, _, code in figures(text)] == [
        ("852", "HEALTH_INSTITUTION_COUNT"),
        ("47", "HOSPITAL_COUNT"),
    ]


def test_cells_that_spaces_part() -> None:
    text = (
        "2022年4月传染病发病、死亡统计表\n\n病名 发病数 死亡数**\n"
        "甲乙类传染病合计 17213 327\n鼠疫 0 0\n病毒性肝炎* 7782 2\n"
    )
    assert [(number, unit, metric) for number, _, unit, metric, _ in figures(text)] == [
        ("17213", "例", "甲乙类传染病合计发病数"),
        ("327", "人", "甲乙类传染病合计死亡数"),
        ("0", "例", "鼠疫发病数"),
        ("0", "人", "鼠疫死亡数"),
        ("7782", "例", "病毒性肝炎发病数"),
        ("2", "人", "病毒性肝炎死亡数"),
    ]


def test_prose_with_spaced_figures_is_no_table() -> None:
    text = (
        "全市现有医院 80 家，床位 9000 张。\n全市现有诊所 90 家，床位 100 张。\n全市现有卫生院 70 家，床位 800 张。\n"
    )
    assert [number for number, *_ in figures(text)] == ["80", "9000", "90", "100", "70", "800"]


def test_year_of_a_title_whose_digits_are_set_apart() -> None:
    text = "岳阳市 2015 年卫生事业发展统计公报\n2016 年 5 月 11 日\n全市共有医院 80 家。"
    assert [m["year"] for m in mentions_of(text, title=None, published_on=None)] == [2015]


def kinds(text: str, title: str = TITLE) -> list[tuple[str, str, str, int | None, str]]:
    return [
        (m["number_text"], m["unit"], m["metric_code"], m["year"], m["kind"]) for m in mentions_of(text, title=title)
    ]


def test_a_spaced_table_of_tasks_and_what_was_done() -> None:
    text = (
        "岳阳市2022年卫生健康工作总结\n各项任务见下表。\n"
        "序号　指标　单位　年度任务　完成情况\n"
        "1　高血压患者规范管理率　%　60　71.5\n2　3岁以下 儿童系统管理率　%　≥90　94.2\n"
        "3　孕产妇死亡率　1/10万　＜9　—\n"
        "全市二级以上医院12家。\n"
    )
    assert kinds(text) == [
        ("60", "%", "HYPERTENSION_MGMT_RATE", 2022, "target"),
        ("71.5", "%", "HYPERTENSION_MGMT_RATE", 2022, "actual"),
        ("90", "%", "CHILD_UNDER3_SYSTEM_MGMT_RATE", 2022, "target"),
        ("94.2", "%", "CHILD_UNDER3_SYSTEM_MGMT_RATE", 2022, "actual"),
        ("9", "/10万", "MATERNAL_MORTALITY_RATIO", 2022, "target"),
        ("12", "家", None, 2022, "actual"),
    ]


def test_a_spaced_table_of_years_with_groups_and_notes() -> None:
    text = (
        "主要指标\n指标\t单位\t2020年\t2025年\t属性\n一、健康水平\n婴儿死亡率\t‰\t3.1\t≤3\t预期性\n"
        "二、资源\n每千人口床位数\t张\t6.8\t7.2\t约束性\n"
    )
    assert kinds(text, title="岳阳市“十四五”卫生健康规划") == [
        ("3.1", "‰", "INFANT_MORTALITY_RATE", 2020, "actual"),
        ("3", "‰", "INFANT_MORTALITY_RATE", 2025, "target"),
        ("6.8", "张", "BEDS_PER_1000", 2020, "actual"),
        ("7.2", "张", "BEDS_PER_1000", 2025, "target"),
    ]
