"""The two national forms as the generator knows them: rows, columns, labels and the labels seen instead.

Written down apart from the program's own forms, so that a slip in one shows against the other. Ids are those of the
published JSON.
"""

from __future__ import annotations

from dataclasses import dataclass

Address = tuple[str, str, str]
"""(table, row, column), table being ``disclosure``, ``requests`` or ``disputes``."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of table 2: its heading, (id, label) of its columns and of its rows."""

    heading: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str], ...]


_ITEMS = (("previous_year_items", "上一年项目数量"), ("net_change", "本年增/减"))
_DECIDED = (*_ITEMS, ("decisions", "处理决定数量"))
_PENALTIES = (("administrative_penalties", "行政处罚"), ("administrative_compulsion", "行政强制"))

DISCLOSURE: dict[str, tuple[Block, ...]] = {
    "2019": (
        Block(
            "第二十条第（一）项",
            (("made", "本年新制作数量"), ("newly_published", "本年新公开数量"), ("total_public", "对外公开总数量")),
            (("rules", "规章"), ("normative_documents", "规范性文件")),
        ),
        Block(
            "第二十条第（五）项",
            _DECIDED,
            (("administrative_licensing", "行政许可"), ("other_public_services", "其他对外管理服务事项")),
        ),
        Block("第二十条第（六）项", _DECIDED, _PENALTIES),
        Block("第二十条第（八）项", _ITEMS, (("administrative_fees", "行政事业性收费"),)),
        Block(
            "第二十条第（九）项",
            (("projects", "采购项目数量"), ("amount", "采购总金额")),
            (("government_procurement", "政府集中采购"),),
        ),
    ),
    "2021": (
        Block(
            "第二十条第（一）项",
            (("made", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数")),
            (("rules", "规章"), ("normative_documents", "行政规范性文件")),
        ),
        Block("第二十条第（五）项", (("decisions", "本年处理决定数量"),), (("administrative_licensing", "行政许可"),)),
        Block("第二十条第（六）项", (("decisions", "本年处理决定数量"),), _PENALTIES),
        Block(
            "第二十条第（八）项",
            (("amount", "本年收费金额（单位：万元）"),),
            (("administrative_fees", "行政事业性收费"),),
        ),
    ),
}

COLUMNS: tuple[tuple[str, str], ...] = (
    ("natural_person", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("public_interest_org", "社会公益组织"),
    ("legal_service", "法律服务机构"),
    ("other_org", "其他"),
    ("total", "总计"),
)
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
RESULTS = "三、本年度办理结果"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of table 3; ``group`` is its middle label, "" for rows that have none."""

    id: str
    label: str
    group: str = ""


_BEFORE = (
    Row("new_requests", "一、本年新收政府信息公开申请数量"),
    Row("carried_over", "二、上年结转政府信息公开申请数量"),
    Row("granted", "（一）予以公开"),
    Row("partly_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    Row("denied_state_secret", "1.属于国家秘密", "（三）不予公开"),
    Row("denied_other_law", "2.其他法律行政法规禁止公开", "（三）不予公开"),
    Row("denied_safety_stability", "3.危及“三安全一稳定”", "（三）不予公开"),
    Row("denied_third_party", "4.保护第三方合法权益", "（三）不予公开"),
    Row("denied_internal_affairs", "5.属于三类内部事务信息", "（三）不予公开"),
    Row("denied_process_info", "6.属于四类过程性信息", "（三）不予公开"),
    Row("denied_enforcement_file", "7.属于行政执法案卷", "（三）不予公开"),
    Row("denied_admin_query", "8.属于行政查询事项", "（三）不予公开"),
    Row("unable_not_held", "1.本机关不掌握相关政府信息", "（四）无法提供"),
    Row("unable_needs_creation", "2.没有现成信息需要另行制作", "（四）无法提供"),
    Row("unable_still_unclear", "3.补正后申请内容仍不明确", "（四）无法提供"),
    Row("not_processed_petition", "1.信访举报投诉类申请", "（五）不予处理"),
    Row("not_processed_duplicate", "2.重复申请", "（五）不予处理"),
    Row("not_processed_publication", "3.要求提供公开出版物", "（五）不予处理"),
    Row("not_processed_excessive", "4.无正当理由大量反复申请", "（五）不予处理"),
    Row("not_processed_confirm_reissue", "5.要求行政机关确认或重新出具已获取信息", "（五）不予处理"),
)
_AFTER = (Row("results_total", "（七）总计"), Row("carried_forward", "四、结转下年度继续办理"))
_OTHER = "（六）其他处理"

REQUESTS: dict[str, tuple[Row, ...]] = {
    "2019": (*_BEFORE, Row("other_handling", _OTHER), *_AFTER),
    "2021": (
        *_BEFORE,
        Row("other_no_correction", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", _OTHER),
        Row("other_unpaid_fee", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", _OTHER),
        Row("other_misc", "3.其他", _OTHER),
        *_AFTER,
    ),
}
OUTSIDE = frozenset({"new_requests", "carried_over", "carried_forward"})
"""Rows of table 3 that stand outside 三、本年度办理结果."""

BLOCKS: tuple[tuple[str, str], ...] = (
    ("reconsideration", "行政复议"),
    ("litigation_direct", "未经复议直接起诉"),
    ("litigation_after_reconsideration", "复议后起诉"),
)
OUTCOMES: tuple[tuple[str, str], ...] = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)

VARIANTS: dict[str, tuple[str, ...]] = {
    "社会公益组织": ("社会组织", "社会公益", "社会公益 组织"),
    "2.其他法律行政法规禁止公开": ("2.其他法律法规禁止公开", "2.其他法律行政止公开"),
    "2.没有现成信息需要另行制作": ("2.没有现存信息需要另行制作",),
    "现行有效件数": ("现行有效件",),
    "行政规范性文件": ("规范性文件",),
    "本年收费金额（单位：万元）": (
        "本年收费金额（单位：万元，保留4位小数）",
        "本年收费金额（万元）",
        "本年收费金额 （单位：万元）",
    ),
    "上一年项目数量": ("上一年 项目数量", "上一年项目数量（指{before}年事项数）"),
    "本年增/减": ("本年增/ 减", "本年增/减（指{year}年增加或减少的事项数，减用负值表示，如-8）"),
    "本年新制作数量": ("本年新 制作数量",),
    "本年新公开数量": ("本年新 公开数量",),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": ("（二）部分公开",),
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": ("1.逾期不补正",),
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": ("2.逾期不缴费",),
    "（三）不予公开": ("（三） 不 予 公 开",),
    "总计": ("总 计", "合计"),
    "结果维持": ("结果 维持",),
    "（七）总计": ("（七） 总 计", "（七）合计"),
    "自然人": ("自然 人",),
    "三、本年度办理结果": ("三、 本 年 度 办 理 结 果",),
}
"""National label → labels seen in its place. ``{year}`` and ``{before}`` are filled in."""


def addresses(disclosure: str, requests: str) -> tuple[Address, ...]:
    """Every value cell of the three tables in the given form versions, in printed order."""
    found: list[Address] = []
    for block in DISCLOSURE[disclosure]:
        found += [("disclosure", row, column) for row, _ in block.rows for column, _ in block.columns]
    found += [("requests", row.id, column) for row in REQUESTS[requests] for column, _ in COLUMNS]
    found += [("disputes", block, outcome) for block, _ in BLOCKS for outcome, _ in OUTCOMES]
    return tuple(found)
