"""The text of Word paragraphs: what is printed, once and in order."""

from __future__ import annotations

import pytest

from generator.text.numerals import list_numeral
from tests.sources.office_files import paragraph, run
from tests.sources.test_docx import docx_part, opened

ALTERNATE = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 9</w:instrText></w:r>{0}'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{1}<w:r><w:fldChar w:fldCharType="end"/></w:r>{2}</w:p>'
)
CASES = {
    "runs": (f"<w:p>{run('政府')}{run('信息')}</w:p>", "政府信息"),
    "tab and break": ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>", "甲\t乙\n丙"),
    "hyphen": ("<w:p><w:r><w:t>甲</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>乙</w:t></w:r></w:p>", "甲-乙"),
    "insertion": (f"<w:p>{run('公开')}<w:ins>{run('12')}</w:ins>{run('条')}</w:p>", "公开12条"),
    "deletion": ("<w:p><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:r><w:t>12条</w:t></w:r></w:p>", "12条"),
    "moved": (f"<w:p><w:moveFrom>{run('甲')}</w:moveFrom>{run('乙')}<w:moveTo>{run('甲')}</w:moveTo></w:p>", "乙甲"),
    "joined by a deleted mark": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('一、总体')}</w:p>{paragraph('情况')}",
        "一、总体情况",
    ),
    "hyperlink": (f"<w:p>{run('见')}<w:hyperlink r:id='x'>{run('网站')}</w:hyperlink></w:p>", "见网站"),
    "field": (FIELD.format("", run("结果"), run("后")), "结果后"),
    "field in a field": (FIELD.format(FIELD[5:-6].format("", run("内"), ""), run("结果"), ""), "结果"),
    "field without end": (f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>{paragraph("后文")}', "后文"),
    "simple field": (f"<w:p><w:fldSimple w:instr='PAGE'>{run('3')}</w:fldSimple></w:p>", "3"),
    "hidden": (
        f"<w:p>{run('甲')}{run('密', '<w:vanish/>')}{run('乙', '<w:vanish w:val=' + repr('0') + '/>')}</w:p>",
        "甲乙",
    ),
    "placeholder": (
        f"<w:p>{run('甲')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('单击')}</w:sdtContent></w:sdt></w:p>",
        "甲",
    ),
    "text box once": (paragraph("前") + ALTERNATE.format(paragraph("框")) + paragraph("后"), "前\n\n框\n后"),
    "ruby": (
        f"<w:p><w:r><w:ruby><w:rt>{run('guī')}</w:rt><w:rubyBase>{run('规')}</w:rubyBase></w:ruby></w:r></w:p>",
        "规",
    ),
    "contents": (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{paragraph('一、总体情况 1')}</w:sdtContent></w:sdt>{paragraph('正文')}",
        "正文",
    ),
    "deleted row": (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('旧')}</w:tc><w:tc>{paragraph('1')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('新')}</w:tc><w:tc>{paragraph('2')}</w:tc></w:tr></w:tbl>",
        "新\t2",
    ),
    "grid before and after": (
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/><w:gridAfter w:val='2'/></w:trPr>"
        f"<w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>",
        "\t甲\t乙\t\t",
    ),
    "merge that begins nowhere": (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('甲')}</w:tc><w:tc>{paragraph('1')}</w:tc></w:tr></w:tbl>",
        "甲\t1",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_printed(name: str) -> None:
    body, text = CASES[name]
    assert opened(body).text.decoded.strip("\n") == text


def test_footnotes_follow_their_paragraph() -> None:
    notes = docx_part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{paragraph("x")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("注文")}</w:footnote>',
    )
    body = f'<w:p>{run("甲")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>{paragraph("乙")}'
    assert opened(body, parts={"footnotes.xml": notes}).text.decoded == "甲\n注文\n乙\n"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (f"<w:p><w:ins>{run('12')}</w:ins></w:p>", "tracked_changes"),
        (f"<w:p>{run('甲')}{run('密', '<w:vanish/>')}</w:p>", "hidden_text"),
        (f"<w:p>{run('甲')}<w:r><w:pict><v:imagedata/></w:pict></w:r></w:p>", "pictures_unread"),
        (f"{paragraph('甲')}<w:altChunk r:id='x'/>", "embedded_file"),
    ],
)
def test_what_is_not_plain_is_doubted(body: str, code: str) -> None:
    assert [doubt.code for doubt in opened(body).doubts] == [code]


def test_a_plain_file_has_no_doubts() -> None:
    assert opened(paragraph("甲")).doubts == ()


# Automatic numbers.

LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "%1.%4"),
    ("bullet", "\uf06c"),
    ("koreanCounting", "%6."),
)


def numbering(overrides: str = "") -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (format, text) in enumerate(LEVELS)
    )
    return docx_part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num>',
    )


def item(text: str, level: int, list_id: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def numbered(body: str, overrides: str = "", **more: str) -> list[str]:
    parts = {"numbering.xml": numbering(overrides)} | {f"{name}.xml": text for name, text in more.items()}
    return opened(body, parts=parts).text.decoded.split("\n")[:-1]


def test_headings_get_their_numbers() -> None:
    body = (
        item("总体情况", 0) + item("组织", 1) + item("制度", 1) + item("甲", 2) + item("主动公开", 0) + item("目录", 1)
    )
    assert numbered(body) == ["一、总体情况", "（一）组织", "（二）制度", "1. 甲", "二、主动公开", "（一）目录"]


def test_a_list_may_begin_again_and_name_the_levels_above() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    assert numbered(item("甲", 0) + item("乙", 0, 2) + item("丙", 3, 2), start) == ["一、甲", "五、乙", "五.1 丙"]


def test_lists_that_share_a_definition_go_on_counting() -> None:
    assert numbered(item("甲", 0) + item("乙", 0, 2)) == ["一、甲", "二、乙"]


def test_bullets_and_unknown_numbers_print_nothing() -> None:
    document = opened(item("甲", 4) + item("乙", 5), parts={"numbering.xml": numbering()})
    assert document.text.decoded == "甲\n乙\n"
    assert [doubt.code for doubt in document.doubts] == ["number_format_unknown"]


def test_a_style_may_bring_the_number() -> None:
    styles = docx_part(
        "styles",
        '<w:style w:styleId="H"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H2"><w:name w:val="my"/><w:basedOn w:val="H"/></w:style>'
        '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>',
    )
    body = paragraph("目录行 1", '<w:pStyle w:val="T"/>')
    body += paragraph("甲", '<w:pStyle w:val="H"/>') + paragraph("乙", '<w:pStyle w:val="H2"/>')
    body += paragraph("丙", '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert numbered(body, styles=styles) == ["一、甲", "二、乙", "丙"]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (105, "一〇五")]
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert list_numeral(number) == text
