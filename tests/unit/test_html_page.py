import base64
import hashlib
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import cli
from extract.page.pieces import cut
from extract.page.view import period_words
from tests.page_parts import batch, document, mention, page_of, parsed

HOSTILE = (
    "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    "' onmouseover='x()' \" {{ 7*7 }} {% raw %} <!-- ]]> &lt;b&gt; &amp;#60; \u2028\u2029 \u202e javascript:alert(1)"
)


def text_of(section):
    (text,) = section.all("text")
    return text.text


def test_the_text_of_the_page_is_the_text_of_the_document():
    text = " 标题\r\n\t一、2023年𠮷县签约率90%。\r二、<b>95</b>%  \n\n\n&amp; \u2028end\x85\n"
    source = document(text)
    page = parsed(page_of(batch([source], [mention(source, 0, "90"), mention(source, 1, "95")])))
    assert text_of(page) == text
    assert [mark.text for mark in page.all("mark")] == ["90", "95"]


def test_a_character_that_no_page_can_hold_keeps_its_place():
    source = document("签约率\x00达90%")
    page = parsed(page_of(batch([source], [mention(source, 0, "90")])))
    assert text_of(page) == "签约率\ufffd达90%"
    assert [mark.text for mark in page.all("mark")] == ["90"]


def test_a_real_bulletin_stands_on_the_page_whole(tmp_path, capsys):
    text = "2023年全县卫生健康工作总结\r\n" + "全县医院床位数达到1200张，孕产妇死亡率xx/10万，签约率90%。\r\n" * 200
    path = tmp_path / "总结.txt"
    path.write_bytes(text.encode())
    assert cli.main(["--format", "html", str(path)]) == cli.USED
    page = parsed(capsys.readouterr().out)
    assert text_of(page) == text
    assert len(page.all("block")) > 1
    assert len(page.all("mark")) == len(page.all("record")) > 200
    assert len(page.all("masked")) == 200


def test_every_mention_has_one_mark_and_one_record_that_point_to_each_other():
    first, second = document("甲率90%,乙率90%,丙数7个"), document("丁率1%", "二.txt")
    mentions = [mention(first, 2, "7"), mention(first, 0, "90"), mention(first, 1, "90", 1), mention(second, 0, "1")]
    page = parsed(page_of(batch([first], mentions[:3]), batch([second], mentions[3:])))
    marks, records = page.all("mark"), page.all("record")
    assert [mark.text for mark in marks] == ["90", "90", "7", "1"]
    assert len(records) == 4
    identities = [element.attributes["id"] for element in (*marks, *records)]
    assert len(set(identities)) == 8
    for mark, record in zip(marks, records, strict=True):
        assert mark.attributes["href"] == f"#{record.attributes['id']}"
        (back,) = record.all("printed")[0].all(tag="a")
        assert back.attributes["href"] == f"#{mark.attributes['id']}"
        assert back.text == mark.text


def test_figures_at_one_place_each_keep_a_mark():
    source = document("两院均90%")
    page = parsed(page_of(batch([source], [mention(source, 0, "90"), mention(source, 1, "90")])))
    assert [mark.text for mark in page.all("mark")] == ["90", ""]
    assert text_of(page) == source.text


def test_hostile_text_and_metadata_stay_text():
    source = document(
        f"{HOSTILE} 90%",
        source=HOSTILE,
        title=HOSTILE,
        publisher=HOSTILE,
        url="javascript:alert(1)",
        message=HOSTILE,
    )
    row = mention(source, 0, "90%", metric_text=HOSTILE, unit=HOSTILE, rule=f"metric=before@0:9 {HOSTILE}=x")
    bulletins = [{"bulletin": i, "text_start": i, "region_name": HOSTILE, "title": HOSTILE} for i in (0, 1)]
    place = {"document_id": source.document_id, "source": source.source}
    html = page_of(batch([source], [row], [place | bulletin for bulletin in bulletins], message=HOSTILE))
    page = parsed(html)
    assert len(page.all(tag="script")) == 1
    assert not page.all(tag="img")
    assert not page.all(tag="b")[1:]  # one count
    assert text_of(page) == source.text
    assert page.all(tag="h2")[0].text == HOSTILE
    assert page.all("message")[0].text == HOSTILE
    assert page.all("record")[0].all("metric")[0].all(tag="bdi")[0].text == HOSTILE
    for element in page.all():
        assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
        assert "javascript" not in (element.attributes.get("href") or "")
    assert "49" not in text_of(page)


def test_nothing_is_fetched_and_only_the_pages_own_script_and_style_may_run():
    source = document("见 https://example.org/a.js 90%", url="https://example.org/a.html")
    page = parsed(page_of(batch([source], [mention(source, 0, "90")])))
    (policy,) = [
        meta.attributes["content"]
        for meta in page.all(tag="meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    allowed = dict(directive.strip().split(" ", 1) for directive in policy.split(";"))
    assert allowed.keys() == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    assert allowed["default-src"] == allowed["base-uri"] == allowed["form-action"] == "'none'"
    for tag in ("script", "style"):
        (element,) = page.all(tag=tag)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert allowed[f"{tag}-src"] == f"'sha256-{digest}'"
        assert not re.search(r"https?:|//[a-z]|@import|url\(", element.text)
    for element in page.all():
        assert not {"src", "srcset", "action", "data", "poster", "background"} & element.attributes.keys()
        assert (element.attributes.get("href") or "#").startswith("#")


def test_status_kind_and_doubt_show_on_mark_and_record():
    source = document("甲10乙20丙30甲10")
    mentions = [
        mention(source, 0, "10", metric_code="LIFE_EXPECTANCY", confidence=0.97),
        mention(source, 1, "20", kind="target", confidence=0.5),
        mention(source, 2, "30", domain="other"),
        mention(source, 3, "10", nth=1, metric_code="LIFE_EXPECTANCY", duplicate_of=0),
    ]
    page = parsed(page_of(batch([source], mentions)))
    expected = [{"coded", "actual"}, {"uncoded", "target", "doubtful"}, {"other", "actual"}, {"repeated", "actual"}]
    for elements in (page.all("mark"), page.all("record")):
        assert [set(element.classes) - {"mark", "record"} for element in elements] == expected
    assert [record.attributes["data-status"] for record in page.all("record")] == [
        "coded",
        "uncoded",
        "other",
        "repeated",
    ]
    assert page.all("record")[0].all("code")[0].text == "LIFE_EXPECTANCY"


def test_a_record_tells_where_its_fields_came_from_in_code_points():
    source = document("𠮷县门诊人次,2022年为50。")
    row = mention(source, 0, "50", rule="metric=ellipsis@2:6 region=said@0:2 period=sentence@7:12 kind=default")
    page = parsed(page_of(batch([source], [row])))
    pieces = [piece for block in page.all("block") for piece in block.children]
    record = page.all("record")[0]
    lit = {}
    for place in record.attributes["data-lit"].split():
        name, first, last = place.split(":")
        lit[name] = "".join(piece.text for piece in pieces[int(first) : int(last) + 1])
    assert lit == {"metric": "门诊人次", "region": "𠮷县", "period": "2022年", "sentence": source.text}
    assert [quote.text for quote in record.all(tag="q")] == ["门诊人次", "𠮷县", "2022年"]
    assert "kind ← default" in record.all("origins")[0].text


def test_masked_empty_and_unreadable_documents_are_shown():
    masked, empty = document("死亡xx人,签约90%"), document(" \n", "空.txt")
    unreadable = document(None, "扫描.pdf", message="a scan that needs OCR")
    html = page_of(batch([masked, empty, unreadable], [mention(masked, 0, "90")]))
    sections = parsed(html).all("document")
    assert [figure.text for figure in sections[0].all("masked")] == ["xx"]
    assert text_of(sections[1]) == " \n"
    assert "a scan that needs OCR" in sections[2].all("message")[0].text
    assert sections[2].all("nothing")
    assert [section.all("about")[0].classes[1] for section in sections] == ["extracted", "empty", "unreadable"]


def test_a_file_given_twice_has_its_mentions_once_in_each_copy():
    source = document("签约90%")
    page = parsed(page_of(batch([source, source], [mention(source, 0, "90")] * 2)))
    assert [len(section.all("record")) for section in page.all("document")] == [1, 1]


def test_each_bulletin_of_a_page_is_headed_outside_the_text():
    source = document("甲县90%。\n乙县80%。")
    place = {"document_id": source.document_id, "source": source.source}
    bulletins = [
        place | {"bulletin": 0, "text_start": 0, "region_name": "甲县", "year": 2023, "genre": "summary"},
        place | {"bulletin": 1, "text_start": 7, "region_name": "乙县"},
    ]
    page = parsed(page_of(batch([source], [mention(source, 0, "90"), mention(source, 1, "80")], bulletins)))
    assert [(block.attributes["data-label"], block.text) for block in page.all("block")] == [
        ("1/2  甲县 2023年 总结 summary", "甲县90%。\n"),
        ("2/2  乙县", "乙县80%。"),
    ]


def test_no_document_gives_a_page_too():
    assert parsed(page_of()).all("nothing")


ranges = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda at: (at[0], at[0] + at[1])), max_size=12)


@given(st.text("a\n𠮷90x", max_size=60), ranges, ranges, st.lists(st.integers(-3, 70)), st.lists(st.integers(-3, 70)))
def test_cutting_loses_nothing_and_tears_no_figure(text, numerals, masked, edges, openings):
    numerals = sorted((min(start, len(text)), min(end, len(text))) for start, end in numerals)
    masked = [(start, end) for start, end in masked if start < end <= len(text)]
    found = cut(text, numerals, masked, edges, openings)
    assert "".join(piece.text for piece in found.pieces) == text
    assert [piece.mention for piece in found.pieces if piece.mention is not None] == list(range(len(numerals)))
    assert all(piece.text == text[piece.start : piece.end] for piece in found.pieces)
    for number, (start, end) in enumerate(numerals):
        (piece,) = (piece for piece in found.pieces if piece.mention == number)
        alone = all(stop <= start or begin >= end for i, (begin, stop) in enumerate(numerals) if i != number)
        if alone and start < end:
            assert (piece.start, piece.end) == (start, end)
    for start in range(0, len(text), 7):
        covering = found.covering(start, start + 5)
        assert covering
        shown = "".join(piece.text for piece in found.pieces[covering[0] : covering[1] + 1])
        assert text[start : start + 5] in shown


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2018, 1, 1), date(2018, 12, 31), "2018年"),
        (date(2021, 1, 1), date(2025, 12, 31), "2021–2025年"),
        (date(2018, 1, 1), date(2018, 6, 30), "2018年上半年"),
        (date(2018, 1, 1), date(2018, 5, 31), "2018年1–5月"),
        (date(2020, 2, 1), date(2020, 2, 29), "2020年2月"),
        (date(2020, 2, 1), date(2020, 2, 28), "2020-02-01 – 2020-02-28"),
        (date(2020, 2, 3), date(2020, 2, 3), "2020-02-03"),
        (None, date(2020, 2, 3), "2020-02-03"),
        (None, None, ""),
    ],
)
def test_periods_in_words(start, end, words):
    assert period_words(start, end) == words
