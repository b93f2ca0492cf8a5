"""The words of the interface, Chinese and English side by side, keyed by the values of our enums and codes.

Keys are plain strings, so that nothing has to be imported: an enum of ``model`` is a string, too.
What an official form prints stands in forms/*.yaml, what a check is called in checks/catalogue.yaml.

Longer than 250 lines: words of the interface, hardly any code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One thing in two languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Seal:
    """How one value of a badge is shown.

    ``stamp`` are the four characters of its seal, ``glyph`` a sign from the set that every Chinese font
    has, ``tone`` a job of the palette: ``clash``, ``doubt``, ``agree``, ``mute`` (little was checked) or
    ``void`` (nothing was).
    """

    stamp: str
    zh: str
    en: str
    glyph: str
    tone: str


BADGES: Mapping[str, Bilingual] = {
    "consistency": Bilingual("勾稽一致性", "arithmetic consistency"),
    "completeness": Bilingual("完整性", "completeness"),
    "timeliness": Bilingual("及时性", "timeliness"),
    "originality": Bilingual("文本雷同", "text reuse"),
}
"""The badges in the order they are shown."""

SEALS: Mapping[str, Mapping[str, Seal]] = {
    "consistency": {
        "inconsistent": Seal("勾稽不符", "报告自身的数字不一致", "the report's own figures disagree", "≠", "clash"),
        "consistent": Seal("勾稽相符", "可核对的数字彼此相符", "the figures agree", "＝", "agree"),
        "partly_checked": Seal("部分核对", "只有一部分数字可以核对", "only partly checkable", "◎", "mute"),
        "unchecked": Seal("未能核对", "没有可以核对的数字", "nothing could be checked", "○", "void"),
    },
    "completeness": {
        "incomplete": Seal(
            "要件不全",
            "这里的文本里未见部分法定章节或表格",
            "some sections or tables were not found in the text here",
            "×",
            "doubt",
        ),
        "complete": Seal("要件齐全", "法定章节与三张表俱在", "all sections and tables are there", "✓", "agree"),
        "unknown": Seal("要件未核", "章节与表格尚未核对", "not checked yet", "○", "void"),
    },
    "timeliness": {
        "late": Seal("迟于期限", "晚于法定期限", "later than the deadline", "×", "doubt"),
        "on_time": Seal("按期公布", "在法定期限内", "within the deadline", "✓", "agree"),
        "unknown": Seal("时限未核", "没有可比的日期，或尚未核对", "no date, or not checked yet", "○", "void"),
    },
    "originality": {
        "shared_text": Seal("文本雷同", "与其他报告有大段相同文字", "shares long passages with others", "≡", "doubt"),
        "original": Seal("未见雷同", "未发现雷同", "no shared passages found", "✓", "agree"),
        "unknown": Seal("雷同未比", "没有可以比对的报告或文字", "nothing to compare with", "○", "void"),
    },
}
"""Badge → value → its seal; values in the order in which they are counted up."""

OWN_YEARS = Bilingual("与本机关其他年度的报告有大段相同文字", "shares long passages with the organ's other years")
"""What is said of shared text where no other organ has it."""

VERDICTS: Mapping[str, Bilingual] = {
    "pass": Bilingual("相符", "agrees"),
    "fail": Bilingual("有发现", "something was found"),
    "not_checkable": Bilingual("不可核对", "not checkable"),
}


@dataclass(frozen=True, slots=True)
class FindingWords:
    """How findings of one kind are spoken of.

    ``nature`` says in a word what they are, ``passes`` and ``fails`` stand before a number of places, ``whole`` and
    ``faulty`` before a number of reports; ``passes_en`` and ``fails_en`` are the glosses of the first two.
    """

    heading: Bilingual
    nature: Bilingual
    passes: str
    fails: str
    tone: str
    whole: str = "相符"
    faulty: str = "值得留意"
    passes_en: str = "agree"
    fails_en: str = "worth knowing"


FINDINGS: Mapping[str, FindingWords] = {
    "error": FindingWords(
        Bilingual("报告自身的数字不一致", "the report contradicts itself"),
        Bilingual("矛盾", "contradiction"), "相符", "不符", "clash", faulty="不符",
        fails_en="disagree",
    ),
    "value": FindingWords(
        Bilingual("填写的数不合取值范围", "a figure that cannot be"),
        Bilingual("取值", "value"), "相合", "不合", "clash", whole="取值相合", faulty="取值不合",
        passes_en="possible", fails_en="not possible",
    ),
    "across": FindingWords(
        Bilingual("与同一机关另一年度的报告有出入", "it differs from another year's report"),
        Bilingual("出入", "difference"), "相符", "有出入", "clash", faulty="有出入",
        fails_en="differ",
    ),
    "form": FindingWords(
        Bilingual("文本里未见的法定要件", "content that the law requires and that was not found in the text"),
        Bilingual("要件", "required content"), "具备", "缺少", "doubt", whole="要件齐全", faulty="要件不全",
        passes_en="there", fails_en="missing",
    ),
    "warning": FindingWords(
        Bilingual("可能的疏漏", "probably a slip"), Bilingual("提醒", "warning"), "相符", "值得留意", "doubt"
    ),
    "info": FindingWords(
        Bilingual("值得留意", "worth knowing"), Bilingual("备注", "note"), "相符", "值得留意", "mute"
    ),
}  # fmt: skip
"""Kinds of failed checks in the order they are shown. Two numbers of one report that disagree are the only ones of
which 矛盾 and 不符 are said."""

ERROR_KINDS: Mapping[str, str] = {"A10": "value", "B": "form", "F": "across"}
"""Checks (a code, or a family's letter) whose failure at level error is no contradiction → what it is."""

BADGE_COUNTS: Mapping[str, tuple[Bilingual, Bilingual]] = {
    "completeness": (Bilingual("具备", "there"), Bilingual("缺少", "missing")),
    "timeliness": (Bilingual("在期限内", "in time"), Bilingual("超出期限", "late")),
    "originality": (Bilingual("未见雷同", "nothing shared"), Bilingual("雷同", "shared")),
}
"""Badge → the words before the numbers of checks that pass and fail; 勾稽一致性 has its own (pages/badges.py)."""


def finding_kind(code: str, severity: str) -> str:
    """The key in :data:`FINDINGS` of a failed check."""
    if severity != "error":
        return severity
    return ERROR_KINDS.get(code) or ERROR_KINDS.get(code[0], "error")


FAMILIES: Mapping[str, Bilingual] = {
    "A": Bilingual("表内勾稽", "inside the tables"),
    "B": Bilingual("结构与格式", "structure and form"),
    "C": Bilingual("日期与年度", "dates and years"),
    "D": Bilingual("正文与表格", "text against tables"),
    "E": Bilingual("正文内部", "inside the text"),
    "F": Bilingual("跨报告", "across reports"),
}

READINGS: Mapping[str, Bilingual] = {
    "stated": Bilingual("明确填写", "stated"),
    "blank": Bilingual("空白", "blank"),
    "slash": Bilingual("斜线", "slash"),
    "dash": Bilingual("横线", "dash"),
    "text": Bilingual("文字", "text"),
    "illegible": Bilingual("无法辨读", "illegible"),
    "absent": Bilingual("原表无此格", "absent from the table"),
    "unread": Bilingual("未读出，原文可能有", "not read, may well be there"),
    "solved": Bilingual("推定", "worked out"),
    "corrected": Bilingual("人工更正", "corrected by hand"),
    "recognised": Bilingual("由图片识别", "recognised in a picture"),
    "confirmed": Bilingual("识别后经人核对", "recognised and checked by a person"),
}

CELL_NOTES: Mapping[str, Bilingual] = {
    "columns": Bilingual("一行里的数字分不清各属哪一栏", "which column each number belongs to is not clear"),
    "twice": Bilingual("这一行或这张表出现两次，数字不同", "the row or the table comes twice with other numbers"),
    "two_ways": Bilingual("这一行有两种读法", "the row can be read in two ways"),
    "glued": Bilingual("数字粘连在一起", "digits run together"),
    "unreadable_character": Bilingual("有字符无法辨读", "a character could not be read"),
    "several_numbers": Bilingual("一格里有几个数或别的痕迹", "several numbers or stray marks in one cell"),
    "too_many_digits": Bilingual("位数过多，可能是几格粘连", "too many digits: perhaps several cells"),
    "leading_zeros": Bilingual("以 0 开头，可能是几格粘连", "leading zeros: perhaps several cells"),
    "not_recognised": Bilingual("图片上有字迹，未能识别", "there is ink in the picture that could not be read"),
    "recognised_differently": Bilingual("几次识别结果不同", "independent readings of the picture differ"),
    "recognised_unsurely": Bilingual("识别的把握不足", "recognised with too little confidence"),
    "recognised_against_sums": Bilingual(
        "识别结果与表中合计不符", "what was recognised disagrees with the table's sums"
    ),
    "recognised_no_such_value": Bilingual(
        "识别结果不是这一栏会有的数", "what was recognised cannot stand in this column"
    ),
    "recognised_loose": Bilingual("图片上没有可辨认的表格线", "no lines of a table could be made out in the picture"),
}
"""Why a cell was not simply read, by the code that reading leaves in its note; other codes are not shown."""

REASONS: Mapping[str, Bilingual] = {
    "format_not_applicable": Bilingual("所用表式没有这一项", "this form does not have it"),
    "year_before_2021": Bilingual("2021 年起才有此要求", "required from 2021 on"),
    "no_narrative_figure": Bilingual("正文没有写这个数", "the text states no such figure"),
    "no_total_stated": Bilingual("正文没有写总数", "no total is stated"),
    "stated_once": Bilingual("同一指标只出现一次", "stated only once"),
    "partial_list": Bilingual("只列了其中几项", "only part of a list"),
    "no_date": Bilingual("没有日期", "no date"),
    "no_period_stated": Bilingual("没有写统计期限", "no period is stated"),
    "no_title_year": Bilingual("标题没有年度", "the title names no year"),
    "no_dated_plan": Bilingual("计划没有写年份", "no plan names a year"),
    "no_notice_cited": Bilingual("没有引用通知", "no notice is cited"),
    "nothing_declared": Bilingual("导语没有列出内容", "the preamble announces nothing"),
    "no_table": Bilingual("没有读到这张表", "the table was not found"),
    "blank_cells": Bilingual("所需的格是空白", "cells it needs are blank"),
    "cut_off": Bilingual("文本似未收全", "our copy of the text breaks off"),
    "year_uncertain": Bilingual("报告年度不能确定", "the report year is not certain"),
    "author_uncertain": Bilingual("报告机关不能确定", "the author is not certain"),
    "check_failed": Bilingual("程序出错，没有核对", "our program failed, so this was not checked"),
    "not_read": Bilingual("我们没有读准", "we could not read it for sure"),
    "recognised": Bilingual("识别所得，不足为凭", "recognised in a picture, which proves nothing"),
    "solved_by_sum": Bilingual("合计已用于推定数字", "the sum was used to solve the figures"),
    "needs_other_year": Bilingual("需要相邻年度的报告", "needs the adjacent year's report"),
    "needs_county_report": Bilingual("需要县级汇总报告", "needs the county's aggregate report"),
    "needs_other_report": Bilingual("需要其他机关的报告", "needs another organ's report"),
    "narrative_too_short": Bilingual("正文不足 300 字", "the text has fewer than 300 characters"),
    "narrative_too_long": Bilingual("正文超过 6 万字，未作比对", "the text has over 60,000 characters; not compared"),
    "identity_unknown": Bilingual("机关或年度不明", "organ or year is not known"),
    "all_zero": Bilingual("表中数字全部为零", "all figures are zero"),
    "year_unknown": Bilingual("报告年度不明", "the report's year is not known"),
    "format_unknown": Bilingual("所用格式不明", "the form used is not known"),
    "no_headings": Bilingual("没有读到标题", "no headings were found"),
    "no_section": Bilingual("没有这一节", "there is no such section"),
    "no_body_year": Bilingual("正文没有写年度", "the text names no year"),
    "notice_date_unknown": Bilingual("通知的日期无从判断", "the notice's date cannot be told"),
    "organ_level_unknown": Bilingual("机关层级不明", "the organ's level is not known"),
}
"""Why a check could not be made, by reason code."""

ORGAN_KINDS: Mapping[str, Bilingual] = {
    "province_government": Bilingual("省级政府", "province government"),
    "prefecture_government": Bilingual("市级政府", "prefecture government"),
    "county_government": Bilingual("县级政府", "county government"),
    "township_government": Bilingual("乡镇政府", "township government"),
    "subdistrict_office": Bilingual("街道办事处", "subdistrict office"),
    "department": Bilingual("部门", "department"),
    "other": Bilingual("其他机关", "other organ"),
}

LEVELS: Mapping[int, Bilingual] = {
    1: Bilingual("省级", "province"),
    2: Bilingual("地级", "prefecture"),
    3: Bilingual("县级", "county"),
    4: Bilingual("乡级", "township"),
}

SCOPES: Mapping[str, Bilingual] = {
    "own": Bilingual("本机关", "the organ alone"),
    "aggregate": Bilingual("汇总所属机关", "the organ with those below it"),
    "unknown": Bilingual("未说明", "not stated"),
}

LEGACY = "legacy"
"""What has none of the national forms."""


def form_name(form: str) -> Bilingual:
    """What a form is called, by its id: the year it was issued, or ``legacy``."""
    if form == LEGACY:
        return Bilingual("旧式（无统一表格）", "older style")
    return Bilingual(f"{form} 年表式", f"form of {form}")


CONFIDENCES: Mapping[str, Bilingual] = {
    "high": Bilingual("确定", "high"),
    "medium": Bilingual("较确定", "medium"),
    "low": Bilingual("不确定", "low"),
    "none": Bilingual("不明", "none"),
}

ORIGINS: Mapping[str, Bilingual] = {
    "title": Bilingual("标题", "title"),
    "title_place": Bilingual("标题中的地名", "place named in the title"),
    "signature": Bilingual("落款", "signature"),
    "body": Bilingual("正文", "body"),
    "period": Bilingual("统计期限", "period stated"),
    "header": Bilingual("页首信息", "page header"),
    "furniture": Bilingual("网页页眉页脚", "page furniture"),
    "sidecar": Bilingual("随附说明", "sidecar"),
    "correction": Bilingual("人工更正", "correction"),
    "path": Bilingual("存放位置", "path"),
    "source_url": Bilingual("来源网址", "source address"),
    "inferred": Bilingual("推断", "inferred"),
    "plan": Bilingual("由计划年度推断", "inferred from plans"),
    "tables": Bilingual("表格", "tables"),
    "page": Bilingual("网页信息", "page"),
    "organ": Bilingual("机关名称", "organ's name"),
    "superior": Bilingual("提到的上级机关", "superior named in the text"),
    "host": Bilingual("网站主办单位", "owner of the website"),
    "site_id": Bilingual("网站标识码", "site number"),
    "police": Bilingual("公网安备号", "police registration of the site"),
    "icp": Bilingual("备案号", "licence of the site"),
    "citation": Bilingual("引用的文件", "document cited"),
    "mention": Bilingual("正文提及", "mentioned in the text"),
    "address": Bilingual("地址", "address"),
    "url": Bilingual("来源网址", "source address"),
    "self_naming": Bilingual("自称的句子", "sentence in which it names itself"),
    "below_title": Bilingual("标题下一行", "line below the title"),
    "compiled": Bilingual("编制说明", "statement of who compiled it"),
    "opening": Bilingual("首句", "first sentence"),
    "publisher": Bilingual("发布机构", "publisher"),
    "contact": Bilingual("联系方式", "contact"),
    "metadata": Bilingual("网页元数据", "metadata of the page"),
}
"""Where a value comes from."""

FIGURE_KINDS: Mapping[str, Bilingual] = {"fact": Bilingual("事实", "fact"), "plan": Bilingual("计划", "plan")}

ROLES: Mapping[str, Bilingual] = {
    "total": Bilingual("总数", "total"),
    "part": Bilingual("分项", "part"),
    "percent": Bilingual("占比", "share"),
}

APPROXIMATE: Mapping[str, Bilingual] = {
    "at_least": Bilingual("不少于", "at least"),
    "at_most": Bilingual("不超过", "at most"),
    "more_than": Bilingual("超过", "more than"),
    "less_than": Bilingual("不足", "less than"),
    "about": Bilingual("约", "about"),
    "nearly": Bilingual("近", "nearly"),
}

LOUDNESS: Mapping[str, Bilingual] = {
    "refused": Bilingual("未能采用", "could not be used"),
    "warning": Bilingual("部分未读", "partly unread"),
    "note": Bilingual("说明", "note"),
}


def zh(table: Mapping[str, Bilingual], key: str) -> str:
    """The Chinese word for ``key``; "" where the table has none: a code is never shown to readers."""
    words = table.get(key)
    return words.zh if words else ""
