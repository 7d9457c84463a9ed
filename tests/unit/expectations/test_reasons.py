from datetime import date

import pytest

from expectations.reasons import plain, reasons
from expectations.suites import list_checks

CHECKS = {check.name: check for check in list_checks()}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (81500.0, "81500"),
        (0.1 + 0.2, "0.3"),
        (-6.0, "-6"),
        (100.0, "100"),
        (17_800_000_000.0, "17800000000"),
        (None, "—"),
        (2020, "2020"),
        (date(2020, 1, 31), "2020-01-31"),
    ],
)
def test_values_read_as_a_person_writes_them(value, text):
    assert plain(value) == text


def test_a_reason_tells_the_values_of_both_rows():
    told = {
        "infant_part_text": "婴儿死亡率",
        "infant_part_stated": "8.2 ‰",
        "infant_total_text": "5岁以下儿童死亡率",
        "infant_total_stated": "6.1 ‰",
    }
    english, chinese = reasons(CHECKS["infant_within_under5"], told)
    assert chinese == "婴儿死亡率 8.2 ‰ 高于同一公报的5岁以下儿童死亡率 6.1 ‰"
    assert english == "婴儿死亡率 8.2 ‰ is above 5岁以下儿童死亡率 6.1 ‰ of the same bulletin"


def test_text_of_a_bulletin_is_never_taken_for_a_template():
    told = {"metric_text": "{__class__} {0}", "value": 120.0, "lowest": 0.0, "highest": None}
    english, _ = reasons(CHECKS["percentage_within_range"], told)
    assert english == "{__class__} {0} 120% lies outside 0 to —%"
