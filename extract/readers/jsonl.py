"""JSON Lines: one scraped page a line, as scrapers write them."""

import json
import re
from collections.abc import Mapping

from extract.readers.dates import parse_day, parse_moment
from extract.readers.encoding import decode
from extract.readers.page import DEFAULT_LIMITS, Metadata, Page, ReadLimits, first_value, unreadable, without_surrogates

_HTML = ("html", "raw_html", "page_html", "content_html", "body_html", "html_content", "source_html")
_TEXT = ("text", "content", "body", "article", "main_text", "plain_text", "content_text", "正文", "内容")
_TITLE = ("title", "headline", "page_title", "标题")
_URL = ("url", "link", "page_url", "source_url", "uri", "href", "网址", "链接")
_PUBLISHER = ("publisher", "site_name", "site", "source_name", "organization", "source", "发布机构", "发布单位", "来源")
_PUBLISHED_ON = (
    "published_on", "published_at", "publish_date", "published_date", "publish_time", "published", "pub_date",
    "pubdate", "pub_time", "date_published", "date", "发布日期", "发布时间",
)  # fmt: skip
_SCRAPED_AT = (
    "fetched_at", "scraped_at", "crawled_at", "retrieved_at", "fetch_time", "crawl_time", "scrape_time", "fetched",
    "timestamp", "抓取时间", "采集时间",
)  # fmt: skip
_MARKUP = re.compile(r"<(?:!doctype|html|body|div|p|table|article|span|br)\b", re.IGNORECASE)


def read(data: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> Page:
    """Read one line; its HTML, where it has both, goes before its text, because it keeps the cells of tables apart."""
    if len(data) > limits.page:
        return unreadable("the page is longer than allowed")
    decoded = decode(data)
    if decoded.text is None:
        return unreadable(decoded.message)
    if not decoded.text.strip():
        return Page(text="")
    try:
        record = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        return unreadable(f"the line is not JSON ({error}); write one whole object a line")
    if not isinstance(record, dict):
        return unreadable("the line is not a JSON object; write one object a line, with url, html or text, title")
    page = _page(record)
    message = "; ".join(part for part in (decoded.message, page.message) if part)
    return Page(page.text, encoding=decoded.encoding, message=message, metadata=page.metadata)


def _page(record: Mapping[str, object]) -> Page:
    own, wrong = _metadata(record)
    html, text = first_value(record, _HTML), first_value(record, _TEXT)
    if html is None and isinstance(text, str) and _MARKUP.search(text[:2000]):
        html, text = text, None
    if html is None and text is None:
        if any(name in record for name in (*_HTML, *_TEXT)):
            return Page(text="", metadata=own)
        return unreadable("the line has neither html nor text; name the page's content one of the two")
    page = Page(text=None, message="html and text must be strings")
    if isinstance(html, str):
        from extract.readers.html import read_html  # imported late: lines of plain text do without it

        page = read_html(without_surrogates(html))
    if isinstance(text, str) and not (page.text or "").strip():
        page = Page(text=without_surrogates(text), metadata=page.metadata)
    message = "; ".join(part for part in (page.message, wrong) if part)
    return Page(page.text, message=message, metadata=own.filled_from(page.metadata))


def _metadata(record: Mapping[str, object]) -> tuple[Metadata, str]:
    published, scraped = first_value(record, _PUBLISHED_ON), first_value(record, _SCRAPED_AT)
    metadata = Metadata(
        title=_string(first_value(record, _TITLE)),
        url=_string(first_value(record, _URL)),
        publisher=_string(first_value(record, _PUBLISHER)),
        published_on=parse_day(published),
        scraped_at=parse_moment(scraped),
    )
    wrong = []
    if published is not None and metadata.published_on is None:
        wrong.append("day of publication")
    if scraped is not None and metadata.scraped_at is None:
        wrong.append("time of fetching")
    return metadata, f"the line's {' and '.join(wrong)} cannot be used; write ISO 8601" if wrong else ""


def _string(value: object) -> str | None:
    return without_surrogates(value.strip()) if isinstance(value, str) else None
