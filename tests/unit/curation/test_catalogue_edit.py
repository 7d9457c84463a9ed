import csv
import io
from dataclasses import replace

import pytest

from extract.curation.edit import Catalogue, CatalogueError, NewMetric, write_over

HEADER = (
    "metric_code,name_zh,name_en,aliases_zh,category,value_type,unit,"
    "min_valid,max_valid,direction,definition_zh,source\n"
)
METRICS = (
    HEADER
    + 'BED_COUNT,医疗卫生机构床位数,"Beds, all",总床位数,beds,count,张,0,20000000,neutral,床位,公报\n'
    + "NURSE_COUNT,注册护士数,Nurses,,staff,count,人,0,20000000,neutral,护士,公报\n"
    + "SIGNING_RATE,签约率,Signing rate,家庭医生签约率|居民签约率,doctor,percentage,%,0,100,higher_better,签约,公报\n"
    + "BIRTH_RATE,出生率,Birth rate,,population,permille,‰,0,100,neutral,出生,公报"
)
UNITS = (
    "unit,dimension,base_unit,factor,surface_forms\n%,ratio,%,1,%\n‰,ratio,%,0.1,‰\n人,count_person,人,1,人\n"
    "张,count_item,张,1,张\n户,count_household,户,1,户\n万,multiplier,1,10000,万\n个百分点,percentage_point,个百分点,1,百分点\n"
)
NEW = NewMetric("HOME_BED_COUNT", "家庭病床数", "Home beds", "beds", "count", "张", 0, 1e6, aliases=("家庭病床",))


@pytest.fixture
def catalogue():
    return Catalogue(METRICS, UNITS)


def rows(catalogue):
    return {row["metric_code"]: row for row in csv.DictReader(io.StringIO(catalogue.text, newline=""))}


def test_nothing_changes_by_itself(catalogue):
    assert catalogue.text == METRICS


@pytest.mark.parametrize(
    ("code", "aliases"), [("NURSE_COUNT", "护士总人数"), ("SIGNING_RATE", "家庭医生签约率|居民签约率|护士总人数")]
)
def test_an_alias_changes_one_cell_and_no_other_line(catalogue, code, aliases):
    before = rows(catalogue)
    catalogue.add_alias(code, " 护士总人数 ")
    assert rows(catalogue) == before | {code: before[code] | {"aliases_zh": aliases}}
    changed = [new for old, new in zip(METRICS.split("\n"), catalogue.text.split("\n"), strict=True) if old != new]
    assert [line.split(",")[0] for line in changed] == [code]


@pytest.mark.parametrize(
    ("code", "alias", "why"),
    [
        ("NO_SUCH", "护士总人数", "not in the catalogue"),
        ("NURSE_COUNT", "总床位数", "BED_COUNT"),
        ("NURSE_COUNT", "“家庭医生”的签约率", "SIGNING_RATE"),  # equal after normalising
        ("SIGNING_RATE", "居民签约率", "SIGNING_RATE"),
        ("NURSE_COUNT", "", "no name"),
        ("NURSE_COUNT", "nurses", "no name"),
        ("NURSE_COUNT", "护", "no name"),
        ("NURSE_COUNT", "护士|护工人数", "character"),
        ("NURSE_COUNT", "护士\n人数", "character"),
        ("NURSE_COUNT", "=护士人数", "character"),
    ],
)
def test_an_alias_that_would_confuse_is_refused(catalogue, code, alias, why):
    with pytest.raises(CatalogueError, match=why):
        catalogue.add_alias(code, alias)
    assert catalogue.text == METRICS


def test_a_metric_goes_behind_its_category_and_can_be_given_an_alias(catalogue):
    before = rows(catalogue)
    catalogue.add_metric(NEW)
    assert list(rows(catalogue)) == ["BED_COUNT", "HOME_BED_COUNT", *list(before)[1:]]
    assert catalogue.codes == tuple(rows(catalogue))
    new = rows(catalogue).pop("HOME_BED_COUNT")
    assert (new["name_zh"], new["aliases_zh"], new["min_valid"], new["max_valid"]) == (
        "家庭病床数",
        "家庭病床",
        "0",
        "1000000",
    )
    catalogue.add_alias("HOME_BED_COUNT", "居家病床数")
    catalogue.add_alias("BIRTH_RATE", "人口出生率")
    assert rows(catalogue)["HOME_BED_COUNT"]["aliases_zh"] == "家庭病床|居家病床数"
    assert rows(catalogue)["BIRTH_RATE"]["aliases_zh"] == "人口出生率"
    assert {code: row | {"aliases_zh": ""} for code, row in rows(catalogue).items() if code in before} == {
        code: row | {"aliases_zh": ""} for code, row in before.items()
    }


def test_a_metric_behind_a_last_line_without_an_end(catalogue):
    catalogue.add_metric(replace(NEW, category="population"))
    assert catalogue.text.startswith(METRICS + "\nHOME_BED_COUNT,")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"code": "BED_COUNT"}, "in the catalogue already"),
        ({"code": "home beds"}, "no code"),
        ({"code": "HOME__BEDS"}, "no code"),
        ({"name_zh": "总床位数"}, "BED_COUNT"),
        ({"aliases": ("注册护士数",)}, "NURSE_COUNT"),
        ({"aliases": ("家庭的病床数",)}, "the same"),
        ({"name_en": " "}, "English"),
        ({"name_en": "=1+1"}, "character"),
        ({"definition_zh": "甲\n乙"}, "character"),
        ({"unit": "床"}, "not in the catalogue of units"),
        ({"unit": "万"}, "multiplier"),
        ({"unit": "个百分点"}, "unit of change"),
        ({"unit": "%"}, "percentage"),
        ({"unit": "‰", "value_type": "percentage", "max_valid": 100}, "permille"),
        ({"value_type": "number"}, "value_type"),
        ({"category": "furniture"}, "category"),
        ({"direction": "up"}, "direction"),
        ({"min_valid": 5.0, "max_valid": 5.0}, "no value"),
        ({"min_valid": 9.0, "max_valid": 5.0}, "no value"),
        ({"max_valid": float("inf")}, "no value"),
        ({"min_valid": float("nan")}, "no value"),
        ({"min_valid": -1.0}, "between"),
        ({"unit": "%", "value_type": "percentage"}, "between"),
    ],
)
def test_a_metric_that_does_not_hold_together_is_refused(catalogue, change, why):
    with pytest.raises(CatalogueError, match=why):
        catalogue.add_metric(replace(NEW, **change))
    assert catalogue.text == METRICS


def test_a_unit_that_no_metric_has_yet_may_be_used(catalogue):
    catalogue.add_metric(replace(NEW, unit="户"))
    assert rows(catalogue)["HOME_BED_COUNT"]["unit"] == "户"


@pytest.mark.parametrize("text", ["", "code,name\n", METRICS + "\nBED", HEADER + 'A_B,"甲\n乙"\n'])
def test_a_broken_catalogue_is_not_edited(text):
    with pytest.raises(CatalogueError):
        Catalogue(text, UNITS)


def test_line_ends_and_a_byte_order_mark_stay():
    windows = "\ufeff" + METRICS.replace("\n", "\r\n")
    catalogue = Catalogue(windows, UNITS)
    catalogue.add_metric(NEW)
    assert catalogue.text.startswith("\ufeffmetric_code")
    assert catalogue.text.count("\n") == catalogue.text.count("\r\n") == METRICS.count("\n") + 2


def test_writing_replaces_the_file_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "metrics.csv"
    path.write_text("old")
    path.chmod(0o640)
    write_over(path, "新\r\n")
    assert path.read_bytes() == "新\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]
