import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_builders import docx_bytes, pdf_bytes

from extract.document import DOCUMENT_SCHEMA, Document, documents_frame
from extract.readers import FORMATS, ReadLimits, read_page

NAMES = [f"page{suffix}" for suffix in FORMATS]
BULLETIN = "<p>全县医疗卫生机构312个，床位2350张。</p>".encode()
SEEDS = [
    BULLETIN,
    docx_bytes(lambda document: document.add_paragraph("床位12张。")),
    pdf_bytes([["beds 12"]]),
    b'{"text": "beds 12"}',
]


def is_one_outcome(document: object) -> bool:
    if not isinstance(document, Document):
        return False
    if document.status == "unreadable":
        return document.text is None and bool(document.message)
    is_blank = not (document.text or "").strip()
    return document.text is not None and is_blank == (document.status == "empty")


@settings(deadline=None)  # the first page of a format pays for importing its libraries
@given(st.binary(max_size=400), st.sampled_from(NAMES), st.none() | st.binary(max_size=40))
def test_any_bytes_give_one_outcome(data, name, sidecar):
    document = read_page(data, "landing/" + name, sidecar=sidecar)
    assert is_one_outcome(document)
    assert documents_frame([document]).schema == DOCUMENT_SCHEMA


@settings(deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_damaged_files_give_one_outcome(seed, data):
    place = data.draw(st.integers(0, len(seed) - 1))
    length = data.draw(st.integers(0, 20))
    damaged = seed[:place] + data.draw(st.binary(max_size=20)) + seed[place + length :]
    assert is_one_outcome(read_page(damaged, data.draw(st.sampled_from(NAMES))))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<table>", "<tr>", "<td colspan=3>", "</td>", "<p>", "</div>", "<a>", "床位12张。", "<br", ">"]
        )
    )
)
def test_any_order_of_tags_gives_one_outcome(tags):
    assert is_one_outcome(read_page("".join(tags).encode(), "page.html"))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT"])
def test_plain_text_is_kept_to_the_character(name):
    text = "\u3000\t 一、ＡＢ\r\n床位１２张\xa0\r \n\n"
    document = read_page(b"\xef\xbb\xbf" + text.encode(), name)
    assert document.text == text


def test_the_id_is_the_hash_of_bytes_and_sidecar():
    assert read_page(b"a", "x.txt").document_id == hashlib.sha256(b"a").hexdigest()
    assert read_page(b"a", "y.md", sidecar=b"{}").document_id == hashlib.sha256(b"a\0{}").hexdigest()


def test_the_sidecar_goes_before_the_page():
    page = "<title>页面自己的标题</title><meta name=url content='http://example.org/1'><p>床位12张。</p>".encode()
    sidecar = json.dumps({"title": "甲县总结"}).encode()
    document = read_page(page, "a.html", sidecar=sidecar)
    assert (document.title, document.url) == ("甲县总结", "http://example.org/1")


def test_a_broken_sidecar_loses_nothing_but_itself():
    document = read_page("床位12张。".encode(), "a.txt", sidecar=b"{")
    assert (document.status, document.text) == ("read", "床位12张。")
    assert "sidecar" in document.message


def test_other_formats_name_those_that_are_read():
    document = read_page(b"a,b", "a.csv")
    assert (document.status, document.media_type) == ("unreadable", "unknown")
    assert ".docx" in document.message


def test_a_page_above_the_limit_is_refused():
    document = read_page(b"a" * 2000, "a.txt", limits=ReadLimits(page=1000))
    assert document.status == "unreadable"
    assert "more than" in document.message


def test_no_documents_make_an_empty_frame():
    assert documents_frame([]).schema == DOCUMENT_SCHEMA
