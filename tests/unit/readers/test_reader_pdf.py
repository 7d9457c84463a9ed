import pytest
from page_builders import pdf_bytes

from extract.readers import read_page


def read(*pages, **how):
    return read_page(pdf_bytes(pages, **how), "bulletin.pdf")


def test_pages_in_order_and_lines_as_printed():
    document = read(["beds 2350,", "hospitals 12"], ["rate 3.5"])
    assert (document.status, document.text) == ("read", "beds 2350,\nhospitals 12\nrate 3.5")


def test_page_numbers_do_not_stand_amid_a_sentence():
    assert read(["a sentence", "- 1 -"], ["goes on", "2"]).text == "a sentence\ngoes on"


def test_a_figure_on_the_last_line_is_no_page_number():
    assert read(["beds", "2350"]).text == "beds\n2350"


def test_radicals_become_the_characters_they_look_like():
    assert read(["AB"], unicode_of={"A": "⼈", "B": "⻓"}).text == "人长"


def test_without_a_text_layer_it_is_a_scan():
    document = read([], [])
    assert (document.status, document.text) == ("unreadable", None)
    assert "OCR" in document.message


def test_pages_without_text_are_told_of():
    document = read(["beds 2350"], [])
    assert document.status == "read"
    assert "page(s) 2" in document.message


def test_an_encrypted_file_says_so():
    document = read(["beds"], is_encrypted=True)
    assert document.status == "unreadable"
    assert "password" in document.message


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"no pdf", pdf_bytes([["beds"]])[:200]])
def test_a_damaged_file_says_so(data):
    document = read_page(data, "a.pdf")
    assert document.status == "unreadable"
    assert "damaged" in document.message
