"""Constructions are told from the text around a numeral, marked here by ⟦ and ⟧."""

import pytest

from benchmarks.constructions import CONSTRUCTIONS, PLAIN, constructions_of, place_of


def told(marked: str) -> tuple[str, ...]:
    start = marked.index("⟦")
    text = marked.replace("⟦", "").replace("⟧", "")
    return constructions_of(text, start, marked.index("⟧") - 1)


SHOWN = [
    ("respective", "甲率、乙率分别达到⟦92⟧%、95%。"),
    ("respective", "甲率、乙率分别达到92%、⟦95⟧%。"),
    ("respective", "甲率和乙率控制在8.06/10万和⟦2.16⟧‰。"),
    ("respective", "分别较上年提高了2.97、⟦2.37⟧、1.26个百分点。"),
    ("respective", "城市、农村分别报告病例⟦5⟧例和病例9例。"),
    ("from_to", "死亡率由⟦15.8⟧/10万下降到10.8/10万。"),
    ("from_to", "死亡率由15.8/10万下降到⟦10.8⟧/10万。"),
    ("from_to", "三项死亡率分别由2015年的20.1/10万、⟦8.1⟧‰下降到2019年的17.8/10万、5.6‰。"),
    ("from_to", "床位数由2019年6.30张增加到2020年⟦6.46⟧张。"),
    ("compared", "管理率92%,比上年提高⟦3.1⟧个百分点。"),
    ("compared", "管理率92%,高于全省平均⟦88⟧%。"),
    ("compared", "死亡率4.54‰,较上年⟦4.92⟧‰有所下降。"),
    ("elliptic", "增加床位500张,增长⟦5⟧%。"),
    ("elliptic", "共有医院53所,比上年增加⟦2⟧所。"),
    ("brackets", "医院120个（其中公立⟦65⟧个）。"),
    ("of_which", "床位9000张,其中:医院⟦5000⟧张,基层1900张。"),
    ("of_which", "床位9000张,其中:医院5000张;基层⟦1900⟧张。"),
    ("total_with_parts", "医疗卫生机构总数⟦900⟧个,其中医院65个。"),
    ("share", "医院5000张(占⟦78.4⟧%)。"),
    ("share", "民营医院占医院总数的⟦63.5⟧%。"),
    ("share_of", "全县⟦90⟧%的乡镇卫生院建成中医馆。"),
    ("value_first", "为⟦2000⟧名儿童窝沟封闭。"),
    ("value_first", "新建⟦12⟧所社区卫生服务中心。"),
    ("comparator", "死亡率控制在⟦9⟧‰以内。"),
    ("comparator", "签约率不低于⟦90⟧%。"),
    ("comparator", "培训⟦400⟧余人。"),
    ("comparator", "总数超⟦102⟧万。"),
    ("range", "费用增长控制在⟦6⟧—8%。"),
    ("range", "费用增长控制在6—⟦8⟧%。"),
    ("range", "新建⟦1⟧至2个中心。"),
    ("words", "满意率⟦百分之九十⟧。"),
    ("words", "逾⟦9⟧成居民愿意续约。"),
    ("signed_change", "发病率下降⟦0.71⟧%。"),
    ("points", "水平提高⟦2.3⟧个百分点。"),
    ("points", "分别提高⟦3.60⟧、2.58个百分点。"),
    ("average", "每千人口床位⟦6.5⟧张。"),
    ("average", "次均门诊费用⟦210⟧元。"),
    ("price_basis", "次均费用210元,按可比价格上涨⟦5.3⟧%。"),
    ("note_mark", "常住人口[2]为⟦579101⟧人。"),
    ("by_level", "建成国家级卫生镇2个、省级卫生镇⟦16⟧个。"),
    ("table", "| 床位数(张) | ⟦2802⟧ |\n"),
    ("table", "单位:万人\n总诊疗\n⟦443.2⟧\n"),
    ("table", "甲县   ⟦12⟧   35\n"),
    ("run_together", "率达39%⟦79⟧%。"),
    ("wrapped_line", "全市报告传染病四千余例,签约服务覆盖\n率⟦41.6⟧%。"),
    (PLAIN, "住院分娩率达到⟦99.9⟧%。"),
    (PLAIN, "全年出生人口⟦8⟧万人。"),
]


@pytest.mark.parametrize(("name", "marked"), SHOWN)
def test_a_figure_stands_in_its_construction(name: str, marked: str) -> None:
    assert name in told(marked)


def test_every_construction_has_an_example_here() -> None:
    assert {name for name, _ in SHOWN} == {construction.name for construction in CONSTRUCTIONS} | {PLAIN}


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("respective", "医院3所、床位⟦5⟧张。"),
        ("from_to", "从2015年到2020年,死亡率为⟦5.6⟧‰。"),
        ("compared", "占比⟦40⟧%。"),
        ("compared", "中医类床位比例达⟦12⟧%。"),
        ("elliptic", "全市签约率达⟦40⟧%。"),
        ("brackets", "执业（助理）医师⟦40⟧人。"),
        ("of_which", "其中医院3所。全市床位⟦9000⟧张。"),
        ("total_with_parts", "专业公共卫生机构⟦29⟧个,其中疾控中心3个。"),
        ("share_of", "没有突破⟦10⟧%的上限。"),
        ("value_first", "诊疗⟦552.24⟧万人次,同比增加7.29%。"),
        ("value_first", "床位⟦6.30⟧张增加到6.46张。"),
        ("comparator", "签约⟦877483⟧人。"),
        ("range", "由⟦6.4⟧张增至7.6张。"),
        ("words", "⟦3⟧所医院。"),
        ("signed_change", "新增⟦2350⟧张床位。"),
        ("by_level", "建成省级卫生镇⟦16⟧个。"),
        ("price_basis", "按当年价格上涨5.5%,诊疗⟦9⟧万人次。"),
        ("note_mark", "[1]本表为初步数,诊疗⟦9⟧万人次。"),
        ("table", "率为99%,床位⟦5⟧张。"),
        ("wrapped_line", "卫生事业\n全市签约率⟦41.6⟧%。"),
    ],
)
def test_what_only_looks_like_a_construction(name: str, marked: str) -> None:
    assert name not in told(marked)


def test_traditional_and_full_width_text_is_told_alike() -> None:
    assert told("住院分娩率，比上年提高⟦３⟧個百分點。") == told("住院分娩率,比上年提高⟦3⟧个百分点。")


def test_a_sentence_ends_at_its_mark_and_at_the_end_of_a_paragraph() -> None:
    text = "上句有5张。\n一、标题\n全市签约率41.6%,重点人群79%。下句"
    place = place_of(text, text.index("79"), text.index("79") + 2)
    assert (place.before, place.after, place.clause) == ("全市签约率41.6%,重点人群", "%", "重点人群")
