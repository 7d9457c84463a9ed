"""A metric phrase of a bulletin to its code in the catalogue.

The longest name or alias decides. Words before it must be neutral (全市, 居民, 实现 ...): 三级医院预约诊疗率 is not
预约诊疗率, and a scope that the catalogue does not have leaves the mention without a code.
"""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from extract.regions import region_index
from extract.vocabulary import alternation


@dataclass(frozen=True, slots=True)
class Metric:
    """A row of `catalogue/metrics.csv`, as far as linking needs it."""

    code: str
    name: str
    category: str
    value_type: str
    unit: str


_QUOTES = re.compile(r"[“”\"'‘’《》<>「」\s]")
_REWRITES = (
    ("（", "("),
    ("）", ")"),
    ("病床", "床位"),
    ("镇乡", "乡镇"),
    ("普惠性", "普惠"),
    ("普惠型", "普惠"),
    ("托育服务机构", "托育机构"),
    ("基层医疗卫生机构", "基层医疗机构"),
    ("社区卫生机构", "社区卫生服务机构"),
    ("各类型", ""),
    ("(含助理)", "(助理)"),
    ("全科医师", "全科医生"),
    ("岁及以上", "岁以上"),
    ("岁(含)以上", "岁以上"),
    ("及", ""),
    ("周岁", "岁"),
    ("五岁", "5岁"),
    ("三岁", "3岁"),
    ("七岁", "7岁"),
    ("一岁", "1岁"),
    ("五年生存率", "5年生存率"),
    ("每十万", "每10万"),
    ("每1000", "每千"),
    ("～", "-"),
    ("~", "-"),
    ("—", "-"),
    ("新型冠状病毒", "新冠病毒"),
    ("新冠病毒疫苗", "新冠疫苗"),
    ("新冠肺炎疫苗", "新冠疫苗"),
    ("各级各类", ""),
    ("各类", ""),
    ("计生", "计划生育"),
    ("慢性非传染性疾病", "慢性病"),
    ("慢病", "慢性病"),
    ("每千常住人口", "每千人口"),
    ("每千名常住人口", "每千人口"),
    ("每万常住人口", "每万人口"),
    ("每万名居民", "每万人口"),
    ("慢性疾病", "慢性病"),
    ("死亡总人数", "总死亡人数"),
    ("老龄人口", "老年人口"),
    ("新农合", "新型农村合作医疗"),
    ("家庭医生团队签约", "家庭医生签约"),
    ("建档立卡贫困", "贫困"),
    ("农村贫困", "贫困"),
    ("贫困患者", "贫困人口"),
    ("贫困群众", "贫困人口"),
    ("贫困病人", "贫困人口"),
    ("公卫", "公共卫生"),
    ("卫材", "卫生材料"),
    ("奖扶", "奖励扶助"),
    ("特扶", "特别扶助"),
    ("三甲", "三级甲等"),
    ("龋患率", "患龋率"),
    ("总体近视率", "近视率"),
    ("总近视率", "近视率"),
    ("整体水平", "水平"),
    ("总体水平", "水平"),
    ("每百元", "百元"),
    ("满意率", "满意度"),
    ("担负诊疗住院", "担负住院"),
    ("疾控中心", "疾病预防控制中心"),
    ("进行了", ""),
    ("进行", ""),
    ("开展了", ""),
    ("开展", ""),
    ("之比", "比"),
    ("比率", "比例"),
    ("比重", "比例"),
    ("百分比", "比例"),
    ("的", ""),
    ("、", ""),
    ("和", ""),
    ("与", ""),
)
_COUNT_ENDING = re.compile(
    r"(?:(?:报告|确诊)?病例总?数|报告发病例?数|发病例?数|报告病例|总人数|总人次数?|人次数|人次|人数|例数|例次|总数|总量|数量|户次数?|剂次数?|场次|"
    r"个数|对数|户数|份数|册数|张数|家数|所数|总计|患者数|病人数|患者人数|数|量)$"
)
_COUNT_ENDING_LAST = ("数", "例", "次", "量", "计")  # with which every counting word ends
_WORK_ENDINGS = ("服务", "工作", "项目", "任务")
# classes of printed units that can carry a catalogue metric of a value type
_RATE_TYPES = frozenset({"percentage", "permille", "per_100k", "per_10k"})
_RATE_UNIT = {"percentage": "%", "permille": "‰", "per_100k": "/10万", "per_10k": "/万"}
_COUNT_CLASSES = {
    "人": frozenset({"person", "case", "zero"}),
    "例": frozenset({"case", "person", "zero"}),
    "人次": frozenset({"visit", "person", "case"}),
    "户次": frozenset({"visit", "household", "item"}),
    "剂次": frozenset({"visit", "item", "person"}),
    "次": frozenset({"visit"}),
    "床日": frozenset({"visit"}),
    "张": frozenset({"bed", "item"}),
    "份": frozenset({"item", "person"}),
    "册": frozenset({"item"}),
    "件": frozenset({"item", "case"}),
    "起": frozenset({"case"}),
    "场": frozenset({"item", "visit"}),
    "对": frozenset({"item"}),
    "个": frozenset({"item"}),
    "家": frozenset({"item"}),
    "辆": frozenset({"item"}),
    "单位": frozenset({"volume", "mass", "visit"}),
}


_PER_PEOPLE = re.compile(r"每(千|万|10万)人(?!口)")
_PEOPLE_ALONE = re.compile(r"(?<![每\d百几数多十余])(千|万)(?:名?常住)?人口")  # 万人口全科医生数
_REWRITABLE = re.compile("|".join(re.escape(old) for old, _ in _REWRITES))


_AGES = re.compile(r"(\d+)岁?[-至到](\d+)岁")


@lru_cache(maxsize=32_768)
def normalise_name(name: str) -> str:
    """A metric's name without the marks and variants that carry no meaning."""
    name = _QUOTES.sub("", name)
    if _REWRITABLE.search(name) is not None:
        for old, new in _REWRITES:
            if old in name:
                name = name.replace(old, new)
    name = _AGES.sub(r"\1-\2岁", name) if "岁" in name else name
    name = _PEOPLE_ALONE.sub(r"每\1人口", name) if "人口" in name else name
    return _PER_PEOPLE.sub(r"每\1人口", name) if "每" in name else name


_INNER = re.compile(alternation("inner") + "|共(?<!公共)(?=[投报完检开发提抽接])|任务完成(?![率比])")


def core_of(name: str) -> str:
    """A count's name without its counting word (签约总人数 -> 签约)."""
    return _COUNT_ENDING.sub("", name, count=1) if name.endswith(_COUNT_ENDING_LAST) else name


_COUNTING_WORDS = {
    "person": ("数", "人数", "总数"),
    "case": ("数", "例数", "病例数", "人数"),
    "visit": ("人次", "数", "次数", "量", "户次", "户次数", "剂次", "剂次数", "场次", "床日"),
    "household": ("户次", "户数", "数"),
    "item": ("数", "个数", "总数", "场次", "次数"),
}
_LONGEST_PHRASE = 48


@dataclass(frozen=True)
class MetricIndex:
    """Normalised names and cores of the catalogue; a name can belong to metrics of several units."""

    metrics: dict[str, Metric]
    names: dict[str, tuple[Metric, ...]]
    cores: dict[str, tuple[Metric, ...]]
    counted: dict[
        str, dict[str, tuple[Metric, ...]]
    ]  # class of unit -> names without the word that the unit makes plain
    longest: int
    last: dict[str, tuple[int, ...]]  # the last two characters of every name -> lengths of such names, longest first
    plain_last: dict[str, tuple[int, ...]]  # and of every name without its counting word


@cache
def metric_index() -> MetricIndex:
    """Read `catalogue/metrics.csv` once."""
    metrics: dict[str, Metric] = {}
    names: dict[str, list[Metric]] = {}
    cores: dict[str, list[Metric]] = {}
    table = (files("extract") / "catalogue" / "metrics.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(io.StringIO(table, newline="")):
        metric = Metric(row["metric_code"], row["name_zh"], row["category"], row["value_type"], row["unit"])
        metrics[metric.code] = metric
        for alias in dict.fromkeys([row["name_zh"], *row["aliases_zh"].split("|")]):
            name = normalise_name(alias)
            if not name:
                continue
            _add(names, name, metric)
            if metric.value_type in ("count", "per_1k", "per_10k", "per_100k"):
                core = core_of(name)
                if len(core) >= 2:
                    _add(cores, core, metric)
    for name, rows in list(names.items()):
        plain = _INNER.sub("", name)
        if plain != name and len(plain) >= 4 and plain not in names and not plain.startswith("患者"):
            names[plain] = rows
    counted = _counted_names(names)
    return MetricIndex(
        metrics,
        {key: tuple(rows) for key, rows in names.items()},
        {key: tuple(rows) for key, rows in cores.items()},
        {key: {name: tuple(rows) for name, rows in table.items()} for key, table in counted.items()},
        max(map(len, names)),
        _lengths_by_end(names),
        _lengths_by_end(name for table in (cores, *counted.values()) for name in table),
    )


def _lengths_by_end(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[-2:], set()).add(len(name))
    return {end: tuple(sorted(lengths, reverse=True)) for end, lengths in found.items()}


def _counted_names(names: dict[str, list[Metric]]) -> dict[str, dict[str, list[Metric]]]:
    """Per class of unit, the names without the word that the unit makes plain: 托位(数) for 个, 出院(人次) for 人次."""
    counted: dict[str, dict[str, list[Metric]]] = {}
    for unit_class, words in _COUNTING_WORDS.items():
        for name, rows in names.items():
            for word in words:
                if name.endswith(word) and len(name) > len(word) + 1:
                    for metric in rows:
                        _add(counted.setdefault(unit_class, {}), name[: -len(word)], metric)
    return counted


def _add(table: dict[str, list[Metric]], key: str, metric: Metric) -> None:
    rows = table.setdefault(key, [])
    if metric not in rows:
        rows.append(metric)


def unit_fits(metric: Metric, unit: str, unit_class: str) -> bool:
    """Whether a quantity in that unit can be a level (or change) of the metric."""
    if unit == "床日" and metric.unit != "床日":
        return False
    if unit in ("家", "所") and metric.unit in ("件", "起", "份", "场", "册"):
        return False
    if unit == "种" and metric.category.startswith("resources"):
        return False  # 医院74种药品
    if unit_class == "point":
        return metric.value_type in ("percentage", "permille", "per_100k", "per_10k")
    if metric.value_type in _RATE_TYPES and metric.unit in ("%", "‰", "/10万", "/万"):
        return (unit_class == "rate" and (unit == _RATE_UNIT[metric.value_type] or unit == metric.unit)) or unit == ""
    if metric.value_type == "money":
        return unit_class == "money"
    if metric.value_type == "duration":
        return unit_class == "time"
    if metric.value_type == "years_of_age":
        return unit_class == "age"
    if metric.value_type == "score":
        return unit_class in ("score", "rate")
    if metric.value_type == "ratio":
        return unit_class in ("ratio", "rate", "") or unit == ""
    if metric.unit in ("‰",):
        return unit == "‰"
    return unit_class in _COUNT_CLASSES.get(metric.unit, frozenset({"item"})) or (
        unit_class == "" and metric.value_type.startswith("per_")
    )


_NEUTRAL_END = re.compile(r"(?:" + alternation("neutral", "verbs") + r")$")


_OF_AGES = re.compile(r"[1-9]\d-[1-9]\d岁$")  # 35-64岁妇女“两癌”筛查: those it is for


def is_neutral(residue: str) -> bool:
    """Whether the words before an alias leave its meaning as it is."""
    while residue:
        if residue in region_index().by_name or residue in region_index().by_short:
            return True
        if residue.endswith("岁"):
            residue = _OF_AGES.sub("", residue)
            if not residue:
                return True
        found = _NEUTRAL_END.search(residue[-16:])
        if found is None or found.end() - found.start() == 0:
            return False
        residue = residue[: len(residue) - (found.end() - found.start())]
    return True


def _pick(rows: tuple[Metric, ...], unit: str, unit_class: str) -> Metric | None:
    for metric in rows:
        if unit_fits(metric, unit, unit_class):
            return metric
    return None


_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")


@lru_cache(maxsize=32_768)
def link(phrase: str, unit: str, unit_class: str, *, change: bool = False) -> Metric | None:
    """The metric that the phrase names, for a quantity in that unit; None where the catalogue has none.

    A relative change is printed in % whatever the metric's own unit is, so `change` lets every unit pass. Where the
    name as it stands is unknown, it is tried without its brackets (执业医师(不含村医)) and without words inside it that
    leave the meaning as it is (一孩登记出生人口, 在册严重精神障碍患者管理率).
    """
    text = normalise_name(phrase)[-_LONGEST_PHRASE:]
    found = _find(text, unit, unit_class, change)
    if found is None and "(" in text:
        text = _BRACKETED.sub("", text)
        found = _find(text, unit, unit_class, change)
    if found is None and _INNER.search(text):
        found = _find(_INNER.sub("", text), unit, unit_class, change)
    return found


@cache
def _endings() -> frozenset[str]:
    """The last two characters of the catalogue's names, as they are looked up and as they may be printed."""
    index = metric_index()
    known = index.last.keys() | index.plain_last.keys()
    return frozenset(known | {printed[-2:] for printed, kept in _REWRITES if kept[-2:] in known})


def ends_as_a_name(phrase: str) -> bool:
    """Whether any name of the catalogue ends as the phrase does: asked before `link` where few phrases are known."""
    return phrase[-2:] in _endings()


def _is_of_all(metric: Metric) -> bool:
    """Whether the metric counts all institutions, so that the part of hospitals is another one."""
    return metric.category.startswith("resources") or metric.value_type == "count"


_PRIMARY_CARE = re.compile(r"^基层(?:医疗卫生机构|医疗机构|机构)?")
_BY_PRIMARY_CARE = frozenset({"chronic_disease", "public_health_service", "mental_health"})  # who does it all anyway


def _find(text: str, unit: str, unit_class: str, change: bool) -> Metric | None:
    """The metric named by the longest end of the text that the catalogue knows, if the words before it are neutral."""
    index, size = metric_index(), len(text)
    lengths = index.last.get(text[-2:], ())
    tables = [(text, index.names)] if lengths else []
    starts = {size - length for length in lengths if length <= size}
    if change or unit_class not in ("rate", "point", ""):
        lengths = index.plain_last.get(text[-2:], ())
        if lengths:
            tables += [(text, index.counted.get(unit_class, index.counted["item"])), (text, index.cores)]
            starts.update([size - length for length in lengths if length <= size])
        shorter = text[:-2] if text.endswith(_WORK_ENDINGS) else core_of(text)
        if shorter != text and (lengths := index.plain_last.get(shorter[-2:], ())):
            tables.append((shorter, index.cores))
            starts.update([len(shorter) - length for length in lengths if length <= len(shorter)])
    if not starts:
        return None
    for start in sorted(starts):
        for name, table in tables:
            rows = table.get(name[start:])
            if rows is None:
                continue
            metric = _pick(rows, unit, unit_class)
            if metric is None and change:
                metric = rows[0]
            if metric is None:
                continue
            residue = text[:start]
            if metric.category in _BY_PRIMARY_CARE:
                residue = _PRIMARY_CARE.sub("", residue)
            if is_neutral(residue) and not ("医院" in residue and _is_of_all(metric)):
                return metric
            return None
    return None


def named(phrase: str, unit: str, unit_class: str) -> Metric | None:
    """The metric that has exactly this phrase as a name or alias."""
    rows = metric_index().names.get(normalise_name(phrase))
    return _pick(rows, unit, unit_class) if rows else None


def named_whatever_unit(phrase: str) -> Metric | None:
    """The metric that has exactly this phrase as a name, where no unit is printed at all."""
    rows = metric_index().names.get(normalise_name(phrase))
    return rows[0] if rows else None


def named_in_any_unit(phrase: str, unit_class: str) -> Metric | None:
    """The metric of that name though the printed unit is not one of its own (药占比30.5元); checks will say so."""
    if unit_class not in ("rate", "money", "score", "time", "age"):
        return None
    index = metric_index()
    text = normalise_name(phrase)
    if text[-2:] not in index.last:
        return None
    for length in index.last[text[-2:]]:
        start = len(text) - length
        rows = index.names.get(text[start:]) if start >= 0 and length > 3 else None
        if rows and rows[0].value_type not in ("count",):
            return rows[0] if is_neutral(text[:start]) else None
    return None


def named_inside(phrase: str, unit: str, unit_class: str, least: int = 3) -> Metric | None:
    """The metric whose full name opens the phrase (国家级临床重点专科…, 家庭医生…), the longest first."""
    index = metric_index()
    text = normalise_name(phrase)
    for stop in range(min(len(text), index.longest), least - 1, -1):
        head = text[:stop]
        rows = index.names.get(head) or index.cores.get(head)
        if rows:
            metric = _pick(rows, unit, unit_class)
            if metric is not None:
                return metric
    return None
