from datetime import date

import pytest

from extract.readers import read_page

HEAD = """<html><head><meta charset="{charset}"><title>甲县2023年卫生健康工作总结_甲县人民政府</title>
<meta name="SiteName" content="甲县人民政府"><meta name="ArticleTitle" content="甲县2023年卫生健康工作总结">
<meta name="PubDate" content="2024-01-15 09:30"><meta name="ContentSource" content="县卫生健康局"></head>"""

ARTICLE = [
    "　　2023年，全县卫生健康系统坚持以人民健康为中心，各项工作取得新成效。",
    "一、资源",
    "全县共有医疗卫生机构312个，床位2350张，每千人口床位6.72张。",
    "婴儿死亡率控制在3‰以内。",
    "特此报告。",
]

PORTAL = """<body>
<div class="top"><a href="/">首页</a><a href="/tj">乙市2019年统计公报</a></div>
<div class="weizhi">当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>工作总结</a></div>
<div class="main"><div class="left">
<ul><li><a>乙市2021年床位数达到4.5万张</a></li><li><a>丙县2020年公报</a></li></ul></div>
<div class="con"><h2>甲县2023年卫生健康工作总结</h2>
<div class="info">来源：县卫生健康局　发布时间：2024-01-15　浏览次数：12345 次　字体：[大 中 小]</div>
<div class="TRS_Editor">{article}</div>
<div class="fx">分享到：<a>微信</a><a>微博</a></div>
<p>上一篇：<a>乙市2020年总结</a></p><p>下一篇：<a>丙市2018年总结</a></p></div></div>
<div class="foot"><p>主办单位：乙市人民政府办公室　版权所有 2009-2024</p>
<p>湘ICP备05000618号　网站标识码：4300000001</p>
<p>地址：丁市芙蓉路69号，邮编410000，电话：0731-12345678。</p></div></body></html>"""


def read(html: str, encoding: str = "utf-8"):
    return read_page(html.encode(encoding), "page.html")


def portal(article: str) -> str:
    return HEAD.format(charset="utf-8") + PORTAL.format(article=article)


def test_the_article_of_a_portal_page_and_nothing_else():
    document = read(portal("".join(f"<p>{line}</p>" for line in ARTICLE)))
    assert document.text == "\n".join(ARTICLE)
    assert document.status == "read"


def test_metadata_of_a_portal_page():
    document = read(portal("".join(f"<p>{line}</p>" for line in ARTICLE)))
    assert document.title == "甲县2023年卫生健康工作总结"
    assert document.publisher == "县卫生健康局"
    assert document.published_on == date(2024, 1, 15)


@pytest.mark.parametrize(("declared", "actual"), [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("gb2312", "utf-8")])
def test_the_declared_charset_only_counts_where_it_is_true(declared, actual):
    page = HEAD.format(charset=declared) + PORTAL.format(article="".join(f"<p>{line}</p>" for line in ARTICLE))
    document = read(page, actual)
    assert (document.text, document.encoding) == ("\n".join(ARTICLE), actual)


def test_lines_parted_by_br_only():
    assert read(portal("<br>".join(ARTICLE))).text.split("\n") == ARTICLE


def test_a_table_amid_the_article_keeps_its_cells_and_headers():
    table = """<table border=1><caption>单位：万人次</caption>
    <tr><th rowspan=2>机构</th><th colspan=2>诊疗人次</th></tr><tr><th>2022年</th><th>2023年</th></tr>
    <tr><td><p>医院</p></td><td>10.5</td><td>12.3</td></tr><tr><td>乡镇<br>卫生院</td><td colspan=2>8.8</td></tr>
    <tr><td colspan=3>注：不含村卫生室。</td></tr></table>"""
    lines = read(portal("".join(f"<p>{line}</p>" for line in ARTICLE[:3]) + table)).text.split("\n")
    assert lines[3:] == [
        "单位：万人次",
        "| 机构 | 诊疗人次 | 诊疗人次 |",
        "| 机构 | 2022年 | 2023年 |",
        "| 医院 | 10.5 | 12.3 |",
        "| 乡镇 卫生院 | 8.8 |  |",
        "注：不含村卫生室。",
    ]


def test_an_article_that_is_mainly_a_table():
    rows = "".join(f"<tr><td>床位数（张）</td><td>{number}</td></tr>" for number in range(30))
    text = read(portal(f"<table><tr><td>指标</td><td>2023年</td></tr>{rows}</table>")).text
    assert text.split("\n") == ["| 指标 | 2023年 |", *(f"| 床位数（张） | {number} |" for number in range(30))]


def test_an_old_page_laid_out_by_tables():
    text = read("""<html><body><table width=1000><tr><td><a>首页</a>|<a>新闻</a></td></tr><tr><td><table><tr>
    <td width=200><a>栏目一</a><br><a>栏目二</a></td><td><font>甲县2022年上半年卫生工作情况</font><br>
    日期：2022-07-05 点击：88<br><br>上半年全县门诊12.5万人次，同比增长3.2%。<br>床位使用率达到78.5%。</td>
    </tr></table></td></tr>
    <tr><td>Copyright 2005 乙市卫生局 All rights reserved</td></tr></table></body></html>""").text
    lines = [line for line in text.split("\n") if line]
    assert lines == [
        "甲县2022年上半年卫生工作情况",
        "上半年全县门诊12.5万人次，同比增长3.2%。",
        "床位使用率达到78.5%。",
    ]


def test_white_space_of_the_source_goes_and_that_of_the_text_stays():
    text = read("<body><p>全县医疗\n    机构&nbsp;312　个，床位\n 2350 张。</p></body>").text
    assert text == "全县医疗机构\xa0312　个，床位 2350 张。"


def test_hidden_text_and_scripts_are_no_text():
    hidden = (
        '<p style="display: none">乙市床位9999张。</p><script>var a = "床位8888张。";</script><!-- 床位7777张。 -->'
    )
    text = read(portal("".join(f"<p>{line}</p>" for line in ARTICLE) + hidden)).text
    assert text == "\n".join(ARTICLE)


def test_a_page_of_links_has_no_article():
    document = read("<body>" + "<li><a href=x>某县2020年卫生工作报告</a></li>" * 30 + "</body>")
    assert document.status == "empty"
    assert "no article" in document.message


def test_the_title_loses_the_name_of_the_portal():
    assert read("<title>甲县2023年卫生工作总结 - 乙市门户网</title><p>a</p>").title == "甲县2023年卫生工作总结"


def test_nesting_that_python_could_not_recurse_into():
    assert read("<div>" * 1500 + "<p>床位12张，医院3个。</p>").text == "床位12张，医院3个。"


def test_nesting_that_the_parser_cuts_is_told_of_and_not_passed_over():
    document = read("<div>" * 9000 + "<p>床位12张。</p>")
    assert document.status == "unreadable"
    assert "2048" in document.message


def test_entities_are_not_expanded_beyond_those_of_html():
    entities = '<!DOCTYPE html [<!ENTITY a "床位"><!ENTITY b "&a;&a;&a;">]>'
    text = read(f"{entities}<html><body><p>&b;医院&lt;3&gt;个。</p></body></html>").text
    assert "床位床位" not in text
    assert "医院<3>个。" in text


def test_bare_text_in_an_html_file():
    assert read("全县共有床位12张。").text == "全县共有床位12张。"


def test_a_lone_surrogate_reference_does_no_harm():
    assert read("<p>床位&#xD800;12张。</p>").text.encode()


@pytest.mark.parametrize(
    "layout",
    [
        "<div class=box>{p}</div>",
        "<main><article><header><h1>题目</h1></header>{p}</article></main>",
        "{p}",
        "<table><tr><td width=200><a>栏目一</a><br><a>栏目二</a></td><td>{p}</td></tr></table>",
        "<form class=wrap><div><div>{p}</div></div></form>",
        "<div class='comment-wrap content'>{p}</div>",
        "<div style='display:none'>{p}</div>",
    ],
)
@pytest.mark.parametrize("tag", ["p", "div", "li", "section"])
def test_the_article_is_whole_in_every_layout(layout, tag):
    lines = [f"第{number}项，全县新增床位{number}张，完成年度计划的{number}%。" for number in range(20)]
    nav = "<div class=top>" + "<li><a>乙市2019年统计公报</a></li>" * 20 + "</div>"
    foot = "<div class=bottom><p>主办：乙市人民政府</p><p>湘ICP备05000618号</p></div>"
    article = "".join(f"<{tag}>{line}</{tag}>" for line in lines)
    text = read(f"<html><body>{nav}{layout.format(p=article)}{foot}</body></html>").text
    assert [line for line in text.split("\n") if line != "题目"] == lines


def test_control_characters_behind_furniture_do_no_harm():
    assert "床位12张。" in read("<p>全县医院3个，床位2张。</p><nav>a</nav>床位12张。&#1;\x02").text
