"""HTML: the article out of the page.

trafilatura says which sentences are the article's. Its own rendering loses cells and short lines, so the smallest
element of the page that holds (nearly) all those sentences is taken instead, and written out whole by `html_blocks`,
less what is plainly page furniture. Where trafilatura finds nothing, or less than half of the prose and tables of the
page, the blocks of prose and tables themselves say where the article is.
"""

import copy
import logging
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from lxml import etree

from extract.readers.encoding import decode
from extract.readers.html_blocks import Block, blocks_of, parse
from extract.readers.html_metadata import declared_charset, metadata_of
from extract.readers.page import DEFAULT_LIMITS, Page, ReadLimits, unreadable

_HELD = 0.9  # share of the article that its element holds; the rest may be a title or a date outside
_LEAST_FOUND = 0.5
_MOST_FURNITURE = 0.3  # an element that holds more of the page's text is no navigation, whatever its name
_SHINGLE = 12
# Above these trafilatura's time grows out of proportion: characters of the page, and how deep its elements nest.
_LONGEST_FOR_FINDER = 2_000_000
_DEEPEST_FOR_FINDER = 300
_HEAD_TEXT = 2000

_FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "header", "form", "dialog", "menu"))
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|dqwz|weizhi|foot|footer|copyright|banquan|share|bshare|"
    r"bdsharebuttonbox|fenxiang|related|recommend|xgxx|xgwz|sidebar|pager?|paging|pagination|toolbar|topbar|qrcode|ewm|"
    r"header|friendlinks?|yqlj|advert|ads?|login|search|comments?)\d*(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FURNITURE_LINE = re.compile(
    r"[\s>»【\[|]*(?:"
    r"(?:当前|您的?|你的?)?(?:所在)?(?:的)?位置\s*[:：]|首页\s*[>»›/＞]|"
    r"(?:浏览|阅读|点击|访问|打印|累计访问|文章点击)(?:次数|量|数|率)?\s*[:：]|"
    r"(?:信息|文章|稿件)?来源\s*[:：]|(?:发布|发表|更新)(?:机构|单位|人)\s*[:：]|"
    r"(?:发布|发表|更新|发文|公开|印发)?(?:时间|日期)\s*[:：]\s*(?:\d|$)|"
    r"字\s*[号体]\s*[:：]|分享(?:到|至)?\s*[:：]?\s*(?:$|微信|微博|朋友圈|QQ)|扫一扫|打印(?:本页|此页)?\s*(?:$|关闭|\|)|关闭(?:窗口|本页)|收藏本|"
    r"上一[篇页条]|下一[篇页条]|相关(?:链接|阅读|文章|新闻|稿件|文档)\s*[:：]?\s*$|责任编辑\s*[:：]|"
    r"(?:主办|承办|主管|技术支持|版权所有|网站标识码|网站地图|网站声明|联系我们)\s*(?:单位)?\s*[:：|©]|"
    r"(?:联系|通[信讯]|单位)?(?:地址|电话|邮编|传真|邮箱)\s*[:：]|版权所有|Copyright|©|网站标识码|.{0,30}ICP备|.{0,30}公网安备)",
    re.IGNORECASE,
)
_LONGEST_FURNITURE_LINE = 120
_SENTENCE_MARK = re.compile(r"[。；;！？]|[，,、].*[，,、]", re.DOTALL)
_WHITE_SPACE = re.compile(r"\s+")


def read(data: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> Page:  # noqa: ARG001 - the readers share one signature
    decoded = decode(data, declared_charset(data))
    if decoded.text is None:
        return unreadable(decoded.message)
    page = read_html(decoded.text)
    message = "; ".join(part for part in (decoded.message, page.message) if part)
    return Page(page.text, encoding=decoded.encoding, message=message, metadata=page.metadata)


def read_html(html: str) -> Page:
    """Return the main text and the metadata of a page already decoded."""
    if not html.strip():
        return Page(text="")
    root, is_cut = parse(html)
    if is_cut:
        return unreadable("the page nests more than 2048 elements, which no browser shows; save its text as .txt")
    if root is None:
        return Page(text=html)
    body = root.find("body") if root.tag == "html" else root
    if body is None:
        body = root
    metadata = metadata_of(root, "\n".join(block.text for block in blocks_of(body))[:_HEAD_TEXT])
    found = _finder_text(root, len(html))
    _drop_furniture(body)
    text = _main_text(body, found)
    message = "" if text else "no article on the page, only links and page furniture; fetch the article's own page"
    return Page(text=text, message=message, metadata=metadata)


def _finder_text(root: Any, size: int) -> str:
    if size > _LONGEST_FOR_FINDER or _depth(root) > _DEEPEST_FOR_FINDER:
        return ""
    import trafilatura  # imported late: it costs half a second

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is handled, and no news
    tree = copy.deepcopy(root)
    etree.strip_attributes(tree, "colspan", "rowspan")  # it multiplies cells by them, however many they say
    try:
        document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, fast=True)
    except Exception:
        # A page that breaks the finder, a deep one for instance, still has its blocks to go by.
        return ""
    return (document.text or "") if isinstance(document, trafilatura.settings.Document) else ""


def _depth(root: Any) -> int:
    depths = {root: 1}
    for element in root.iterdescendants():
        depths[element] = depths[element.getparent()] + 1
    return max(depths.values())


def _drop_furniture(body: Any) -> None:
    lengths = _lengths(body)
    for element in list(body.iterdescendants()):
        named = f"{element.get('class', '')} {element.get('id', '')}"
        is_furniture = (
            element.tag in _FURNITURE_TAGS
            or _FURNITURE_NAME.search(named) is not None
            or element.get("hidden") is not None
            or _HIDDEN.search(element.get("style", "")) is not None
        )
        if is_furniture and lengths[element] <= lengths[body] * _MOST_FURNITURE:
            element.clear(keep_tail=True)


def _lengths(body: Any) -> dict[Any, int]:
    """Return how many characters of text each element holds, counted in one pass."""
    own: defaultdict[Any, int] = defaultdict(int)
    for element in body.iter():
        own[element] += len((element.text or "").strip())
        if element is not body:
            own[element.getparent()] += len((element.tail or "").strip())
    return _summed(body, own)


def _summed(body: Any, own: Mapping[Any, int]) -> dict[Any, int]:
    """Add to each element's own number those of all below it."""
    sums: defaultdict[Any, int] = defaultdict(int)
    for element in reversed(list(body.iter())):  # children before their parents
        sums[element] += own.get(element, 0)
        if element is not body:
            sums[element.getparent()] += sums[element]
    return sums


def _main_text(body: Any, found: str) -> str:
    blocks = blocks_of(body)
    article = [block for block in blocks if _is_article(block)]
    matched = _matched(blocks, found)
    article_length = sum(len(block.text) for block in article)
    if sum(len(block.text) for block in matched if _is_article(block)) < _LEAST_FOUND * article_length or not matched:
        matched = article or blocks
    container = _smallest_holding(body, matched)
    inside = blocks_of(container)
    kept = [block for block in inside if not _is_noise(block)]
    if container is body:
        kept = _between(kept, {_key(block.text) for block in matched})
    return "\n".join(filter(None, (_without_furniture(block) for block in kept)))


def _matched(blocks: list[Block], found: str) -> list[Block]:
    """Return the blocks whose text the finder gave, too."""
    text = _key(found)
    lines = {_key(line) for line in found.split("\n")}
    shingles = {text[place : place + _SHINGLE] for place in range(len(text) - _SHINGLE + 1)}
    matched = []
    for block in blocks:
        if _is_noise(block):
            continue
        key = _key(block.text)
        if len(key) < _SHINGLE:
            is_found = key in lines
        else:
            middle = (len(key) - _SHINGLE) // 2
            is_found = key[:_SHINGLE] in shingles or key[middle : middle + _SHINGLE] in shingles
        if is_found:
            matched.append(block)
    return matched


def _key(text: str) -> str:
    return _WHITE_SPACE.sub("", text.replace("|", ""))


def _smallest_holding(body: Any, blocks: list[Block]) -> Any:
    own: defaultdict[Any, int] = defaultdict(int)
    for block in blocks:
        own[block.element] += len(block.text)
    weights = _summed(body, own)
    needed = _HELD * sum(len(block.text) for block in blocks)
    container = body
    while needed:
        heir = next((child for child in container if weights.get(child, 0) >= needed), None)
        if heir is None or heir.tag in ("table", "p"):
            break
        container = heir
    return container


def _is_article(block: Block) -> bool:
    return (block.is_table or _SENTENCE_MARK.search(block.text) is not None) and not _is_noise(block)


def _without_furniture(block: Block) -> str:
    if block.is_table:
        return block.text
    return "\n".join(line for line in block.text.split("\n") if not _is_furniture(line)).strip("\n")


def _is_furniture(line: str) -> bool:
    return len(line) <= _LONGEST_FURNITURE_LINE and _FURNITURE_LINE.match(line) is not None


def _is_noise(block: Block) -> bool:
    length = len(_key(block.text))
    if not block.is_table and _is_furniture(block.text):
        return True
    return block.linked > 0.6 * length and not (length > 60 and "。" in block.text)


def _between(blocks: list[Block], keys: Collection[str]) -> list[Block]:
    """Cut what precedes the first and follows the last block of the article, in a page that sets nothing apart."""
    places = [place for place, block in enumerate(blocks) if _key(block.text) in keys or _is_article(block)]
    return blocks[places[0] : places[-1] + 1] if places else blocks
