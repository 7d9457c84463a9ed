"""Which numerals of a sentence can state an indicator: ages, durations, ranks, labels and scopes cannot."""

import re

from extract.quantities import TO_GAP, Quantity
from extract.vocabulary import alternation

BASE_BEFORE = re.compile(r"(?:比|较|与|同)(?:((?:19|20)\d\d)年(?:度|末|底)?|[上去]一?年(?:末|底|同期)?)的?$")
_SAME_TIME = re.compile(r"[(（](?:[上去]年)?同期(?:为|是)?$")
_RANGE = ("-", "~", "—", "——", "至")
_UNCOUNTED = re.compile(
    r"^[^,，;；。:：、(（)）\d]{0,5}?(?:" + alternation("uncounted") + r")(?:(?![\u4e00-\u9fff]|$)|(?=的|工作))"
)
_UNCOUNTED_UNITS = frozenset(
    {
        "项",
        "条",
        "篇",
        "期",
        "部",
        "幅",
        "批",
        "批次",
        "块",
        "学分",
        "课时",
        "公里",
        "平方公里",
        "平方千米",
        "亩",
        "公顷",
        "倍",
    }
)
_KINDS_REPORTED = re.compile(r"^(?:[甲乙丙]类)?(?:传染病)?共?报告")
_DATA_OF = re.compile(
    r"^(?:个|家)?(?:市|县|区|省|县[(（]市、区[)）]|县区|国家|监测点|医院|机构)?的?(?:监测|调查|统计|抽样|抽查|填报|上报)(?:数据|结果|资料)"
)
_PRINT_RUN = re.compile(r"(?:共印|印数|印刷份数|印发份数)[:：]?$")  # the foot of a document: (共印30份)
_TIME_METRIC = re.compile(
    r"住院日|住院天数|床日|时间|时长|等候|反应|半径|候诊|工作日|可支付|够支付|可支撑|平均.{0,6}天"
)
_BY_SEX = re.compile(r"[男女]性?(?:为|达到?)?$")
_RATE_WITHIN = re.compile(r"(?:以?内)?[\u4e00-\u9fff]{2,8}率")  # 3分钟出车率
_AGE_METRIC = re.compile(r"寿命|期望|平均年龄")
_SCORE_METRIC = re.compile(r"满意度|得分|评分|分值|成绩|考核|指数|总分|均分")
_PER = re.compile(r"每(?:个|[院县乡镇村所市区家])?(?:约)?$|平均每$")  # 每院2名 is a norm for each, no count
_RANK = re.compile(r"(?:前|排名|排|位列|位居|居|名列|第)(?:全[国省市县区])?(?:第)?$")
_RANK_MOVES = re.compile(
    r"(?:排名|位次|名次|前移|提前)(?:大幅|再)?(?:提升|上升|前移|跃升|进位|下降|提高|前进)?了?$|(?:退|进|升|跌|掉)了$"
)
_HOW_OFTEN = re.compile(r"(?:连续|每(?:年|月|周|季度?)[^,，;。\d]{0,10})$")  # 连续2次, 每年至少提供4次随访
_DONE_ONCE = re.compile(r"(?:开展|进行|提供|接受|享受|实施)$")  # 为老年人免费开展1次体检
_CJK = re.compile(r"[\u4e00-\u9fff]")
_AGED = re.compile(
    r"^(?:及|组|的?(?:老|儿|妇|人(?!均)|居|男|女|青|少年|适龄|群|学|孩|婴|幼|患|城|农|户|低|孤|失|高龄))"
)
_TAIL_QUALIFIES = re.compile(r"^(?:的)?(?:目标|要求|标准|水平|任务|控制)|^[,，;；。、)）!！]|^$|^的")
_MADE_BEFORE = re.compile(
    r"(?:新建|新增|建设|建成|创建|新创建|培育|打造|培养|引进|招聘|组建|推进|改造|提升|争创|创成|完成|培训|资助|救助|帮扶)$"
    r"|以上[^,，;；。\d]{1,20}(?:、|和|及|以及)$"  # 打造4个以上重点专科和40个以上重点学科
)
_HELD_BEFORE = re.compile(r"(?:举办|开展|组织|举行|开设)$")
_OF_A_GOAL = re.compile(r"^的?(?:年度|全年)?(?:目标|任务|计划)(?:任务|数)?的?\d")
_SERVED_BEFORE = re.compile(
    r"(?:^|[,，;；、。]|[市县区州省年]|继续|免费)(?:为|给|向)(?:全[市县区州省])?(?:超过?|近|约|逾)?$"
)
_BED_CLASS = re.compile(r"(?:及?以上|以下)?(?:床位|病床)?的?(?:医院|医疗机构|机构|综合医院)")
_LIST_NUMBER_AFTER = re.compile(r"^[.、)）](?!\d)")
_PEOPLE_AFTER = re.compile(
    r"^的?(?:\d{1,3}(?:[-—~至]\d{1,3})?周?岁(?:\(含\))?(?:及?以[上下内])?)?"  # 29万65岁及以上老年人
    r"[^,，;；。、\d]{0,14}?(?:人|妇女|群众|居民|儿童|农民|老人|患者|学生|职工|人口|女生|女性|女童|男性)"
)
_HOUSEHOLDS_AFTER = re.compile(r"^的?[^,，;；。、\d的]{0,10}?(?:户(?![籍口外])|家庭(?![医病保]))")
_MONEY_BEFORE = re.compile(r"(?:资金|投资|投入|收入|经费|费用|金额|补助|支出)[^,，;；。\d]{0,6}$")
_TO_VERB = re.compile(
    r"(?:逐步|稳步|进一步)?(?:提高|提升|上升|增加|扩大|延长|下降|降低|减少|缩短|压缩|升|降|增|减)(?:到|至|为)"
)
_BARE_LEAD = re.compile(
    r"(?:率|占比|比例|比重|水平|总数|人数|例数|人次|床位数|数|指数|CMI值?|性别比|比|满意度)(?:的)?(?:已|均|分别|依次|都|约|仅|高)*(?:为|达到?+|是|至|到|[:：]|控制在|提高到|下降到|上升到|降至|升至|不低于|不超过|超过|突破|近|约|由|从)+$|(?:人次|人数|例数|床位数|户数)(?:同比|[比较][上去]年(?:同期)?)?(?:净?增加?|增长|减少|下降)了?$|(?:率|占比|比例|性别比值?|满意度)$|覆盖(?:到|了)?$|[（(]?占"
)
_BARE_UNIT = (
    (re.compile(r"(?:人次)(?:数)?"), ("人次", "visit")),
    (re.compile(r"例数|发病数"), ("例", "case")),
    (re.compile(r"死亡数"), ("人", "person")),
    (re.compile(r"床位数"), ("张", "bed")),
    (re.compile(r"人数|患者数|医师数|护士数|医生数"), ("人", "person")),
    (re.compile(r"户数"), ("户", "household")),
    (re.compile(r"指数|CMI"), ("", "score")),
)
_VISITS_AFTER = re.compile(r"(?:诊疗|门诊|门急诊|住院|入院|出院)(人次|床日)")
_NO_COUNT_AFTER = ("月", "多月", "百分", "工作日", "小时", "不", "统一", "必须", "严禁", "季度", "学时", "自然", "交易")
_NO_TIME_AFTER = ("月", "工作日", "一", "制", "连续", "值班", "在线")


# Every choice begins with a character: only then does `re` skip to the next candidate.
# 村民张某看病花了4万元,自己只负担1万元: what one person paid is no indicator
_ONE_PERSON = re.compile(
    r"花(?:了|掉|去|费了)|[他她](?<!其[他她])(?:的|说|家|自己|今年|去年|告诉|每月|又|也|就|只|报销|省)|"
    r"自己(?:只|仅)?(?:负担|承担|掏|出)|自掏腰包|看病花|瞧病"
)
_LIFE = (65, 95)  # years: an age with decimals between them is a life expectancy
_COSTS_OF_ONE = 1_000_000  # 元


def candidates(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities of a compact sentence that can be values; where a unit is printed once, the others get it."""
    found: list[Quantity] = []
    of_one_person = _ONE_PERSON.search(text) is not None
    for quantity in quantities:
        if of_one_person and quantity.unit_class in ("money", "item") and quantity.value < _COSTS_OF_ONE:
            continue
        last = found[-1] if found else None
        gap = text[last.stop : quantity.start] if last else ""
        of_a_unit = last is not None and (last.unit or last.unit_class == "score")
        if not quantity.unit and last and of_a_unit and TO_GAP.match(gap):
            quantity.borrow_unit(last, 1.0)  # 由50.2%提高到53.1
            quantity.comparator = ""
            found.append(quantity)
            continue
        base = not quantity.unit and last and (BASE_BEFORE.search(text, max(0, quantity.start - 12), quantity.start))
        same_time = not quantity.unit and last and _SAME_TIME.search(text, max(0, quantity.start - 8), quantity.start)
        if same_time and last and text[quantity.stop : quantity.stop + 1] in (")", "）"):
            quantity.borrow_unit(last, 1.0)  # 布病31例(去年同期44)
            found.append(quantity)
            continue
        if base and last:
            quantity.borrow_unit(last, 1.0)
            quantity.comparator = ""
        if not quantity.unit and last and _shares_unit(text, last, quantity, gap):
            quantity.borrow_unit(last, quantity.value / quantity.number if quantity.number else 1.0)
            quantity.comparator = ""
            found.append(quantity)
        elif _is_candidate(text, quantity):
            found.append(quantity)
        elif last and gap in _RANGE:
            found.pop()  # 100~199张床位医院: the range as a whole counts nothing
    return found


_COUNTS = frozenset({"person", "case", "visit", "bed", "household"})
_ANOTHER_NAME = re.compile(r"[、,，:：(]其?中?[\u4e00-\u9fff]{2,14}")  # of a part: 宫颈癌9000
_ITEM_ENDS = ("", "、", ",", "，", "。", ";", ")", "和")
_RATIO_NAME = re.compile(r"死亡|率|比|每|均|指数|分值?$|得分|第|年|[早晚]|型|级")


def _shares_unit(text: str, last: Quantity, quantity: Quantity, gap: str) -> bool:
    """Whether a numeral has the unit of a list: 人数分别为2461、3508; 检查10000人,宫颈癌9000、乳腺癌1000."""
    after = text[quantity.stop : quantity.stop + 1]
    if last.unit_class == "money":  # 投入2860万元(中央500万、省级860万)
        return quantity.value != quantity.number and _ANOTHER_NAME.fullmatch(gap) is not None and after in _ITEM_ENDS
    if last.unit_class not in _COUNTS or after not in _ITEM_ENDS:
        return False
    bare = last.unit_end == last.end  # its unit is not printed either
    if gap in ("、", "和", "与", "及"):
        return bare
    parts = (quantity.value < last.value or bare) and "." not in quantity.text and quantity.value == quantity.number
    return parts and _ANOTHER_NAME.fullmatch(gap) is not None and _RATIO_NAME.search(gap) is None


def _is_candidate(text: str, quantity: Quantity) -> bool:
    before = text[max(0, quantity.start - 16) : quantity.start]
    after = text[quantity.stop : quantity.stop + 8]
    kind = quantity.unit_class
    if _PER.search(before) or before.endswith(("第", "No.", "NO.")):
        return False
    if kind in ("rate", "point", "zero"):
        return True
    if kind == "":
        return _bare_candidate(text, quantity, before, after)
    if kind in ("age", "time", "score", "length"):
        return _measures_something(text, quantity, after)
    return _counts_something(text, quantity, before, after)


def _measures_something(text: str, quantity: Quantity, after: str) -> bool:
    """An age, a time, a score is an indicator only where its metric is named: 寿命, 平均住院日, 满意度."""
    if quantity.unit_class == "age":
        named = _AGE_METRIC.search(text, max(0, quantity.start - 60), quantity.start)
        # 期望寿命达84.11岁. 其中,男性81.76岁,女性86.56岁
        by_sex = _BY_SEX.search(text, max(0, quantity.start - 4), quantity.start)
        life_long = "." in quantity.text and _LIFE[0] < quantity.value < _LIFE[1]  # 靖江市最高,为82.17岁
        is_metric = named is not None or ("." in quantity.text and by_sex is not None) or life_long
        tail = text[quantity.unit_end : quantity.stop]
        ends = tail in ("", "左右") or not after or not _CJK.match(after)
        return is_metric and ends and not _AGED.match(after)
    if quantity.unit_class == "time":
        if _RATE_WITHIN.match(text, quantity.stop):
            return False
        named = _TIME_METRIC.search(text[max(0, quantity.start - 24) : quantity.start])
        return named is not None and not after.startswith(_NO_TIME_AFTER)
    if quantity.unit_class == "score":
        return _SCORE_METRIC.search(text[max(0, quantity.start - 30) : quantity.start]) is not None
    return False


def _counts_something(text: str, quantity: Quantity, before: str, after: str) -> bool:
    """Not a rank, a grade (100张以上的医院), a place (在161家医院…), nor something that readers leave uncounted."""
    kind = quantity.unit_class
    if quantity.unit == "份" and _PRINT_RUN.search(before):
        return False
    if quantity.unit in _UNCOUNTED_UNITS or (kind == "item" and after.startswith(_NO_COUNT_AFTER)):
        return False
    if quantity.unit == "次" and (_HOW_OFTEN.search(before) or (quantity.value == 1 and _DONE_ONCE.search(before))):
        return False
    if quantity.unit in ("人", "个", "家", "所") and (_RANK.search(before[-4:]) or _RANK_MOVES.search(before)):
        return False
    tail = text[quantity.unit_end : quantity.stop]
    qualifies = tail in ("以上", "以下", "及以上", "以内") and not _TAIL_QUALIFIES.match(after)
    served = kind == "person" and _SERVED_BEFORE.search(before)  # 为2000名以上残疾儿童提供康复救助
    held = kind == "visit" and _HELD_BEFORE.search(before)  # 举办1万场以上讲座
    if qualifies and not served and not held and not _MADE_BEFORE.search(before):  # but 新建5个以上医疗集团
        return False
    if quantity.unit == "种" and _KINDS_REPORTED.match(after):
        return False  # 其余17种共报告发病17213例
    if kind == "item" and _DATA_OF.match(text[quantity.unit_end : quantity.unit_end + 16]):
        return False
    of_goal = _OF_A_GOAL.match(text[quantity.stop : quantity.stop + 12])  # 完成全年2000个目标的56.4%
    if kind in ("item", "visit") and not of_goal and _UNCOUNTED.match(text[quantity.stop : quantity.stop + 14]):
        return False
    if kind == "bed" and _BED_CLASS.match(text, quantity.unit_end):
        return False
    return not (kind == "item" and before.endswith("在") and after[:1] not in "，,。;")


# A number with a multiplier whose name says what is counted: 诊疗人次9.3亿, 常住人口527万
_MULTIPLIED = (
    (
        re.compile(
            r"人次数?(?:已|共|累计|分别|达到?+|为|约|近|突破|超过|增加到?+|提高到?+|上升到?+|至|到|其中|[:,，])*$"
        ),
        ("人次", "visit"),
    ),
    (
        re.compile(r"(?:人数|患者数|病人数|总人口|人口|人员|医师|医生|护士)(?:总数|数)?(?:已|共|为|达到?|约|近)*$"),
        ("人", "person"),
    ),
    (
        re.compile(
            r"(?:老年人|老人|妇女|儿童|居民|群众|学生|患者|职工|人群)(?:已|共|总计|为|达到?+|有|约|近|超过?|突破)*$"
        ),
        ("人", "person"),
    ),
    (re.compile(r"(?:总数|个数|托位数|机构数)(?:已|共|为|达到?|约|近)*$"), ("个", "item")),
)
_PERMILLE_BEFORE = re.compile(r"千人口[^,，\d]{0,6}率(?:为|达到?|:)?$")
_RATE_WORD = re.compile(r"率|满意度|占|比例|比重|水平|覆盖")
_GOES_ON = ("左右", "以上", "以下", "多的", "余")


def _bare_candidate(text: str, quantity: Quantity, before: str, after: str) -> bool:
    """A numeral without a unit: a lost percent sign after a rate, a count whose name says what is counted."""
    unit = _unit_said(text, quantity, before, after)
    if unit is None:
        if (quantity.start < 4 and _LIST_NUMBER_AFTER.match(after)) or not _ends_clause(after):
            return False
        unit = _unit_of_name(quantity, before)
    if unit is None:
        return False
    quantity.unit, quantity.unit_class = unit
    return True


def _unit_said(text: str, quantity: Quantity, before: str, after: str) -> tuple[str, str] | None:
    """The unit that the words around the numeral leave no doubt about."""
    multiplied = quantity.value != quantity.number
    if multiplied:
        for pattern, unit in _MULTIPLIED:
            if pattern.search(before):
                return unit
    if _PERMILLE_BEFORE.search(before):
        return "‰", "rate"
    if multiplied and quantity.value >= 10000:
        if _PEOPLE_AFTER.match(text[quantity.stop : quantity.stop + 24]):
            return "人", "person"
        if _HOUSEHOLDS_AFTER.match(text[quantity.stop : quantity.stop + 14]):
            return "户", "household"
        if _MONEY_BEFORE.search(before):
            return "元", "money"
    visits = _VISITS_AFTER.match(after)
    return (visits.group(1), "visit") if visits else None


def _ends_clause(after: str) -> bool:
    return (
        not after or after[0] in ",，;。、)(! 的以" or _TO_VERB.match(after) is not None or after.startswith(_GOES_ON)
    )


def _unit_of_name(quantity: Quantity, before: str) -> tuple[str, str] | None:
    """The unit that the name right before the numeral calls for."""
    lead = _BARE_LEAD.search(before)
    if lead is None:
        return None
    if _RATE_WORD.search(lead.group()) and "性别比" not in before:
        if quantity.value > 100 or quantity.value != quantity.number:
            return None
        quantity.unit_lost = True
        return "%", "rate"
    for pattern, unit in _BARE_UNIT:
        if pattern.search(before[-8:]):
            return unit
    if "性别比" in before:
        return "女=100", "ratio"
    return ("个", "item") if lead.group().startswith(("数", "总数")) else None
