import zipfile
from io import BytesIO

import pytest
from docx.oxml import parse_xml
from page_builders import docx_bytes

from extract.readers import ReadLimits, read_page

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(build):
    return read_page(docx_bytes(build), "bulletin.docx")


def with_paragraph(xml: str):
    """Return a build step that appends a paragraph of this inner XML."""

    def build(document):
        document.element.body.insert(0, parse_xml(f"<w:p {W}>{xml}</w:p>"))

    return build


def test_paragraphs_headings_and_tables_in_their_order():
    def build(document):
        document.add_heading("一、资源", level=1)
        document.add_paragraph("全县共有床位2350张。")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ["机构", "床位", "医院", "12"], strict=True):
            cell.text = text
        document.add_paragraph("特此报告。")

    assert read(build).text.split("\n") == [
        "一、资源",
        "全县共有床位2350张。",
        "| 机构 | 床位 |",
        "| 医院 | 12 |",
        "特此报告。",
    ]


def test_merged_cells():
    def build(document):
        table = document.add_table(rows=4, cols=3)
        texts = ["机构", "诊疗人次", "", "", "2022年", "2023年", "医院", "10.5", "12.3", "卫生院", "8.8", ""]
        for cell, text in zip(table._cells, texts, strict=True):
            cell.text = text
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(3, 1).merge(table.cell(3, 2))

    assert read(build).text.split("\n") == [
        "| 机构 | 诊疗人次 | 诊疗人次 |",
        "| 机构 | 2022年 | 2023年 |",
        "| 医院 | 10.5 | 12.3 |",
        "| 卫生院 | 8.8 |  |",
    ]


def test_a_table_used_as_a_frame_is_paragraphs():
    def build(document):
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "第一段。"
        cell.add_paragraph("第二段。")

    assert read(build).text == "第一段。\n第二段。"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>床位</w:t><w:tab/><w:t>12</w:t><w:br/><w:t>张</w:t></w:r>", "床位\t12\n张"),
        ("<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>15</w:t></w:r>", "12-15"),
        ("<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "新"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>可见</w:t></w:r>", "可见"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t></w:r>', "可见"),
        ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", "3"),
    ],
)
def test_what_counts_as_text_within_a_paragraph(xml, text):
    assert read(with_paragraph(xml)).text == text


def test_a_text_box_is_read_once_and_on_its_own_line():
    box = "<w:txbxContent><w:p><w:r><w:t>框内12张</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    drawn = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert read(with_paragraph(f"<w:r><w:t>正文</w:t></w:r><w:r>{drawn}</w:r>")).text == "正文\n框内12张"


def test_footnotes_follow_the_text():
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>不含村卫生室。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    relation = (
        '<Relationship Id="rId99" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(docx_bytes(lambda document: document.add_paragraph("床位12张。")))) as before,
        zipfile.ZipFile(stream, "w") as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", relation.encode())
            after.writestr(name, content)
        after.writestr("word/footnotes.xml", notes)
    assert read_page(stream.getvalue(), "a.docx").text == "床位12张。\n不含村卫生室。"


def test_the_title_is_the_paragraph_in_the_title_style():
    document = read(lambda document: document.add_heading("甲县2023年工作总结", level=0))
    assert document.title == "甲县2023年工作总结"


def test_a_document_without_text_is_empty():
    assert read(lambda document: document.add_paragraph("　 ")).status == "empty"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "no Word document"),
        (b"plain text", "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (docx_bytes(lambda document: document.add_paragraph("a"))[:5000], "cut short"),
    ],
)
def test_what_is_no_document_says_what_to_do(data, word):
    document = read_page(data, "a.docx")
    assert document.status == "unreadable"
    assert word in document.message


def test_a_main_part_that_is_no_word_document_is_damage():
    intact = docx_bytes(lambda document: document.add_paragraph("a"))
    document = read_page(with_main_part(intact, lambda content: b"<a/>"), "a.docx")
    assert document.status == "unreadable"
    assert "damaged" in document.message


def test_another_zip_archive_is_no_document():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")
    assert read_page(stream.getvalue(), "a.docx").status == "unreadable"


def test_an_archive_that_unpacks_to_more_than_allowed_is_refused():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 2_000_000)
    document = read_page(stream.getvalue(), "a.docx", limits=ReadLimits(unpacked=1_000_000))
    assert document.status == "unreadable"
    assert "unpacks to 1.9 MB" in document.message


def with_main_part(data: bytes, change) -> bytes:
    """Return the docx with the XML of its text put through `change`."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, change(content) if name == "word/document.xml" else content)
    return stream.getvalue()


def test_entities_are_not_expanded():
    def with_entities(content: bytes) -> bytes:
        start = content.index(b"<w:document")
        entities = b'<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;">]>'
        return content[:start] + entities + content[start:].replace(b"BOMB", b"x&b;y")

    intact = docx_bytes(lambda document: document.add_paragraph("BOMB"))
    assert read_page(with_main_part(intact, with_entities), "a.docx").text == "x"
