import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from extract.readers.page import Metadata
from extract.readers.sidecar import read_sidecar, sidecar_names

WHOLE = {
    "title": "甲县2023年工作总结",
    "url": "http://example.org/1.html",
    "publisher": "甲县卫生健康局",
    "published_on": "2024-01-15",
    "scraped_at": "2024-02-01T08:00:00+08:00",
}


def test_all_fields():
    metadata, message = read_sidecar(json.dumps(WHOLE, ensure_ascii=False).encode("gb18030"))
    assert message == ""
    assert metadata == Metadata(
        title="甲县2023年工作总结",
        url="http://example.org/1.html",
        publisher="甲县卫生健康局",
        published_on=date(2024, 1, 15),
        scraped_at=datetime(2024, 2, 1, tzinfo=UTC),
    )


def test_wrong_types_cost_only_themselves():
    metadata, message = read_sidecar(json.dumps(WHOLE | {"url": 5, "published_on": "soon", "scraped_at": []}).encode())
    assert (metadata.title, metadata.url, metadata.published_on) == ("甲县2023年工作总结", None, None)
    assert "url, published_on, scraped_at" in message


def test_missing_and_null_are_no_fault():
    assert read_sidecar(b'{"title": null, "url": ""}') == (Metadata(), "")


def test_broken_sidecars_are_told_of():
    for broken in (b"", b"{", b"[1]", b"\xff\x00\x01", b"[" * 100_000, b"9" * 5000):
        metadata, message = read_sidecar(broken)
        assert metadata == Metadata()
        assert "sidecar" in message


def test_a_lone_surrogate_is_replaced():
    assert read_sidecar(rb'{"title": "a\ud800b"}')[0].title == "a\ufffdb"


def test_both_names_are_known():
    assert sidecar_names("bulletin.txt") == ("bulletin.txt.meta.json", "bulletin.meta.json")


@given(st.binary())
def test_any_bytes_give_metadata(data):
    metadata, _ = read_sidecar(data)
    assert isinstance(metadata, Metadata)
