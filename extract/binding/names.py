"""Metric names put together from pieces: the word that says what is counted, heads on subjects, parts of totals."""

import re
from collections.abc import Callable

from extract.linking import core_of, link
from extract.quantities import Quantity

ITEM = re.compile(r"、|以及|和|与|及(?<![普惠涉波]及)(?!其|格|时)|/")

NOUN_HEAD = re.compile(
    r"(?:率|占比|比例|比重|水平|人数|人次|总量|数量|总数|数|量|费用?|收入|支出|投入|资金|金额|投资|标准|寿命|满意度|时间|住院日|天数|总额|额|比|床位|面积|分值|得分|覆盖面|人口|经费|补助|病例|药占比|指数)$"
)

RATE_HEAD = re.compile(r"(?:率|占比|比例|比重|水平|覆盖面|满意度|构成比|百分比|药占比|强度|比)$")

SHORT_HEAD = re.compile(r"^.{0,7}(?:率|占比|比例|比重|费用|人数|人次|数|量|人口)$")

LIGHT = re.compile(r"进行了?|开展了?|实施了?|实行了?|了|的(?!确)|均(?<![平人次日年户例]均)(?!等|衡)|已(?!婚)")

COUNT_SUFFIX = {"person": "人数", "case": "例数", "visit": "人次", "household": "户数", "area": "面积"}

_HAS_COUNT_SUFFIX = re.compile(r"(?:数|量|人次|次数|额|费用?|资金|收入|支出|率|占比|比例|时间|总计|人口|面积)$")

FACILITY = re.compile(
    r"(?:医院|机构|卫生院|服务中心|中心|服务站|诊所|医务室|卫生室|门诊部|保健院|疗养院|卫生所|监督所|防治所|站|科室|专科|(?<![住入出])院)(?:[(（][^)）]{1,8}[)）])?$"
)

FACILITY_PREFIX = re.compile(
    r"^(?:.*(?:医疗卫生机构|医疗机构|医院|卫生院|服务中心(?:[(（]站[)）])?|服务站|卫生室|诊所|门诊部|卫生机构|机构))(?P<rest>(?!数$|总数$|个数$|[(]).{2,})$"
)


_COUNTED_KINDS = re.compile(r"(?<!第)\d+余?[类种项款](?=[\u4e00-\u9fff]{2})")  # 256类药品、8类耗材
_DONE_IN_PART = ("完成", "覆盖", "报销")
_VERB_OF_A_RATE = re.compile(r"^[和与及]?(?:稳定|巩固|保持|提高|提升|加快推进|加快发展|推进|确保)(?=.{4,})")


def complete(text: str, unit_class: str, unit: str = "") -> str:
    """A count's name with the word that says what is counted (新增托位 -> 新增托位数)."""
    text = _COUNTED_KINDS.sub("", text)
    if unit_class == "rate" and RATE_HEAD.search(text):
        text = _VERB_OF_A_RATE.sub("", text)
    if unit_class == "rate" and text.endswith(_DONE_IN_PART):
        text += "比例" if text.endswith("报销") else "率"  # 标准化改造完成60%
    text = _in_pairs(LIGHT.sub("", text).strip("“”\"'、,，:：-—"))
    if unit_class in ("rate", "ratio", "point", "money", "time", "age", "score", "") or _HAS_COUNT_SUFFIX.search(text):
        return text
    if unit_class == "visit" and unit not in ("人次", ""):
        return text + (unit if len(unit) > 1 else unit + "数")
    return text + COUNT_SUFFIX.get(unit_class, "数")


def _in_pairs(name: str) -> str:
    """The name with the quotation mark that was cut off with what stands around it: 惠民保”参保, 建成“名医工作室."""
    opened, closed = name.count("“"), name.count("”")
    if opened == closed:
        return name
    return "“" + name if closed > opened else name + "”"


_WHOSE = re.compile(
    r"^.*(?:居民|人群|人口|儿童|青少年|患者|产妇|孕妇|妇女|学生|老年人|新生儿|婴儿|职工|男性|女性|机构|医院)(?=.{2,})"
)


_ACTIVITY = re.compile(r"监督检查|监督抽检|抽检|抽查|检查|检测|监测|采样")
_ACTIVITY_END = re.compile(rf"(?:{_ACTIVITY.pattern})$")


OF_AN_ACCOUNT = re.compile(
    r"(?:(?<=.)|^)(?:总?收入|总?支出|(?:年末)?(?:累计|当期|当年|滚存)?结余|(?:当期|当年|累计|收支)*缺口)$"
)


_ON_THE_ROLLS = re.compile(r"(?<=.{4})(?:在管|在册)$")  # 糖尿病患者在管人数2.4万人,规范管理率76%


def merge(subject: str, head: str) -> str:
    """An elliptic head on the subject of an earlier clause: 新生儿听力筛查 + 筛查率 -> 新生儿听力筛查率."""
    subject = _ON_THE_ROLLS.sub("", core_of(subject)[-48:])
    balance = OF_AN_ACCOUNT.search(subject)
    same_account = balance is not None and balance.start() > 0 and OF_AN_ACCOUNT.search(head)
    if not same_account and (subject.endswith((head, core_of(head))) or head.startswith(subject)):
        return head
    if balance is not None and OF_AN_ACCOUNT.search(head):
        return subject[: balance.start()] + head  # 基金收入81.6亿元,支出74.3亿元
    for length in range(len(head) - 1, 1, -1):
        position = subject.find(head[:length])
        if position > 0:
            return subject[:position] + head
        if position == 0 and len(subject) > length + 1:
            return subject[length:] + head
    activity = _ACTIVITY_END.search(subject)
    if activity and activity.start() > 1 and _ACTIVITY.match(head):
        return subject[: activity.start()] + head  # 消毒产品监督检查3.6万户次,抽检1.3万件
    whose = _WHOSE.match(subject)
    if whose and RATE_HEAD.search(subject) and RATE_HEAD.search(head):
        return whose.group() + head
    root = head[:-1]
    for length in (4, 3, 2):
        if len(root) > length:
            position = subject.rfind(root[-length:])
            if position > 1:
                return subject[:position] + head
    return subject + head


_DID = re.compile(r"^(?:共|累计|合计|总共|已)*(?:完成|提供|接待)(?:了)?")  # 医疗卫生机构共完成诊疗


def rescope(part: str, total: str) -> str:
    """A part of a total in the total's place: 医疗卫生机构床位 and 医院 make 医院床位.

    '' where the total itself counts facilities.
    """
    found = FACILITY_PREFIX.match(total)
    if found is not None:
        return part + (_DID.sub("", found.group("rest")) or found.group("rest"))
    if FACILITY.search(core_of(total)) or FACILITY.search(total):
        return ""
    return part + total if not total.startswith(part) else part


_WHOSE_RATE = re.compile(r"(.{2,12})的(?:知晓|治疗|控制|患病|发病|死亡|管理|服药|筛查|接种)率$")


def expand_items(names: list[str], quantity: Quantity) -> list[str]:
    """Give every item of a list the tail (签约服务覆盖率) or the head (每千人口) that is printed once."""
    if len(names) < 2:
        return names

    def known(name: str) -> bool:
        return link(name, quantity.unit, quantity.unit_class) is not None

    aged = _AGED.match(names[0]) if RATE_HEAD.search(names[-1]) else None
    if aged is not None and not _AGED.match(names[-1]) and not known(names[-1]):
        of_all = expand_items([names[0][aged.end() :], *names[1:]], quantity)
        return [aged.group() + name for name in of_all]  # 18岁及以上居民高血压、糖尿病患病率
    last = names[-1]
    full = [
        *(name if _stands_alone(name, last, known) else _with_tail(name, last, quantity) for name in names[:-1]),
        last,
    ]
    full = _of_people(full, quantity)
    whose = _WHOSE_RATE.match(names[0]) if all(map(SHORT_HEAD.match, names[1:])) else None
    if whose is not None:  # 高血压的知晓率、治疗率、控制率
        full = [full[0], *(whose.group(1) + name for name in names[1:])]
    first = full[0]
    head = shared_head(first)
    if head:
        for i in range(1, len(full)):
            if not full[i].startswith(head[:2]) and (known(head + full[i]) or not known(full[i])):
                full[i] = head + full[i]
    elif RATE_HEAD.search(first):
        for i in range(1, len(full)):
            if RATE_HEAD.search(full[i]) and not known(full[i]):
                longer = (first[:cut] + full[i] for cut in range(len(first) - 2, 1, -1))
                full[i] = next(filter(known, longer), full[i])
    return full


_AGED = re.compile(
    r"\d{1,2}(?:[-~—至]\d{1,2})?周?岁(?:\(含\))?(?:及?以[上下])?(?:常住)?(?:居民|人群|人口|儿童|青少年|学生|妇女|老年人)"
)


def _stands_alone(name: str, last: str, known: Callable[[str], bool]) -> bool:
    """Whether an item needs no tail from the last one."""
    if RATE_HEAD.search(name) or known(name):
        return True
    return NOUN_HEAD.search(name) is not None and not RATE_HEAD.search(last)


def _of_people(names: list[str], quantity: Quantity) -> list[str]:
    """出生率、死亡率: a rate that could be of anything is of the people, as its neighbour is."""
    metrics = [link(name, quantity.unit, quantity.unit_class) for name in names]
    if all(metrics) or not any(metric is not None and metric.category == "population" for metric in metrics):
        return names
    return [
        "人口" + name if metric is None and link("人口" + name, quantity.unit, quantity.unit_class) else name
        for name, metric in zip(names, metrics, strict=True)
    ]


def _with_tail(name: str, last: str, quantity: Quantity) -> str:
    for cut in range(1, len(last)):
        candidate = name + last[cut:]
        if last[cut] in "及以上下":
            continue
        if link(candidate, quantity.unit, quantity.unit_class):
            return candidate
    for length in (2, 1):
        position = last.find(name[-length:])
        tail = last[position + length :]
        if len(name) >= length and 0 <= position < len(last) - length - 1:
            head = NOUN_HEAD.search(tail) if tail.startswith(("及", "以上", "以下")) else None
            return name + (head.group() if head else tail)
    of_what_is_done = _RATE_OF_DOING.search(last)
    if of_what_is_done is not None and of_what_is_done.start() <= len(name) + 2:
        return name + of_what_is_done.group()  # 自来水、卫生厕所普及率
    if len(name) < len(last):
        return name + last[len(name) :]
    return name


_RATE_OF_DOING = re.compile(
    r"(?:普及|覆盖|使用|参保|达标|合格|签约|管理|筛查|检查|接种|入住|入托|建成|设置|配备|报告|报销|满意|完成|利用|治疗|控制|知晓)"
    r"(?:率|比例)$"
)
_SHARED_HEAD = re.compile(
    r"^(?:[千万]名?(?:常住)?人口|每(?:[千万百十]|10万|十万)+(?:名)?(?:常住|户籍|农业|老年|服务)?(?:人口|居民|老年人|老人|儿童|婴幼儿|人(?!次|员|数))?(?:拥有|配备)?|"
    r"每百张床位|人均|次均|(?:县级|三级|二级|城市)?公立医院|民营医院|基层医疗卫生机构|家庭医生)"
)


def shared_head(first: str) -> str:
    """The head that a list prints once, before its first name (每千人口…), or ''."""
    found = _SHARED_HEAD.match(first)
    return found.group() if found else ""


# 托位6880个,每千人口1.65个: a head that takes the name of what was counted before behind it
PER_HEAD = re.compile(
    r"(?:折合|平均|相当于)?(?P<head>[千万]名?(?:常住)?人口|每(?:[千万百十]+|10万)名?(?:常住|户籍|农业|老年|城乡)?(?:人口|居民|儿童|老年人|老人|婴幼儿|人))"
)

_IN_BRACKETS = re.compile(r"\([^()]*\)")


def split_items(phrase: str) -> list[str]:
    """The items of a list, at least one; marks inside brackets part none: 县(市、区)."""
    if "(" not in phrase:
        return [part for part in ITEM.split(phrase) if part] or [phrase]
    held = [match.group() for match in _IN_BRACKETS.finditer(phrase)]
    parts = ITEM.split(_IN_BRACKETS.sub("\x00", phrase))
    items = [re.sub("\x00", lambda _: held.pop(0), part) for part in parts]
    return [item for item in items if item] or [phrase]
