import polars as pl
import pytest

from extract.curation.groups import Nearest, Uncoded, key_of
from extract.linking import metric_index
from extract.schema import MENTION_SCHEMA


def mentions(*rows):
    """Rows of (document, metric_text) or (document, metric_text, columns)."""
    frame = []
    for ordinal, (document_id, metric_text, *columns) in enumerate(rows):
        row = dict.fromkeys(MENTION_SCHEMA) | {
            "document_id": document_id,
            "source": f"{document_id}.txt",
            "bulletin": 0,
            "ordinal": ordinal,
            "unit": "辆",
            "metric_text": metric_text,
            "measure": "level",
            "sentence": f"{metric_text}为7。",
        }
        frame.append(row | (columns[0] if columns else {}))
    return pl.DataFrame(frame, schema=MENTION_SCHEMA)


def groups(*frames):
    uncoded = Uncoded()
    for frame in frames:
        uncoded.add(frame)
    return uncoded.groups(metric_index())


def test_equal_after_normalising_is_one_group():
    (group,) = groups(mentions(("a", "负压救护车数"), ("b", "“负压救护车”总数"), ("b", "负压救护车数")))
    assert (group.wording, group.variants) == ("负压救护车数", ["“负压救护车”总数"])
    assert (group.bulletins, group.mentions) == (2, 3)


def test_neutral_words_in_front_do_not_make_another_metric_but_others_do():
    found = groups(mentions(("a", "负压救护车数"), ("b", "全市负压救护车数"), ("c", "妇幼负压救护车数")))
    assert [(group.wording, group.variants, group.bulletins) for group in found] == [
        ("负压救护车数", ["全市负压救护车数"], 2),
        ("妇幼负压救护车数", [], 1),
    ]


def test_likeness_alone_joins_nothing():
    assert len(groups(mentions(("a", "远程会诊覆盖率"), ("b", "远程会诊开通率"), ("c", "远程诊断覆盖率")))) == 3


def test_ranked_by_bulletins_then_mentions():
    rows = [("a", "甲类项目完成率")] * 3 + [("b", "乙类项目完成率"), ("c", "乙类项目完成率"), ("a", "丙类项目完成率")]
    found = groups(mentions(*rows))
    assert [(group.wording, group.bulletins, group.mentions) for group in found] == [
        ("乙类项目完成率", 2, 2),
        ("甲类项目完成率", 1, 3),
        ("丙类项目完成率", 1, 1),
    ]


def test_the_bulletins_of_one_page_count_each():
    (group,) = groups(mentions(("a", "负压救护车数"), ("a", "负压救护车数", {"bulletin": 1})))
    assert group.bulletins == 2


def test_units_are_those_of_levels_where_there_are_any():
    change = {"measure": "change_pct", "unit": "%"}
    (group,) = groups(mentions(("a", "负压救护车数"), ("a", "负压救护车数", change), ("b", "负压救护车数")))
    assert group.units == [("辆", 2)]
    (group,) = groups(mentions(("a", "负压救护车数", change)))
    assert group.units == [("%", 1)]


def test_the_example_is_the_shortest_sentence_of_the_shown_wording():
    rows = [
        ("a", "负压救护车数", {"sentence": "全县现有 负压\n救护车7辆,余略。"}),
        ("b", "负压救护车数", {"sentence": "车7辆。"}),
    ]
    (group,) = groups(mentions(*rows, ("c", "全市负压救护车数", {"sentence": "短"})))
    assert (group.example, group.example_source) == ("车7辆。", "b.txt")
    (group,) = groups(mentions(rows[0]))
    assert group.example == "全县现有 负压 救护车7辆,余略。"


def test_coded_mentions_and_documents_seen_before_do_not_count():
    coded = mentions(("a", "医院床位数", {"metric_code": "HOSPITAL_BED_COUNT"}))
    assert groups(coded) == []
    once = mentions(("a", "负压救护车数"))
    (group,) = groups(once, once)
    assert (group.bulletins, group.mentions) == (1, 1)


def test_a_wording_of_marks_only_is_no_group():
    assert groups(mentions(("a", "“”"), ("b", ""))) == []


@pytest.mark.parametrize(
    ("one", "other"), [("救护车总数", "救护车数"), ("65周岁以上老人", "65岁及以上老人"), ("甲 乙率", "甲乙率")]
)
def test_key(one, other):
    assert key_of(one) == key_of(other)


def test_nearest_names_first_and_a_code_once():
    nearest = Nearest(
        {"医院床位数": ["HOSPITAL"], "民营医院床位数": ["PRIVATE"], "医院病床数": ["HOSPITAL"], "签约率": ["SIGNED"]}
    )
    assert nearest.to("公立医院床位数") == [("PRIVATE", "民营医院床位数", 0.67), ("HOSPITAL", "医院床位数", 0.8)][::-1]
    assert nearest.to("近视率") == []
