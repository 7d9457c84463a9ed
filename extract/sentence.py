"""One sentence to its mentions: quantities, their metrics, then region, period and kind."""

import itertools
import re
from dataclasses import dataclass
from datetime import date

from extract.binding import Bound, Carry, SentenceState, bind, outline
from extract.candidates import candidates
from extract.context import Context, ValueBefore
from extract.domains import domain_of, may_be_of_health, of_another_sector
from extract.kinds import kind_of
from extract.linking import Metric
from extract.periods import Period, read_marks, year_period
from extract.quantities import scan
from extract.regions import CHINA, Region, child_named, governs, level_word, names_in, place_list, regions_said, resolve
from extract.sections import Sentence
from extract.tables import Table, figures
from extract.text import Span, in_closed_bracket
from extract.when import base_year, carry_period, masked_year_end, pair_years, period_of


@dataclass(slots=True)
class Mention:
    """A found indicator; offsets point into the stored text."""

    number_start: int
    number_end: int
    number_text: str
    value: float
    unit: str
    metric_text: str
    metric: Metric | None
    region_code: str | None
    period_start: date | None
    period_end: date | None
    kind: str
    measure: str
    comparator: str
    sentence_start: int
    sentence_end: int
    rule: str
    domain: str


_PLACE_OPENING = re.compile(r"^(?:\[[^\]]{1,24}\])?(?:(?:19|20)\d\d年(?:度|末|底)?,?，?)?")


def _turn_paragraph(text: str, context: Context) -> None:
    """A paragraph that opens with a place is about it: 2020年,吉阳区逐步完善…."""
    opening = _PLACE_OPENING.match(text)
    start = opening.end() if opening else 0
    names = [(stop, name) for first, stop, name in names_in(text, start, min(len(text), start + 16)) if first == start]
    if not names:
        return
    stop, name = max(names)  # 沙县区, not 沙县
    own = context.region.code if context.region else CHINA
    named = resolve(name, context.periods.year, own if context.region else None)
    listed = text[stop : stop + 1] in ("、", "和", "与", "及")
    if named is not None and not listed and named.level != "country" and governs(named, own):
        context.paragraph_region = named


def read_sentence(folded: str, original: str, sentence: Sentence, context: Context) -> tuple[list[Mention], int, int]:
    """Mentions of one sentence, with the numerals it has and the quantities that found no metric."""
    span = Span(folded, sentence.start, sentence.end)
    text = span.text
    quantities, marks, seen = scan(text)
    if sentence.paragraph != context.paragraph:
        context.paragraph, context.paragraph_period, context.paragraph_region = sentence.paragraph, None, None
        context.from_period = None
        above = {**context.carry.above, **context.carry.totals}
        context.carry, context.topic_at, context.names_health = Carry(above=above), None, False
    if sentence.year_said and context.periods.now is not None and context.paragraph_period is None:
        context.paragraph_period = year_period(context.periods.now - (sentence.year_said == "去年"))
    if sentence.topic is not None and sentence.topic != context.topic_at:
        context.carry.topic, context.topic_at = _topic(folded, sentence.topic), sentence.topic
        context.names_health = may_be_of_health(context.carry.topic)
    own_year = context.periods.year
    given = context.periods.given
    said = (
        read_marks(text, marks, base_year(context, sentence), given, context.periods.now) if marks or own_year else []
    )
    values = candidates(text, quantities)
    if sentence.first:
        _turn_paragraph(text, context)
    if not values:
        carry_period(text, said, context, sentence)
        return [], seen, 0
    context.names_health = context.names_health or context.about != "some" or may_be_of_health(text)
    carry = context.carry
    carry.items, carry.part_mode, carry.parent, carry.from_open, carry.ranked = [], False, None, False, ""
    carry.outer, context.value_before = None, None
    bounds = None if context.names_health else outline(SentenceState(text, values, carry))
    if bounds is None:
        context.names_health = True
        bounds = bind(SentenceState(text, values, carry))
    reporting = context.paragraph_region or context.region
    turns = regions_said(text, reporting, own_year)
    paired: dict[int, str] = {}
    if context.names_health:
        listed, spans = _pair_listed(text, bounds, turns, reporting, own_year)
        paired = {**listed, **_pair_regions(text, bounds, turns)}
        # the last place of a list that has its values is not what the next clause is about
        turns = [turn for turn in turns if not any(start <= turn[0] < stop for start, stop in spans)]
    context.paired_years = pair_years(text, bounds, said)
    context.year_masked_until = masked_year_end(text)
    context.on_health = context.about == "all" or (context.about == "part" and not of_another_sector(text))
    mentions: list[Mention] = []
    unmatched = 0
    for bound in bounds:
        if not bound.metric_text or len(bound.metric_text) < 2:
            unmatched += 1
            continue
        mentions.append(
            _mention(original, text, span, sentence, context, bound, said, turns, paired.get(bound.quantity.start))
        )
    context.names_health = any(mention.domain == "health" for mention in mentions)
    carry_period(text, said, context, sentence)
    _carry_metric(bounds, span, carry)
    return mentions, seen, unmatched


_TOPIC_FRAME = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.是]+)?(?:实施好?|做好|抓好|推进|加强|落实|完善|深化|开展|巩固|提升|全面|深入|扎实|持续|继续)*"
    r"|(?:制度|工作)?(?:规范|扎实|稳步|深入|有序|全面|不断|持续)*(?:运行|推进|发展|开展|实施|启动|落实|建设|步伐)*(?:平稳|顺利|良好|有力|有效|明显|显著|到位|提速|提质增效|提质扩面|扩面提质|增效|见效)$"
    r"|(?:质效|水平|能力|质量|效能)$"
    r"|(?:做实做细|(?:有序|稳步|扎实|持续|全面|平稳|深入|不断|加快)[\u4e00-\u9fff]{2}|工作|制度|情况|方面|任务|建设)+[。:]?$"
)


_MARK = re.compile(r"[,，、。:]")


def _topic(folded: str, place: tuple[int, int]) -> str:
    """What a paragraph is about, for heads that name no subject: 实施好新型农村合作医疗制度 -> 新型农村合作医疗."""
    topic = _TOPIC_FRAME.sub("", folded[place[0] : place[1]].strip())
    return topic if 3 <= len(topic) <= 14 and not _MARK.search(topic) else ""


def _absolute(span: Span, place: tuple[int, int] | None) -> tuple[int, int] | None:
    return span.place(*place) if place is not None else None


def _carry_metric(bounds: list[Bound], span: Span, carry: Carry) -> None:
    """Leave the sentence's metrics to the next one, their places as offsets into the stored text."""
    if carry.at is not None:
        carry.at_absolute, carry.at = _absolute(span, carry.at), None
    level = next((bound for bound in reversed(bounds) if bound.measure == "level" and bound.metric_text), None)
    if level is not None:
        place = level.carried_absolute or _absolute(span, level.phrase_at or level.carried_from)
        level.phrase_at, level.carried_from, level.carried_absolute, level.bracket_end = None, None, place, -1
        carry.last_level = level


_CONTEXT = 120  # characters before a figure that may tell its sector


def read_table(original: str, table: Table, context: Context, section: str) -> list[Mention]:
    """Mentions of a table; the row that a figure stands in is its sentence."""
    mentions = []
    reporting = context.region
    for figure in figures(table, reporting, context.periods.year):
        period = context.periods.planned if section == "target" else context.periods.reported
        period_rule = "bulletin"
        if figure.year is not None:
            period, period_rule = year_period(figure.year), "table"
        region = figure.region or reporting
        target = figure.target if figure.target is not None else section == "target"
        if period is not None and context.periods.year is not None and period_rule == "table" and figure.target is None:
            target = period.year > context.periods.year
        text = original[figure.line[0] : figure.line[1]]
        kind_rule = "table" if figure.target is not None else "section"
        rule = (
            f"metric=table:{table.number}:{figure.row}:{figure.column} "
            f"region={'table' if figure.region else 'bulletin'} period={period_rule} "
            f"kind={kind_rule}"
        )
        mentions.append(
            Mention(
                figure.start,
                figure.end,
                original[figure.start : figure.end],
                figure.value,
                figure.unit,
                figure.metric_text,
                figure.metric,
                region.code if region else None,
                period.start if period else None,
                period.end if period else None,
                "target" if target else "actual",
                figure.measure,
                figure.comparator,
                *figure.line,
                rule,
                domain_of(
                    figure.metric_text,
                    table.caption,
                    text,
                    catalogued=figure.metric is not None,
                    health_bulletin=context.about != "some",
                ),
            )
        )
    return mentions


_REGION_LIST = re.compile(r"^(?:、|和|与|及|以及)$")


def _pair_regions(text: str, bounds: list[Bound], turns: list[tuple[int, str | None, int]]) -> dict[int, str]:
    """四子王旗、化德县分别判定疫鼠4只、3只: regions and values pair in order; numeral start -> code."""
    paired: dict[int, str] = {}
    run: list[tuple[int, str | None, int]] = []
    for turn in [*turns, (len(text) + 9, None, 0)]:
        if run and _REGION_LIST.match(text[run[-1][2] : turn[0]]):
            run.append(turn)
            continue
        stop = run[-1][2] if run else 0
        until = text.find(";", stop)
        beside = [b for b in bounds if stop < b.quantity.start < (until if until >= 0 else len(text))]
        each = len(run) > 1 and "分别" in text[stop : stop + 24]
        # 甲县、乙县住院分娩率达到98.2%和97.9%: as many values of one metric as places
        alike = len(run) > 1 and len(beside) == len(run) and len({b.metric_text for b in beside}) == 1
        if each or alike:
            values = [bound for bound in bounds if bound.quantity.start > run[-1][2]][: len(run)]
            gaps = [text[a.quantity.stop : b.quantity.start] for a, b in itertools.pairwise(values)]
            if len(values) == len(run) and all(gap in ("、", "和", "与", "及", ",") for gap in gaps):
                paired.update({v.quantity.start: r[1] for v, r in zip(values, run, strict=True) if r[1]})
        run = [turn]
    return paired


_EACH = re.compile(r"分别|依次")
_SEGMENT_END = re.compile(r"[;；。]")
_ROW_GAP = re.compile(r"[个名例]?(?:[、,]|和|与|及|以及)")


def _pair_listed(
    text: str,
    bounds: list[Bound],
    turns: list[tuple[int, str | None, int]],
    reporting: Region | None,
    year: int | None,
) -> tuple[dict[int, str], list[tuple[int, int]]]:
    """县域内就诊率京山、钟祥分别是91.3%、90.7%: places of the reporting region, by any name.

    Numeral start -> code, and where the lists stand.
    """
    paired: dict[int, str] = {}
    spans: list[tuple[int, int]] = []
    listed = place_list(text) if reporting is not None and _EACH.search(text) else None
    while listed is not None and reporting is not None:
        places = [child_named(name, reporting, year) for name in listed.names]
        codes = [place.code for place in places if place is not None]
        ends = _SEGMENT_END.search(text, listed.stop)
        until = min([at for at, _, _ in turns if at >= listed.stop] + [ends.start() if ends else len(text)])
        for each in _EACH.finditer(text, listed.stop, until):
            values = [bound.quantity for bound in bounds if bound.quantity.start >= each.end()]
            row = values[:1]
            for value in values[1:]:
                if not _ROW_GAP.fullmatch(text, row[-1].stop, value.start):
                    break
                row.append(value)
            if len(row) == len(codes) == len(places):
                paired.update({value.start: code for value, code in zip(row, codes, strict=True)})
                spans.append((listed.start, listed.stop))
        listed = place_list(text, listed.stop)
    return paired, spans


_AVERAGE_OF = re.compile(
    r"(全国|全省|全自治区|全区|全市|全州|我国)的?(?:同期|同类)?的?平均(?:水平|值|数)?(?:为|是|的)?\(?$"
)


_DATE_ENDS = ("年", "月", "日", "底", "末", "来", "后", "前")
_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.]*")
_CLAUSE_MARK = re.compile(r"[,，:]")


def _opens(text: str, at: int) -> bool:
    """Whether nothing but dates and numbers stands before a place: 2020年,全市…."""
    pieces = _CLAUSE_MARK.split(text[max(0, at - _CONTEXT) : at])
    return all(piece in ("", "其中") or piece.endswith(_DATE_ENDS) or _NUMBERED.fullmatch(piece) for piece in pieces)


_COMPARED_WITH = re.compile(
    r"(?:高于|低于|高出|优于|好于|超过)(全国|全省|全自治区|全区|全市|全州)(?:同期|同类)?的?\(?$"
)  # 低于全州3.2名的平均水平


def _reaches(text: str, turn: int, at: int) -> bool:
    """Whether a place goes on to hold at a value: to the end of the sentence that it opens, else of its part.

    会泽县略低,88.7%;因病致贫返贫户…: behind the semicolon the bulletin's own region goes on.
    """
    return text.find(";", turn, at) < 0 or _opens(text, turn)


def _mention(
    original: str,
    text: str,
    span: Span,
    sentence: Sentence,
    context: Context,
    bound: Bound,
    said: list[Period],
    turns: list[tuple[int, str | None, int]],
    paired: str | None,
) -> Mention:
    quantity = bound.quantity
    period, period_rule = period_of(text, bound, said, sentence, context)
    before = context.value_before
    joined = before is not None and text[before.stop : quantity.start] in ("、", "和", "与", "及")
    if joined and before is not None and bound.rule in ("each", "list", "carried"):
        if period_rule == "bulletin":
            period, period_rule = before.period, "list"
        elif before.period_rule in ("base", "bracket", "year_ago"):
            period, period_rule = before.period, before.period_rule
    reporting = context.paragraph_region or context.region
    region_code = reporting.code if reporting is not None else None
    region_rule = "paragraph" if context.paragraph_region else "bulletin" if region_code else "none"
    for at, code, stop in reversed(turns):
        if at >= quantity.start or in_closed_bracket(text, at, quantity.start):
            continue
        if _reaches(text, at, quantity.start):
            region_code, region_rule = code, f"said@{span.offset(at)}:{span.end_offset(stop)}"
        break
    near = text[max(0, quantity.start - 16) : quantity.start]
    average = _AVERAGE_OF.search(near) if "平均" in near else _COMPARED_WITH.search(near)
    if average is not None and bound.measure == "level":
        region_code, region_rule = level_word(average.group(1), reporting), "average"
    elif joined and before is not None and before.region_rule == "average":
        region_code, region_rule = before.region_code, before.region_rule
    if paired is not None:
        region_code, region_rule = paired, "each"
    context.value_before = ValueBefore(quantity.stop, period, period_rule, region_code, region_rule)
    kind, kind_rule = kind_of(
        text,
        bound,
        sentence.section,
        period,
        context.periods.year,
        context.periods.this_year,
        under_way=context.periods.under_way,
    )
    if (
        kind == "target"
        and period_rule == "bulletin"
        and sentence.section != "target"
        and context.periods.reported is not None
    ):
        period = context.periods.reported
    start, end = span.offset(quantity.start), span.end_offset(quantity.end)
    value = quantity.value * bound.sign if bound.sign < 0 else quantity.value
    rule = f"metric={bound.rule}"
    place = bound.carried_absolute or _absolute(span, bound.carried_from or bound.phrase_at)
    if place is not None:
        rule += f"@{place[0]}:{place[1]}"
    rule += f" region={region_rule} period={period_rule} kind={kind_rule}"
    return Mention(
        start,
        end,
        original[start:end],
        value,
        quantity.unit,
        bound.metric_text,
        bound.metric,
        region_code,
        period.start if period else None,
        period.end if period else None,
        kind,
        bound.measure,
        bound.comparator,
        sentence.start,
        sentence.end,
        rule,
        _domain(text, bound, context),
    )


def _domain(text: str, bound: Bound, context: Context) -> str:
    if not context.names_health:
        return "other"
    quantity = bound.quantity
    return domain_of(
        bound.metric_text,
        text[max(0, quantity.start - _CONTEXT) : quantity.start],
        text[quantity.stop : quantity.stop + 40],
        catalogued=bound.metric is not None,
        health_bulletin=context.on_health,
    )
