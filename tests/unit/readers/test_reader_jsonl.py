import json
from datetime import UTC, date, datetime

import pytest

from extract.readers import read_page


def read(record) -> object:
    line = record if isinstance(record, bytes) else json.dumps(record, ensure_ascii=False).encode()
    return read_page(line, "scrape.jsonl#1", name="scrape.jsonl")


def test_a_page_of_text_is_kept_as_it_is():
    document = read({"text": " 全县床位12张。\r\n\u3000特此报告。 ", "title": "总结", "url": "http://example.org/1"})
    assert document.text == " 全县床位12张。\r\n\u3000特此报告。 "
    assert (document.media_type, document.status) == ("jsonl", "read")
    assert (document.title, document.url) == ("总结", "http://example.org/1")


def test_html_goes_before_text_because_it_keeps_the_cells():
    table = "<p>表如下，单位张。</p><table><tr><td>医院</td><td>12</td></tr><tr><td>站</td><td>3</td></tr></table>"
    document = read({"html": table, "text": "医院123"})
    assert document.text == "表如下，单位张。\n| 医院 | 12 |\n| 站 | 3 |"


def test_html_without_an_article_leaves_the_text():
    assert read({"html": "<ul><li><a>首页</a></li></ul>", "text": "全县床位12张。"}).text == "全县床位12张。"


def test_markup_under_the_name_of_text_is_read_as_html():
    assert read({"content": "<div><p>全县床位12张。</p></div>"}).text == "全县床位12张。"


@pytest.mark.parametrize(
    "record",
    [
        {"publisher": "县局", "published_on": "2024-01-15", "scraped_at": "2024-02-01T00:00:00Z"},
        {"site_name": "县局", "publish_date": "2024年1月15日", "fetched_at": 1706745600},
        {"来源": "县局", "发布时间": "2024-01-15 10:00", "crawl_time": "2024-02-01 00:00:00"},
    ],
)
def test_the_usual_names_of_metadata(record):
    document = read({"text": "全县床位12张。", **record})
    assert (document.publisher, document.published_on) == ("县局", date(2024, 1, 15))
    assert document.scraped_at == datetime(2024, 2, 1, tzinfo=UTC)


def test_unusable_dates_are_told_of_and_lose_nothing_else():
    document = read({"text": "全县床位12张。", "title": "总结", "date": "昨天", "fetched_at": "?"})
    assert (document.text, document.title, document.published_on) == ("全县床位12张。", "总结", None)
    assert "day of publication and time of fetching" in document.message


def test_gb18030_lines():
    assert read('{"text": "全县卫生机构床位12张。"}'.encode("gb18030")).text == "全县卫生机构床位12张。"


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (b'{"text": "cut', "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"[" * 100_000, "not JSON"),
        (b'{"title": "a"}', "neither html nor text"),
        (b'{"text": 5}', "must be strings"),
        (b"\xff\xfe\x00\x01", "not"),
    ],
)
def test_broken_lines_say_what_is_wrong(line, word):
    document = read(line)
    assert document.status == "unreadable"
    assert word in document.message


@pytest.mark.parametrize("text", ["", "  \n", None])
def test_a_page_without_text_is_empty(text):
    assert read({"text": text, "title": "建设中"}).status == "empty"


def test_a_lone_surrogate_can_be_written_afterwards():
    assert read(rb'{"text": "\u5e8a\ud83d12"}').text == "床\ufffd12"
