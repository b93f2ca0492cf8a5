"""The words of the interface, Chinese and English side by side, keyed by the values of our enums and codes.

Keys are plain strings, so that nothing has to be imported: an enum of ``model`` is a string, too.
What an official form prints stands in forms/*.yaml, what a check is called in checks/catalogue.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
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


BADGES: Mapping[str, Words] = {
    "consistency": Words("勾稽一致性", "arithmetic consistency"),
    "completeness": Words("完整性", "completeness"),
    "timeliness": Words("及时性", "timeliness"),
    "originality": Words("文本雷同", "text reuse"),
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
        "incomplete": Seal("要件不全", "缺少法定章节或表格", "sections or tables are missing", "×", "doubt"),
        "complete": Seal("要件齐全", "法定章节与三张表俱在", "all sections and tables are there", "√", "agree"),
        "unknown": Seal("要件未核", "章节与表格尚未核对", "not checked yet", "○", "void"),
    },
    "timeliness": {
        "late": Seal("迟于期限", "晚于法定期限", "later than the deadline", "×", "doubt"),
        "on_time": Seal("按期公布", "在法定期限内", "within the deadline", "√", "agree"),
        "unknown": Seal("时限未核", "没有可比的日期，或尚未核对", "no date, or not checked yet", "○", "void"),
    },
    "originality": {
        "shared_text": Seal("文本雷同", "与其他报告有大段相同文字", "shares long passages with others", "≡", "doubt"),
        "original": Seal("未见雷同", "未发现雷同", "no shared passages found", "√", "agree"),
        "unknown": Seal("雷同未比", "没有可以比对的报告或文字", "nothing to compare with", "○", "void"),
    },
}
"""Badge → value → its seal; values in the order in which they are counted up."""

VERDICTS: Mapping[str, Words] = {
    "pass": Words("相符", "agrees"),
    "fail": Words("有发现", "something was found"),
    "not_checkable": Words("不可核对", "not checkable"),
}


@dataclass(frozen=True, slots=True)
class FindingWords:
    """How findings of one kind are spoken of.

    ``nature`` says in a word what they are, ``passes`` and ``fails`` stand before a number of places, ``whole`` and
    ``faulty`` before a number of reports.
    """

    heading: Words
    nature: Words
    passes: str
    fails: str
    tone: str
    whole: str = "相符"
    faulty: str = "值得留意"


FINDINGS: Mapping[str, FindingWords] = {
    "error": FindingWords(
        Words("报告自身的数字不一致", "the report contradicts itself"),
        Words("矛盾", "contradiction"), "相符", "不符", "clash", faulty="不符",
    ),
    "value": FindingWords(
        Words("填写的数不合取值范围", "a figure that cannot be"),
        Words("取值", "value"), "相合", "不合", "clash", whole="取值相合", faulty="取值不合",
    ),
    "across": FindingWords(
        Words("与同一机关另一年度的报告有出入", "it differs from another year's report"),
        Words("出入", "difference"), "相符", "有出入", "clash", faulty="有出入",
    ),
    "form": FindingWords(
        Words("法定要件不全", "content that the law requires is missing"),
        Words("要件", "required content"), "具备", "缺少", "doubt", whole="要件齐全", faulty="要件不全",
    ),
    "warning": FindingWords(
        Words("可能的疏漏", "probably a slip"), Words("提醒", "warning"), "相符", "值得留意", "doubt"
    ),
    "info": FindingWords(
        Words("值得留意", "worth knowing"), Words("备注", "note"), "相符", "值得留意", "mute"
    ),
}  # fmt: skip
"""Kinds of failed checks in the order they are shown. Two numbers of one report that disagree are the only ones of
which 矛盾 and 不符 are said."""

ERROR_KINDS: Mapping[str, str] = {"A10": "value", "B": "form", "F": "across"}
"""Checks (a code, or a family's letter) whose failure at level error is no contradiction → what it is."""

BADGE_COUNTS: Mapping[str, tuple[str, str]] = {
    "completeness": ("具备", "缺少"),
    "timeliness": ("在期限内", "超出期限"),
    "originality": ("未见雷同", "雷同"),
}
"""Badge → the words before the numbers of checks that pass and fail; 勾稽一致性 has its own (pages/badges.py)."""


def finding_kind(code: str, severity: str) -> str:
    """The key in :data:`FINDINGS` of a failed check."""
    if severity != "error":
        return severity
    return ERROR_KINDS.get(code) or ERROR_KINDS.get(code[0], "error")


FAMILIES: Mapping[str, Words] = {
    "A": Words("表内勾稽", "inside the tables"),
    "B": Words("结构与格式", "structure and form"),
    "C": Words("日期与年度", "dates and years"),
    "D": Words("正文与表格", "text against tables"),
    "E": Words("正文内部", "inside the text"),
    "F": Words("跨报告", "across reports"),
}

READINGS: Mapping[str, Words] = {
    "stated": Words("明确填写", "stated"),
    "blank": Words("空白", "blank"),
    "slash": Words("斜线", "slash"),
    "dash": Words("横线", "dash"),
    "text": Words("文字", "text"),
    "illegible": Words("无法辨读", "illegible"),
    "absent": Words("原表无此格", "absent from the table"),
    "unread": Words("未读出，原文可能有", "not read, may well be there"),
    "solved": Words("推定", "worked out"),
    "corrected": Words("人工更正", "corrected by hand"),
}

CELL_NOTES: Mapping[str, Words] = {
    "columns": Words("一行里的数字分不清各属哪一栏", "which column each number belongs to is not clear"),
    "twice": Words("这一行或这张表出现两次，数字不同", "the row or the table comes twice with other numbers"),
    "two_ways": Words("这一行有两种读法", "the row can be read in two ways"),
    "glued": Words("数字粘连在一起", "digits run together"),
    "unreadable_character": Words("有字符无法辨读", "a character could not be read"),
    "several_numbers": Words("一格里有几个数或别的痕迹", "several numbers or stray marks in one cell"),
    "too_many_digits": Words("位数过多，可能是几格粘连", "too many digits: perhaps several cells"),
    "leading_zeros": Words("以 0 开头，可能是几格粘连", "leading zeros: perhaps several cells"),
}
"""Why a cell was not simply read, by the code that reading leaves in its note; other codes are not shown."""

REASONS: Mapping[str, Words] = {
    "format_not_applicable": Words("所用表式没有这一项", "this form does not have it"),
    "year_before_2021": Words("2021 年起才有此要求", "required from 2021 on"),
    "no_narrative_figure": Words("正文没有写这个数", "the text states no such figure"),
    "no_total_stated": Words("正文没有写总数", "no total is stated"),
    "stated_once": Words("同一指标只出现一次", "stated only once"),
    "partial_list": Words("只列了其中几项", "only part of a list"),
    "no_date": Words("没有日期", "no date"),
    "no_period_stated": Words("没有写统计期限", "no period is stated"),
    "no_title_year": Words("标题没有年度", "the title names no year"),
    "no_dated_plan": Words("计划没有写年份", "no plan names a year"),
    "no_notice_cited": Words("没有引用通知", "no notice is cited"),
    "nothing_declared": Words("导语没有列出内容", "the preamble announces nothing"),
    "no_table": Words("没有读到这张表", "the table was not found"),
    "blank_cells": Words("所需的格是空白", "cells it needs are blank"),
    "cut_off": Words("文本似未收全", "our copy of the text breaks off"),
    "year_uncertain": Words("报告年度不能确定", "the report year is not certain"),
    "author_uncertain": Words("报告机关不能确定", "the author is not certain"),
    "check_failed": Words("程序出错，没有核对", "our program failed, so this was not checked"),
    "not_read": Words("我们没有读准", "we could not read it for sure"),
    "solved_by_sum": Words("合计已用于推定数字", "the sum was used to solve the figures"),
    "needs_other_year": Words("需要相邻年度的报告", "needs the adjacent year's report"),
    "needs_county_report": Words("需要县级汇总报告", "needs the county's aggregate report"),
    "needs_other_report": Words("需要其他机关的报告", "needs another organ's report"),
    "narrative_too_short": Words("正文不足 300 字", "the text has fewer than 300 characters"),
    "narrative_too_long": Words("正文超过 6 万字，未作比对", "the text has over 60,000 characters; not compared"),
    "identity_unknown": Words("机关或年度不明", "organ or year is not known"),
    "all_zero": Words("表中数字全部为零", "all figures are zero"),
    "year_unknown": Words("报告年度不明", "the report's year is not known"),
    "format_unknown": Words("所用格式不明", "the form used is not known"),
    "no_headings": Words("没有读到标题", "no headings were found"),
    "no_section": Words("没有这一节", "there is no such section"),
    "no_body_year": Words("正文没有写年度", "the text names no year"),
    "notice_date_unknown": Words("通知的日期无从判断", "the notice's date cannot be told"),
    "organ_level_unknown": Words("机关层级不明", "the organ's level is not known"),
}
"""Why a check could not be made, by reason code."""

ORGAN_KINDS: Mapping[str, Words] = {
    "province_government": Words("省级政府", "province government"),
    "prefecture_government": Words("市级政府", "prefecture government"),
    "county_government": Words("县级政府", "county government"),
    "township_government": Words("乡镇政府", "township government"),
    "subdistrict_office": Words("街道办事处", "subdistrict office"),
    "department": Words("部门", "department"),
    "other": Words("其他机关", "other organ"),
}

LEVELS: Mapping[int, Words] = {
    1: Words("省级", "province"),
    2: Words("地级", "prefecture"),
    3: Words("县级", "county"),
    4: Words("乡级", "township"),
}

SCOPES: Mapping[str, Words] = {
    "own": Words("本机关", "the organ alone"),
    "aggregate": Words("汇总所属机关", "the organ with those below it"),
    "unknown": Words("未说明", "not stated"),
}

LEGACY = "legacy"
"""What has none of the national forms."""


def form_name(form: str) -> Words:
    """What a form is called, by its id: the year it was issued, or ``legacy``."""
    if form == LEGACY:
        return Words("旧式（无统一表格）", "older style")
    return Words(f"{form} 年表式", f"form of {form}")



CONFIDENCES: Mapping[str, Words] = {
    "high": Words("确定", "high"),
    "medium": Words("较确定", "medium"),
    "low": Words("不确定", "low"),
    "none": Words("不明", "none"),
}

ORIGINS: Mapping[str, Words] = {
    "title": Words("标题", "title"),
    "title_place": Words("标题中的地名", "place named in the title"),
    "signature": Words("落款", "signature"),
    "body": Words("正文", "body"),
    "period": Words("统计期限", "period stated"),
    "header": Words("页首信息", "page header"),
    "furniture": Words("网页页眉页脚", "page furniture"),
    "sidecar": Words("随附说明", "sidecar"),
    "correction": Words("人工更正", "correction"),
    "path": Words("存放位置", "path"),
    "source_url": Words("来源网址", "source address"),
    "inferred": Words("推断", "inferred"),
    "plan": Words("由计划年度推断", "inferred from plans"),
    "tables": Words("表格", "tables"),
    "page": Words("网页信息", "page"),
    "organ": Words("机关名称", "organ's name"),
    "superior": Words("提到的上级机关", "superior named in the text"),
    "host": Words("网站主办单位", "owner of the website"),
    "site_id": Words("网站标识码", "site number"),
    "police": Words("公网安备号", "police registration of the site"),
    "icp": Words("备案号", "licence of the site"),
    "citation": Words("引用的文件", "document cited"),
    "mention": Words("正文提及", "mentioned in the text"),
    "address": Words("地址", "address"),
    "url": Words("来源网址", "source address"),
}
"""Where a value comes from."""

FIGURE_KINDS: Mapping[str, Words] = {"fact": Words("事实", "fact"), "plan": Words("计划", "plan")}

ROLES: Mapping[str, Words] = {
    "total": Words("总数", "total"),
    "part": Words("分项", "part"),
    "percent": Words("占比", "share"),
}

APPROXIMATE: Mapping[str, Words] = {
    "at_least": Words("不少于", "at least"),
    "at_most": Words("不超过", "at most"),
    "more_than": Words("超过", "more than"),
    "less_than": Words("不足", "less than"),
    "about": Words("约", "about"),
    "nearly": Words("近", "nearly"),
}

LOUDNESS: Mapping[str, Words] = {
    "refused": Words("未能采用", "could not be used"),
    "warning": Words("部分未读", "partly unread"),
    "note": Words("说明", "note"),
}


def zh(table: Mapping[str, Words], key: str) -> str:
    """The Chinese word for ``key``; "" where the table has none: a code is never shown to readers."""
    words = table.get(key)
    return words.zh if words else ""
