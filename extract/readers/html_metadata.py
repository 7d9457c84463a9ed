"""What an HTML page tells of itself in its head and in the line under its title."""

import re
from typing import Any

from extract.readers.dates import parse_day
from extract.readers.page import Metadata, first_value, without_surrogates

# The first of each are those that the State Council's rules for government sites prescribe.
_TITLE = ("articletitle", "og:title", "twitter:title", "dc.title")
_PUBLISHED_ON = (
    "pubdate", "article:published_time", "publishdate", "publish_date", "published_time", "og:release_date",
    "datepublished", "dc.date.issued", "dc.date", "firstpublishedtime", "weibo: article:create_at",
)  # fmt: skip
_PUBLISHER = ("contentsource", "article:author", "og:site_name", "sitename", "dc.publisher")
_URL = ("url", "og:url")
_SITE_NAME = ("sitename", "og:site_name")

_DATE_LINE = re.compile(r"(?:发布|发表|发文|公开|成文|印发)?(?:时间|日期)\s*[:：]\s*([0-9][^\n]{7,20})")
_SOURCE_LINE = re.compile(r"(?:信息|文章|稿件)?来源\s*[:：]\s*([^\s:：|【\[(（]{2,40})")
_NO_SOURCE = ("作者", "发布", "时间", "字体", "浏览", "点击", "本站", "本网", "原创", "未知")
_TITLE_PARTS = re.compile(r"\s*[_|｜]\s*|\s+[-—–]\s+|\s*--+\s*")


def metadata_of(root: Any, head_text: str) -> Metadata:
    """Return the page's metadata; `head_text` is the beginning of its visible text, where date and source may stand."""
    tags = _meta_tags(root)
    date_line, source_line = _DATE_LINE.search(head_text), _SOURCE_LINE.search(head_text)
    source = source_line[1] if source_line and not source_line[1].startswith(_NO_SOURCE) else None
    return Metadata(
        title=_clean(first_value(tags, _TITLE)) or _title(root, _clean(first_value(tags, _SITE_NAME))),
        url=_address(first_value(tags, _URL)) or _canonical(root),
        publisher=_clean(tags.get("contentsource")) or source or _clean(first_value(tags, _PUBLISHER)),
        published_on=parse_day(first_value(tags, _PUBLISHED_ON)) or (parse_day(date_line[1]) if date_line else None),
    )


def declared_charset(data: bytes) -> str | None:
    """Return the character set that the page's first 4096 bytes name, in a meta tag or an XML declaration."""
    found = re.search(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", data[:4096])
    return found[1].decode("ascii") if found else None


def _meta_tags(root: Any) -> dict[str, object]:
    tags: dict[str, object] = {}
    for meta in root.iterdescendants("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            tags.setdefault(name, content)
    return tags


def _title(root: Any, site_name: str | None) -> str | None:
    headings = [text for h1 in root.iterdescendants("h1") if (text := _clean("".join(h1.itertext())))]
    if len(headings) == 1:
        return headings[0]
    element = next(root.iterdescendants("title"), None)
    title = _clean("".join(element.itertext())) if element is not None else None
    if not title:
        return None
    parts = [part for part in _TITLE_PARTS.split(title) if part and part != site_name]
    # The portal's own name follows the page's; another place or year in it would be taken for the bulletin's.
    return parts[0] if parts and len(parts[0]) >= 4 else title


def _clean(value: object) -> str | None:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return without_surrogates(text) or None


def _address(value: object) -> str | None:
    address = _clean(value)
    return address if address and address.startswith(("http://", "https://", "//", "/")) else None


def _canonical(root: Any) -> str | None:
    for link in root.iterdescendants("link"):
        if (link.get("rel") or "").strip().lower() == "canonical":
            return _address(link.get("href"))
    return None
