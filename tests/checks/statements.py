"""Reports whose text and tables are known to agree, in many phrasings, and how to make one statement false."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.writing import write_report

YEAR = 2021
TITLE = "测试县甲镇人民政府2021年政府信息公开工作年度报告"
Numbers = Mapping[str, int]

OPENERS = (
    "2021年，我镇",
    "2021年，",
    "2021年度，甲镇人民政府",
    "全年",
    "本年度我镇",
    "2021年我镇",
    "今年以来，我镇",
    "一年来，",
    "全镇",
)
CHATTER = (
    "在县委、县政府的正确领导下，我镇认真贯彻落实《中华人民共和国政府信息公开条例》。",
    "我镇高度重视政府信息公开工作，成立了以镇长为组长的领导小组。",
    "按照上级要求，及时更新政府信息公开指南和目录。",
    "严格落实信息公开保密审查制度。",
)
TRAPS = (
    "2021年，全县共收到政府信息公开申请{n}件，办结{n}件。",
    "2020年，我镇收到政府信息公开申请{n}件，上年结转{n}件。",
    "《条例》施行以来，累计收到政府信息公开申请{n}件。",
    "截至目前，我镇累计主动公开政府信息{n}条。",
    "上半年，我镇收到政府信息公开申请{n}件，办结{n}件。",
    "其中3月份收到政府信息公开申请{n}件。",
    "县自然资源局收到政府信息公开申请{n}件。",
    "下一步，计划公开政府信息{n}条，开展培训不少于{n}次。",
    "2022年我镇将公开政府信息{n}条。",
    "向县政府报送规范性文件备案{n}件。",
    "我镇制定规范性文件备案{n}件。",
    "全年受理行政复议{n}件，办理行政应诉{n}件。",
    "我镇未收到群众投诉和举报。",
    "收取信息处理费{n}元。",
    "办理人大代表建议{n}件、政协提案{n}件，答复{n}件。",
    "窗口受理各类业务{n}件，办结{n}件。",
    "全年制发公文{n}件，其中主动公开{n}件，不予公开{n}件。",
    "通过微信公众号主动公开信息{n}条。",
    "在重点领域方面，主动公开信息{n}条。",
    "各村公开信息{n}条，村级收到政府信息公开申请{n}件。",
    "通过网络收到政府信息公开申请{n}件。",
    "收到低保申请{n}件，不予处理{n}件。",
    "联系电话0953-8710{n}，文号〔2021〕{n}号。",
    "我镇主动公开信息超过{n}次浏览，同比增长{n}%。",
    "12345热线工单答复{n}件，办结率100%。",
    "平均每月收到政府信息公开申请{n}件。",
    "与2020年的{n}件相比，收到政府信息公开申请增加{n}件。",
    "收到涉及征地拆迁的政府信息公开申请{n}件。",
    "不予受理政府信息公开申请{n}件。",
    "县政府办转来政府信息公开申请{n}件。",
    "全县2021年情况如下：\n收到政府信息公开申请{n}件，办结{n}件。",
    "（二）下一步工作打算\n我镇主动公开政府信息{n}条，收到政府信息公开申请{n}件。",
    "2021年，全县收到建议{n}件，\n收到政府信息公开申请{n}件。",
    "自2008年以来，共收到政府信息公开申请{n}件。",
    "其中，对收到的政府信息公开申请{n}件进行了答复。",
    "去年同期收到政府信息公开申请{n}件。",
    "近三年我镇收到政府信息公开申请{n}件。",
    "县本级收到政府信息公开申请{n}件，办结{n}件，结转下年度{n}件。",
    "转发上级规范性文件{n}件，废止村规民约{n}件。",
    "行政事业性收费项目{n}项，减免行政事业性收费{n}万元。",
    "行政复议、行政诉讼共{n}件。",
    "答复政府信息公开咨询{n}件，接受咨询{n}人次。",
    "与去年未收到政府信息公开申请相比，群众的关注有所增加。",
    "我镇行政复议无撤销情况，行政诉讼无败诉案件。",
    "没有未按期答复的政府信息公开申请。",
    "我镇未收到法律服务机构提出的政府信息公开申请。",
    "全年未收到以传真方式提交的政府信息公开申请。",
    "对没有收到政府信息公开申请的单位进行通报。",
    "如未收到政府信息公开申请，则填写“0”。",
    "2020年，我镇未发生行政复议和行政诉讼。",
    "近三年来，我镇未发生因信息公开引起的行政复议、行政诉讼。",
    "我镇各村未收到政府信息公开申请。",
    "除此之外，未收到其他政府信息公开申请。",
    "群众反映我镇未收到其信息公开申请。",
    "甲村、乙村、丙村分别收到政府信息公开申请{n}件、{n}件、{n}件。",
    "2019年和2020年分别收到政府信息公开申请{n}件和{n}件。",
    "共受理{n}件行政复议申请，办理{n}件行政诉讼。",
    "答复了{n}件上级转来的信息公开申请。",
    "政务微信推送信息{n}条，其中原创信息{n}条，转载信息{n}条。",
    "全年编发信息{n}条，其中上报县委{n}条，上报县政府{n}条，被采用{n}条。",
    "网站更新信息{n}条，比上年新增信息{n}条。",
    "全年公开信息{n}条，其中门户网站{n}条、微信公众号{n}条、其他渠道{n}条。",
)


@dataclass(frozen=True)
class Statement:
    """``make`` writes it with true numbers; ``keys`` are those it states and ``code`` the check that then holds."""

    code: str
    keys: tuple[str, ...]
    make: Callable[[str, Numbers], str]
    lenient: bool = False
    """A partial list or a channel: a smaller number is no contradiction."""


def _say(text: str) -> Callable[[str, Numbers], str]:
    return lambda opener, n: (opener if "@" in text else "") + text.replace("@", "").format(**n)


STATEMENTS = (
    *(Statement("D01", ("new",), _say(text)) for text in (
        "@共收到政府信息公开申请{new}件。", "@收到信息公开申请{new}件。", "@收到公民、法人和其他组织的政府信息公开申请{new}件。",
        "@累计收到依申请公开政府信息申请{new}件。", "@共接到依申请公开事项申请{new}件。", "@新收政府信息公开申请{new}件。",
        "@收到政府信息公开申请共计{new}件。", "依申请公开方面：@收到申请{new}件。",
        "（二）依申请公开情况。@共收到政府信息公开申请{new}件。", "@共收到政府信息公开申请数量{new}件。",
        "@累计受理依申请公开政府信息{new}件。", "@受理政府信息公开申请{new}件。",
        "@共收到{new}件政府信息公开申请，均依法依规办理。", "@共收到政府信息依申请公开{new}件。",
    )),
    *(Statement("D02", ("carried",), _say(text)) for text in (
        "@收到政府信息公开申请{new}件，上年结转{carried}件。", "@收到政府信息公开申请{new}件，上年度结转申请{carried}件。",
        "@上年结转政府信息公开申请{carried}件。",
    )),
    *(Statement("D02", ("forward",), _say(text)) for text in (
        "@收到政府信息公开申请{new}件，办结{closed}件，结转下年度{forward}件。",
        "@收到政府信息公开申请{new}件，结转下年度继续办理{forward}件。", "@政府信息公开申请结转至下一年度{forward}件。",
    )),
    *(Statement("D03", ("closed",), _say(text)) for text in (
        "@收到政府信息公开申请{new}件，办结{closed}件。", "@办结政府信息公开申请{closed}件。",
        "@收到政府信息公开申请{new}件，已按时办结{closed}件。", "@共办结{closed}件政府信息公开申请，办结率100%。",
    )),
    *(Statement("D04", ("granted", "denied"), _say(text)) for text in (
        "@收到政府信息公开申请{new}件，办结{closed}件，其中予以公开{granted}件，不予公开{denied}件。",
        "@办结政府信息公开申请{closed}件：予以公开{granted}件、部分公开{partly}件、不予公开{denied}件、无法提供{unable}件、不予处理{refused}件、"
        "其他处理{other}件。",
    )),
    Statement("D02", ("forward",), _say("@收到政府信息公开申请{new}件，已办结{closed}件，另{forward}件结转下一年处理。")),
    Statement("D04", ("granted", "partly"), _say(
        "@办结政府信息公开申请{closed}件，予以公开、部分公开和不予公开分别为{granted}件、{partly}件和{denied}件。")),
    Statement("D05", ("review",), _say("@因政府信息公开引起的行政复议、行政诉讼分别为{review}件和{suits}件。")),
    *(Statement("D05", ("review",), _say(text)) for text in (
        "@因政府信息公开工作引起行政复议{review}起；行政诉讼{suits}起。", "@发生政府信息公开行政复议{review}件。",
        "@因信息公开被申请行政复议{review}件。",
    )),
    *(Statement("D06", ("suits",), _say(text)) for text in (
        "@因政府信息公开工作引起行政复议{review}起；行政诉讼{suits}起。", "@因政府信息公开被提起行政诉讼{suits}件。",
    )),
    *(Statement("D07", ("made",), _say(text)) for text in (
        "@制发规范性文件{made}件，废止{repealed}件，现行有效{force}件。", "@共制定行政规范性文件{made}件。", "@制发规范性文件{made}份。",
    )),
    Statement("D08", ("fee",), _say("@收取行政事业性收费{fee}万元。")),
    Statement("E01", ("a",), _say(
        "@主动公开政府信息{abc}条，分别为：“机构职能”信息{a}条；“政策法规”信息{b}条；“工作动态”信息{c}条。")),
    Statement("E01", ("a",), _say(
        "@主动公开政府信息{abc}条。其中：机构职能类信息{a}条，政策法规类信息{b}条，工作动态类信息{c}条。"), lenient=True),
    Statement("E01", ("a",), _say(
        "@主动公开政府信息{abc}条（“机构职能”{a}条、“政策法规”{b}条、“工作动态”{c}条）。")),
    Statement("E01", ("a",), _say(
        "@主动公开政府信息{abc}条，其中机构职能类信息{a}条，政策法规类信息{b}条，其他信息{c}条。")),
    Statement("E01", ("b",), _say(
        "@公开信息{abc}条。其中{a}条政策法规信息、{b}条工作动态信息、{c}条其他信息。")),
    Statement("E04", ("x",), _say(
        "@共收到政府信息公开申请{new}件，其中当面申请{x}件，网络申请{y}件。"), lenient=True),
    Statement("E05", ("p",), _say(
        "@接受群众咨询{pq}次。其中电话咨询{p}次；当面咨询{q}次。"), lenient=True),
    Statement("E05", ("p",), _say("@接受群众咨询{pq}次，分别为：电话咨询{p}次，当面咨询{q}次。")),
)  # fmt: skip


def truth(chance: random.Random) -> dict[str, int]:
    """Numbers that agree with one another."""
    n = {k: chance.randrange(0, 9) for k in ("granted", "partly", "denied", "unable", "refused", "other", "forward")}
    n["closed"] = sum(n[k] for k in ("granted", "partly", "denied", "unable", "refused", "other"))
    n["carried"] = chance.randrange(0, min(3, n["closed"] + n["forward"]) + 1)
    n["new"] = n["closed"] + n["forward"] - n["carried"]
    n |= {k: chance.randrange(0, 6) for k in ("review", "direct", "after", "made", "repealed", "fee")}
    n["suits"], n["force"] = n["direct"] + n["after"], n["made"] + chance.randrange(0, 40)
    n |= {k: chance.randrange(1, 90) for k in "abcpq"}
    n["abc"], n["pq"] = n["a"] + n["b"] + n["c"], n["p"] + n["q"]
    n["x"] = chance.randrange(0, n["new"] + 1)
    n["y"] = n["new"] - n["x"]
    return n


def cells(n: Numbers) -> dict[tuple[int, str, str], str]:
    """The tables that state these numbers."""
    rows = {
        "new_requests": "new", "carried_over": "carried", "granted": "granted", "partly_granted": "partly",
        "denied_third_party": "denied", "unable_not_held": "unable", "not_processed_duplicate": "refused",
        "other_misc": "other", "results_total": "closed", "carried_forward": "forward",
    }  # fmt: skip
    made = {(3, row, column): str(n[key]) for row, key in rows.items() for column in ("natural_person", "total")}
    for block, key in (
        ("reconsideration", "review"), ("litigation_direct", "direct"), ("litigation_after_reconsideration", "after"),
    ):  # fmt: skip
        made |= {(4, block, column): str(n[key]) for column in ("upheld", "total")}
    for column, key in (("made", "made"), ("repealed", "repealed"), ("in_force", "force")):
        made[2, "normative_documents", column] = str(n[key])
    return made | {(2, "administrative_fees", "amount"): str(n["fee"])}


def sentence(statement: Statement, n: Numbers, chance: random.Random) -> str:
    """The statement in one of many dresses: blanks about the numbers, full-width digits, half-width punctuation."""
    said = statement.make(chance.choice(OPENERS), n)
    dress = chance.randrange(5)
    if dress == 1:
        return re.sub(r"(?<![\d])(\d+)(?=[件条起次份万])", r" \1 ", said)
    if dress == 2:
        return said.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if dress == 3:
        return said.translate(str.maketrans("，；：（）", ",;:()"))
    return said.replace("共收到", "共 收到") if dress == 4 else said


def report(sentences: list[str], n: Numbers) -> str:
    return write_report("2021", cells(n), title=TITLE, overview="\n".join(sentences))
