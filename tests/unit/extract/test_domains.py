"""Health figures and figures of other sectors."""

import pytest
from reading import extract_text

from extract.domains import about_health, domain_of

GOVERNMENT = "岳阳市2022年政府工作报告"


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("全市地区生产总值4710亿元，增长5.1%。", "other"),
        ("社会消费品零售总额1830亿元，增长2.4%。", "other"),
        ("城镇新增就业5.2万人。", "other"),
        ("新建学校12所，新增学位1.5万个。", "other"),
        ("森林覆盖率达到45.6%，优良天数比例达到89.3%。", "other"),
        ("全市新增床位620张，新增托位1800个。", "health"),
        ("居民健康素养水平达26.4%。", "health"),
        ("基本医疗保险参保率达97.3%。", "health"),
        ("全市常住人口505.2万人，65岁及以上人口占比15.6%。", "health"),
        ("新建养老机构12家，新增护理型床位860张。", "health"),
        ("推进重点交通项目建设，完成投资340亿元。", "other"),
        ("县中医院迁建项目主体封顶，完成投资1.4亿元。", "health"),
        ("引进急需紧缺人才560名。", "other"),
    ],
)
def test_domain_in_a_general_report(text: str, domain: str) -> None:
    page = f"政府工作报告\n{text}\n稳步推进产业转型、乡村振兴和基础设施建设。"
    mentions = extract_text(page, title=GOVERNMENT).mentions
    assert set(mentions["domain"]) == {domain}


def domain(metric_text: str, before: str = "", after: str = "", *, catalogued: bool = False) -> str:
    return domain_of(metric_text, before, after, catalogued=catalogued, health_bulletin=False)


def test_catalogued_metric_is_health_everywhere() -> None:
    assert domain("常住人口", catalogued=True) == "health"
    assert domain("经常参加体育锻炼人数比例", "新增健身步道52公里,", catalogued=True) == "health"


@pytest.mark.parametrize("clause", ["工业增加值增长5.1%", "城镇化率达到61%", ""])
def test_uncatalogued_figure_away_from_health_words_is_other(clause: str) -> None:
    assert domain("增长率", clause) == "other"


def test_a_metric_s_own_words_decide_first() -> None:
    assert domain("医院信息化达标率") == "health"
    assert domain("工业企业职工人数", "医院和工业") == "other"
    assert domain("公立医院高质量发展项目数") == "health"
    assert domain("生物医药产业产值", "医疗卫生、") == "other"


@pytest.mark.parametrize(
    ("metric", "before", "expected"),
    [
        ("满意率", "办理人大代表建议93件、政协提案102件,", "other"),
        ("群众满意率", "改善患者就医体验,", "health"),
        ("床位数", "全市现有星级酒店、民宿1700家,房间9.1万个,", "other"),
        ("新增床位数", "建成市儿童医院等10个重大项目,", "health"),
        ("平均降价", "推进药品和高值医用耗材集中采购,", "health"),
        ("死亡人数", "未成年人防溺水成效明显,", "other"),
        ("参保率", "推进全民参加基本医疗保险,", "health"),
        ("参保率", "失业、工伤保险扩面提标,", "other"),
    ],
)
def test_words_of_either_sector_follow_the_nearest_word(metric: str, before: str, expected: str) -> None:
    assert domain(metric, before) == expected


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("基本养老参保人数", "other"),
        ("城乡居民基本养老保险参保率", "other"),
        ("企业职工基本养老保险、基本医疗保险新增参保人数", "health"),
        ("居家和社区基本养老服务覆盖率", "health"),
        ("特殊困难老年人家庭适老化改造户数", "health"),
        ("困难残疾人家庭无障碍改造户数", "other"),
        ("常住人口城镇化率", "other"),
        ("脱贫人口人均纯收入", "other"),
        ("脱贫人口基本医疗保险参保率", "health"),
        ("支出医疗救助资金", "health"),
        ("支出社会救助资金", "other"),
    ],
)
def test_insurance_ageing_and_population_against_their_neighbours(metric: str, expected: str) -> None:
    assert domain(metric) == expected


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("为2000名以上残疾儿童提供康复救助。", "2000", 2000),
        ("推进8个以上紧密型县域医共体建设。", "8", 8),
        ("为全市29万65岁及以上老年人免费体检一次。", "29", 290_000),
        ("新增公共场所AED3000台。", "3000", 3000),
    ],
)
def test_health_figures_as_government_reports_word_them(text: str, number: str, value: float) -> None:
    mentions = extract_text(f"政府工作报告\n{text}", title=GOVERNMENT).mentions
    assert mentions.select("number_text", "value", "domain").rows() == [(number, value, "health")]


@pytest.mark.parametrize("text", ["全市200名以上员工的企业均建有诊室。", "在PM2.5监测中心查看。", "感染H7N9人数较少。"])
def test_sizes_and_names_are_no_figures(text: str) -> None:
    assert extract_text(f"政府工作报告\n{text}", title=GOVERNMENT).mentions.is_empty()


def test_a_pension_beside_medical_insurance_is_told_apart() -> None:
    text = "政府工作报告\n基本养老保险、基本医疗保险参保率达94%、98%。"
    assert extract_text(text, title=GOVERNMENT).mentions["domain"].to_list() == ["other", "health"]


def test_a_programme_called_plan_is_no_intention() -> None:
    text = "政府工作报告\n一、2022年工作回顾\n落实全民参保计划，基本医疗保险参保率97.1%。"
    assert extract_text(text, title=GOVERNMENT).mentions["kind"].to_list() == ["actual"]


@pytest.mark.parametrize(
    ("text", "metric", "code"),
    [
        ("推动50家医疗卫生机构实现检查检验结果互通共享。", "实现检查检验结果互通共享医疗卫生机构数", None),
        (
            "每1000人口拥有3岁以下婴幼儿托位数达4.5个。",
            "每1000人口拥有3岁以下婴幼儿托位数",
            "CHILDCARE_PLACES_PER_1000",
        ),
        ("推广普惠型补充医疗保险（抚惠保），参保率排名全省第1，赔付5715人次。", "抚惠保赔付人次", None),
        ("完成农村卫生厕所改造提升6960户。", "完成农村卫生厕所改造提升户数", None),
    ],
)
def test_names_and_codes_in_a_general_report(text: str, metric: str, code: str | None) -> None:
    mentions = extract_text(f"政府工作报告\n{text}", title=GOVERNMENT).mentions
    expected = [(metric, code, "level", "health")]
    assert mentions.select("metric_text", "metric_code", "measure", "domain").rows() == expected


WORKS = (
    "岳阳市2022年民生实事\n"
    "新增医疗床位300张，为7万名适龄妇女免费筛查宫颈癌、乳腺癌，高血压患者规范管理率达66%。\n"
    "新建普通高中3所，新增学位2万个，惠及学生1.5万名。\n"
    "开展补贴性职业技能培训3万人次，技工院校招生8000人，帮助高校毕业生就业。\n"
    "孕产妇和婴幼儿、老年人、慢性病患者、精神障碍患者的健康管理、家庭医生签约服务、中医药服务全面落实。\n"
    "新建托育机构5家，养老机构养老床位增加500张。"
)


def test_sentences_on_other_sectors_between_those_on_health() -> None:
    mentions = extract_text(WORKS, title=None).mentions
    of = {
        domain: mentions.filter(mentions["domain"] == domain)["number_text"].to_list() for domain in ("health", "other")
    }
    assert of == {"health": ["300", "7", "66", "5", "500"], "other": ["3", "2", "1.5", "3", "8000"]}


def test_how_far_a_bulletin_is_about_health() -> None:
    health = "全市医院门诊量和住院病床使用率、家庭医生签约率提高，疫苗接种覆盖社区。"
    schools = "中小学教师和学生、幼儿园学位增加。"
    texts = {"all": health, "part": health + schools, "some": health + schools * 2}
    assert {key: about_health(text, 0, len(text)) for key, text in texts.items()} == {key: key for key in texts}


@pytest.mark.parametrize("text", ["年末广播综合人口覆盖率99.1%，电视综合人口覆盖率99.2%。", "普通高中在校生3.2万人。"])
def test_population_that_broadcasts_and_schools_cover(text: str) -> None:
    mentions = extract_text(f"政府工作报告\n{text}", title=GOVERNMENT).mentions
    assert set(mentions["domain"]) == {"other"}


def test_pensions_are_of_another_sector_in_a_health_bulletin_too() -> None:
    found = extract_text("全市新增床位620张。城乡居民养老保险参保人数达78万人。", title="岳阳市2022年卫生健康工作总结")
    assert found.mentions["domain"].to_list() == ["health", "other"]
