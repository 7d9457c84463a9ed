"""PDF: the text layer, page by page, lines as printed."""

import re
import threading
import unicodedata
from contextlib import closing

import pypdfium2 as pdfium
from pypdfium2.raw import FPDF_ERR_FORMAT, FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

from extract.readers.page import DEFAULT_LIMITS, Page, ReadLimits, unreadable

# PDFium keeps global state: only one thread may be inside it.
_ONE_AT_A_TIME = threading.Lock()
_MOST_PAGES = 5000

# Fonts without a proper character map hand out the look-alike radical instead of the character. The Kangxi radicals
# have a Unicode equivalent each; these of the radicals supplement have none, so they are named here.
_RADICALS = "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳"
_CHARACTERS = "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟"
_SUPPLEMENT_RADICALS = dict(zip(_RADICALS, _CHARACTERS, strict=True))
_RADICAL = re.compile(r"[\u2e80-\u2fd5\uf900-\ufaff]")
_LINE_END = re.compile(r"\r\n?")
_MARKED_PAGE_NUMBER = re.compile(r"\s*(?:[-—–－·]{1,2}\s*\d{1,4}\s*[-—–－·]{1,2}|第\s*\d{1,4}\s*页.{0,12})\s*")


def read(data: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> Page:  # noqa: ARG001 - the readers share one signature
    with _ONE_AT_A_TIME:
        try:
            pages = _page_texts(data)
        except pdfium.PdfiumError as error:
            return unreadable(_refusal(error))
    if not any(text.strip() for text in pages):
        return unreadable("the PDF has no text layer: it is a scan and needs OCR, or its fonts hold no characters")
    return Page(text="\n".join(text for text in pages if text), message=_message(pages))


def _message(pages: list[str]) -> str:
    blank = [str(number) for number, text in enumerate(pages, start=1) if not text.strip()]
    parts = []
    if blank:
        parts.append(f"no text on page(s) {', '.join(blank[:20])}: blank, damaged, or a scan that needs OCR")
    if len(pages) == _MOST_PAGES:
        parts.append(f"only the first {_MOST_PAGES} pages were read; split the file")
    return "; ".join(parts)


def _page_texts(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    try:
        return [_page_text(document, index) for index in range(min(len(document), _MOST_PAGES))]
    finally:
        document.close()


def _page_text(document: pdfium.PdfDocument, index: int) -> str:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return ""  # one damaged page does not cost the others
    try:
        with closing(page.get_textpage()) as text_page:
            text = text_page.get_text_range()
    finally:
        page.close()
    return _without_page_number(_repaired(text), index + 1)


def _repaired(text: str) -> str:
    """Undo what PDFium and fonts do to text: CR LF, U+FFFE for a hyphen at a line end, radicals for characters."""
    text = _LINE_END.sub("\n", text).replace("\ufffe", "-").replace("\x00", "")
    return _RADICAL.sub(lambda found: _character_of(found[0]), text)


def _character_of(radical: str) -> str:
    return _SUPPLEMENT_RADICALS.get(radical) or unicodedata.normalize("NFKC", radical)


def _without_page_number(text: str, number: int) -> str:
    """Drop the page's own number from its first or last line: between two pages it would stand amid a sentence."""
    lines = text.strip("\n").split("\n")
    for place in (-1, 0):
        if lines and (lines[place].strip() == str(number) or _MARKED_PAGE_NUMBER.fullmatch(lines[place])):
            del lines[place]
    return "\n".join(lines)


def _refusal(error: pdfium.PdfiumError) -> str:
    if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
        return "the PDF is encrypted; save it without a password"
    if error.err_code == FPDF_ERR_FORMAT:
        return "the file is no PDF or is damaged; fetch it again"
    return f"the PDF cannot be read ({error}); fetch it again or save it anew"
