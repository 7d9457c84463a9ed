"""What a lead's words stand for: a short name that the words before it complete, or a name that stands elsewhere.

Each function takes the name that a lead holds and gives it whole; what it knows nothing of it gives back as it is.
"""

import re

from extract.binding.ellipsis import sentence_subject
from extract.binding.lists import joins_list
from extract.binding.model import Bound, Clause
from extract.binding.nouns import A_LEVEL, FLOW_VERB, LEVEL_ALONE
from extract.binding.state import SentenceState
from extract.linking import core_of, link
from extract.quantities import Quantity
from extract.regions import names_in, region_index
from extract.vocabulary import alternation

_MOST = r"(?:最[多高低少大小]|居多|为主|次之|居首)"
_SUPERLATIVE = re.compile(
    r"(?:^|[,，;:。])(?:其中)?(?:"
    rf"(?P<of>[^,，;:。]{{0,20}}?)以(?P<item>[^,，;:。]{{2,16}}?){_MOST}"
    rf"|(?P<of_the>[^,，;:。]{{2,20}}?)最[多高低少大小]的[^,，;:。是为]{{0,6}}(?:是|为)(?P<one>[^,，;:。]{{2,16}})"
    rf"|(?P<next>[^,，;:。]{{2,20}}?){_MOST}"
    r")[,，](?:为|达到?|有|共)?$"
)


_MARKS_THE_MOST = re.compile("[最居]|次之|为主")


def superlative(gap: str) -> tuple[str, int]:
    """以宫颈炎患者最多,为4242例; 发病率最高的是平江县,136/10万: the thing itself, of a place what is compared.

    With the number of characters that the clause has before the one of the value; '' and 0 where nothing is so said.
    """
    found = _SUPERLATIVE.search(gap) if _MARKS_THE_MOST.search(gap) else None
    if found is None:
        return "", 0
    item = found["item"] or found["one"] or found["next"]
    compared = found["of"] or found["of_the"] or ""
    name = compared if compared and item in region_index().by_name else item
    return name, len(found.group()) - 1


_AT_WORK = re.compile(r"([^,，、]{2,14}(?:机构|医院|卫生院|中心|卫生室|服务站))(?:工作|执业|从业)的(?=.{2,})")


def at_work(core: str) -> str:
    """在乡镇卫生院工作的执业医师 are 乡镇卫生院执业医师."""
    return _AT_WORK.sub(r"\1", core, count=1) if "业的" in core or "作的" in core else core


_PER_HEAD_LAST = re.compile(
    r"(?P<what>[^,，]{2,}?)(?:将|要|已|达到?|为|提高到|增加到)*(?P<per>每[千万](?:名)?(?:常住)?人口)"
)


def per_head_first(core: str) -> str:
    """床位达到每千人口8张 is 每千人口床位."""
    found = _PER_HEAD_LAST.fullmatch(core) if core.endswith("人口") else None
    return found["per"] + core_of(found["what"]) if found else core


_A_CLASS = "公立|民营|社会办|三级甲等|三级|三甲|二级甲等|二级|二甲|一级|未定级"
_HOSPITAL_CLASS = re.compile(rf"(?:评为|评定为|属于|通过)?({_A_CLASS})(?:的)?")
_CLASSES = re.compile(rf"^(?:{_A_CLASS})+")
_LONGEST_CLASS = 6  # characters: 中医类医院, 专科医院
_FACILITY_UNITS = frozenset("个家所")


def of_hospitals(state: SentenceState, quantity: Quantity, core: str) -> str:
    """医院当中,公立327个、民营259个: a class of hospitals, where the sentence has said that it counts these."""
    found = _HOSPITAL_CLASS.fullmatch(core) if quantity.unit in _FACILITY_UNITS else None
    if found is None or state.text.find("医院", 0, quantity.start) < 0:
        return core
    counted = _CLASSES.sub("", core_of(state.bound[-1].core)) if state.bound else ""
    return found.group(1) + (counted if counted.endswith("医院") and len(counted) <= _LONGEST_CLASS else "医院")


_DISEASE = re.compile(r"(?:共|累计|报告)*(?P<name>[^,，、]*?(?:病|感染|炎|热))(?:死亡|发病|共|报告|病例)*")
_NEAR = 5  # figures back: a disease named before more than these is no longer spoken of
_OF_A_DISEASE = re.compile(r"(?:报告)?(?:发病|死亡|病死)(?:数|率|例数|人数)|(?:报告)?病例(?:总)?数")


def of_disease(state: SentenceState, core: str) -> str:
    """报告法定传染病4127例,死亡26人;发病数比上月下降…: of the disease that the sentence speaks of."""
    if not _OF_A_DISEASE.fullmatch(core):
        return core
    before = state.visible(state.quantities[len(state.bound)].start)
    named_before = (_DISEASE.fullmatch(core_of(bound.core)) for bound in reversed(before[-_NEAR:]))
    disease = next((found["name"] for found in named_before if found and len(found["name"]) > 1), "")
    return disease + core


_OF_CLASS = re.compile(r"([甲乙丙]类(?:法定)?传染病)中?,?除[^。;；]{4,200}$")
_THE_REST = re.compile(r"^(?:其他|其余|其它)(?:\d*种)?(?P<own>[甲乙丙]类)?(?:传染病)?共?(?=报告)")


def _told_before(state: SentenceState) -> str:
    last = state.carry.last_level
    return last.metric_text if last is not None else ""


_NEWLY = re.compile(r"(?:其中)?新(?:报告|发现|诊断|确诊|增)")
_PATIENTS = re.compile(r"(?:感染者|病人|患者)$")
_LIVING_WITH = re.compile(r"^(?:现|存活|现有|在治|在管|累计|报告|登记)+(?=.{4,}(?:感染者|病人|患者)$)")


def of_new_cases(state: SentenceState, core: str) -> str:
    """现存活艾滋病感染者和病人1186例,新报告57例: new ones of the same."""
    if not state.bound or not _NEWLY.fullmatch(core):
        return core
    cases = core_of(state.bound[-1].core)
    return core + _LIVING_WITH.sub("", cases) if _PATIENTS.search(cases) else core


_CLASS_ALONE = re.compile(r"[甲乙丙]{1,2}类")


def of_disease_class(state: SentenceState, core: str, before: int) -> str:
    """乙类传染病中除鼠疫…外,其他共报告发病: the rest stand for their class."""
    if _CLASS_ALONE.fullmatch(core) and ("传染病" in state.text[:before] or "传染病" in _told_before(state)):
        return core + "传染病"  # 法定传染病8642例,其中甲乙类3905例
    rest = _THE_REST.match(core)
    if rest and rest["own"]:
        return rest["own"] + "传染病" + core[rest.end() :]
    named = _OF_CLASS.search(state.text[max(0, before - 220) : before]) if rest else None
    return named.group(1) + core[rest.end() :] if rest and named else core


_COLLECTIVE = re.compile(r"[“\"]?[两二三四五]([癌病])[”\"]?")
_MEMBER = re.compile(r"[\u4e00-\u9fff]{1,7}([癌病])")


_DETECTED = re.compile(r"(?:共|累计)?(?:检出|查出|发现|确诊|筛出)")


def of_collective(state: SentenceState, result: Bound, core: str) -> str:
    """“两癌”检查1万人,宫颈癌9000人: a member counts what its collective does."""
    member = _MEMBER.fullmatch(core)
    found_too = _DETECTED.match(state.bound[-1].core) if member and joins_list(state, result) else None
    if found_too is not None:
        return found_too.group() + core  # 检出宫颈癌612例、乳腺癌96例
    for before in reversed(state.bound[-4:] if member else ()):
        found = _COLLECTIVE.search(before.core)
        if found and member and found.group(1) == member.group(1):
            return before.core[: found.start()] + core + before.core[found.end() :]
    # 宫颈癌检查任务8000人、乳腺癌2500人
    last = _MEMBER.match(state.bound[-1].core) if member and joins_list(state, result) else None
    if last is not None and member is not None and last.group(1) == member.group(1):
        return core + state.bound[-1].core[last.end() :]
    return core


_PRICE_ALONE = re.compile(r"(?:平均)?价格")


def of_these_goods(state: SentenceState, result: Bound, core: str) -> str:
    """药品和耗材集中采购,平均降价50%: the price of what the sentence speaks of."""
    if result.measure == "level" or not _PRICE_ALONE.fullmatch(core):
        return core
    goods = core_of(state.bound[-1].core) if state.bound else sentence_subject(state, result.lead_start)
    return goods + core


_OF_BEDS = re.compile(r"(?:实际|现有?)?(?:开放|编制|实有|设置)")
_BEDS = re.compile(r"(?:建成|设置|配置|配备|拥有|总)?床位")
_CARE_HOMES = re.compile(r"(?:养老|敬老|托养|福利|护理)[^,，]{0,8}(?:机构|设施|院|中心|服务站)$")
_OF_A_LEVEL = re.compile(rf"(?P<verb>[^,，]{{0,6}}?){A_LEVEL}(?P<what>[^,，]{{2,}})")


_LONGEST_PLACE = 10  # characters


def of_the_same_thing(state: SentenceState, core: str) -> str:
    """新建村卫生室7所、改扩建11所: the verb changes, what is built stays."""
    if not state.bound:
        return core
    before = state.bound[-1].core
    care = _CARE_HOMES.search(core_of(before)) if _BEDS.fullmatch(core) else None
    if care is not None:
        return FLOW_VERB.sub("", core_of(before), count=1) + core  # 养老机构341个、床位1.5万张
    if _OF_BEDS.fullmatch(core) and "床位" in before:
        return core + "床位"  # 编制床位1520张、实际开放1688张
    level = _OF_A_LEVEL.fullmatch(before) if LEVEL_ALONE.fullmatch(core) else None
    if level is not None:
        return level["verb"] + core + level["what"]  # 建成省级临床重点专科3个、市级8个
    place = next((stop for start, stop, _ in names_in(core[:_LONGEST_PLACE]) if not start), 0)
    core = core[place:] if place and FLOW_VERB.fullmatch(core, place) else core  # 其中平江县新增480个
    if not FLOW_VERB.fullmatch(core):
        return core
    verb = FLOW_VERB.match(before)
    return core + before[verb.end() :] if verb else core


_VERB_OF_ITS_OWN = re.compile(
    rf"{alternation('flow_verbs', 'verbs')}|每|[百千万][人户]|人均|平均|总|其中|年末|现有|占|"
    r"[^,，]*(?:率|比例|占比|总数|标准|水平)$"
)
_DONE_TO = re.compile(r"(?P<done>[^,，]{0,12}?(?:筛查|接种|体检|检查|救治|资助|慰问|服务|帮扶))(?=[^,，]{2,})")
_PEOPLE = re.compile(r"[^,，]{2,12}(?:人|者|员|生|童|女|民|工|儿|群众)")
_COUNTABLE = frozenset({"item", "bed", "person", "household", "case"})


def under_one_verb(state: SentenceState, result: Bound, clause: Clause, core: str) -> str:
    """新增三级医院2家、国家级重点专科4个: what is new is said once for the list.

    Behind a comma only where the same is counted and nothing but the name stands there: 新创建卫生乡镇2个,健康乡镇1个.
    """
    before = state.bound[-1] if state.bound else None
    if before is None or before.measure != "level" or result.measure != "level":
        return core
    classes = {before.quantity.unit_class, result.quantity.unit_class}
    lead = clause.lead.lstrip("、和与及")
    joint = clause.gap[: len(clause.gap) - len(lead)].strip()
    same = before.quantity.unit == result.quantity.unit
    if joint not in ("、", "和", "与", "及") and not (joint in (",", "，") and same and lead == core):
        return core
    if not lead.startswith(core) or not classes <= _COUNTABLE or _VERB_OF_ITS_OWN.match(core):
        return core
    verb = FLOW_VERB.match(before.verb or before.core)
    if verb is None and joint == "、" and result.quantity.unit_class == "person" and _PEOPLE.fullmatch(core):
        verb = _DONE_TO.match(before.core)  # 结核筛查老年人23万人、初高中学生11万人
    return verb.group() + core if verb else core


def of_the_same(state: SentenceState, result: Bound, core: str) -> str:
    """居民电子健康档案建档率92%、动态使用率58%: a rate in a list, of what the one before it is of."""
    if not joins_list(state, result) or link(core, result.quantity.unit, "rate"):
        return core
    before = state.bound[-1].core
    longer = (before[:cut] + core for cut in range(len(before) - 2, 1, -1))
    return next((name for name in longer if link(name, result.quantity.unit, "rate")), core)
