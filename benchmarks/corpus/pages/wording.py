"""Sentences for the running text, in many wordings so that no two pages are alike; numbers in them are true."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

LEADS = (
    "{y}年，{ours}坚持把信息公开作为联系群众的窗口，明确专人、细化台账，各项任务按时落地。",
    "{y}年，{ours}对照条例要求逐项梳理，把该公开的放到群众看得见的地方。",
    "{y}年度，{ours}以群众关心的事项为重点，持续规范公开流程，公开工作平稳推进。",
    "{y}年，{ours}围绕中心工作，抓实制度、抓细审核、抓好队伍，公开质量稳步提升。",
    "{y}年以来，{ours}健全分工协作的办法，信息收集、审核、发布各环节衔接顺畅。",
)
WORK = (
    "落实先审后发，稿件由经办人、科室负责人和分管领导逐级把关，留存记录备查。",
    "结合业务变化修订公开目录，撤下过期栏目，补齐缺少的内容。",
    "在办事大厅设置查阅点，摆放纸质目录和自助终端，安排人员引导。",
    "组织经办人员学习条例和答复规范，就常见情形开展讨论。",
    "把政策解读和文件起草一并安排，用表格和问答把办事条件讲明白。",
    "明确分管领导牵头、办公室统筹、各科室配合，责任落实到人。",
    "定期自查栏目更新情况，对错别字和失效链接及时整改。",
    "畅通信函、现场和网上受理渠道，登记、审核、答复、归档全程留痕。",
    "把公开情况纳入年度考核，接受社会评议，全年未发生责任追究情形。",
    "利用公示栏、广播和村务群等方式，让不常上网的群众也能了解政策。",
)
CITED = (
    "按照《{superior}办公室关于做好{y}年政府信息公开工作年度报告编制工作的通知》要求，认真组织填报。",
    "{superior}高度重视公开工作，多次召开会议部署，{ours}逐条抓好落实。",
    "依托{superior}网站和{home}政务公众号同步发布，方便群众查询。",
    "群众可登录{superior}网查阅{ours}公开的内容。",
    "主动公开了{before}年度部门决算和{y}年度部门预算，接受社会监督。",
    "在{province}政务服务网更新办事指南，配合{superior}办公室开展网站检查。",
)
SUBHEADS = ("（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）平台建设", "（五）监督保障")

PROACTIVE = (
    "全年主动公开政府信息{sum}条，其中机构职能类{a}条、政策文件类{b}条、工作动态类{c}条。",
    "{y}年主动公开政府信息{sum}条，包括机构概况信息{a}条，财政信息{b}条，其他信息{c}条。",
    "全年通过政府网站公开信息{a}条，通过微信公众号公开信息{b}条，通过公示栏公开信息{c}条。",
    "{y}年{ours}主动公开政府信息{sum}条。",
    "主动公开政府信息{sum}条，分别为：概况类信息{a}条，公示公告{b}条，工作动态{c}条。",
    "全年主动公开政府信息{sum}条，其中财政信息{b}条、政策解读{c}条。",
    "{y}年公开政府信息{sum}条，其中政府网站公开{sum}条，微信公众号公开{b}条。",
    "主动公开政府信息{ab}条，其中网站公开{a}条，占{share_a}%；公示栏公开{b}条，占{share_b}%。",
    "{y}年公开财政、人事、民生类信息分别为{a}条、{b}条、{c}条。",
)
CLOSED_LISTS = (1, 4)
"""Those of PROACTIVE whose parts must make the total."""
ASIDES = (
    "全年推送公众号文章{c}篇，含{two}篇会议视频、1篇图文解读。",
    "查阅点工作日上午9:00至12:00、下午14:30至17:30对外开放。",
    "办理人大代表建议{two}件、政协提案{three}件，办复率100%。",
    "向上级报送信息{b}条，被采用{two}条。",
    "全年共收到行政复议申请0件。",
    "发布的文件统一使用3号仿宋字，附件不超过20兆。",
    "门户网站全年访问量{c}万余次，比上年增长12%。",
    "组织业务培训{two}次，参训{phone}人次，开展自查{three}轮。",
    "受理12345热线工单{desk}件，按时办结率98.6%。",
    "{before}年遗留的栏目问题已全部整改。",
    "全年作出行政许可决定{licences}件，全部在7个工作日内公示。",
)
"""True sentences whose numbers are easily taken for others."""
OUTCOMES = ("其中予以公开{granted}件。", "办理结果为予以公开{granted}件、部分公开{partly}件。")
RECEIVED = (
    "全年共收到政府信息公开申请{new}件。",
    "{y}年新收政府信息公开申请{new}件，均已登记。",
    "本年度收到政府信息公开申请{new}件，上年结转{carried}件。",
)
HANDLED = ("办结{done}件，结转下年度继续办理{forward}件。", "当年办结{done}件。")
NO_REQUESTS = (
    "{y}年未收到政府信息公开申请。",
    "全年未收到依申请公开事项。",
    "本年度没有收到公民、法人或其他组织提出的政府信息公开申请。",
    "{y}年，{ours}未受理任何形式的政府信息公开申请。",
    "全年无依申请公开政府信息事项。",
    "未接到书面提出的信息公开申请。",
)
REVIEWED = ("因政府信息公开工作被申请行政复议{review}件。", "全年发生政府信息公开行政复议{review}件。")
SUED = ("因政府信息公开工作被提起行政诉讼{suits}件。",)
NO_DISPUTES = (
    "全年未发生因政府信息公开引起的行政复议和行政诉讼。",
    "无因信息公开申请行政复议、提起行政诉讼的情况。",
    "没有因政府信息公开被申请行政复议或者被提起行政诉讼的情形。",
    "{y}年未出现政府信息公开行政复议、行政诉讼案件。",
)
CONSULTED = "接受群众咨询{asked}人次，其中电话咨询{phone}人次，当面咨询{desk}人次。"
DOCUMENTS = "本年制发行政规范性文件{made}件。"

PROBLEMS = (
    "主要问题：一是公开的内容与群众期待还有差距，二是解读形式偏少，三是经办人员更换后业务不够熟练。",
    "存在的不足主要是部分栏目更新不够及时，主动公开的意识有待增强，基层人员培训还不够。",
    "一年来的工作仍有短板：信息报送不够均衡，图文解读数量不多，答复文书的规范程度需要提高。",
    "工作中还存在公开渠道较为单一、内容深度不足、考核办法不够细的问题。",
)
PLANS = (
    "下一步，{ours}将加强业务培训，丰富解读方式，完善审核流程，不断提高公开质量。",
    "{n}年，{ours}将围绕群众关切扩大公开范围，健全常态化自查办法。",
    "今后将把更多精力放在栏目维护和人员培训上，做到及时更新、准确答复。",
    "改进措施：充实人员力量，细化责任分工，加大检查力度，推动问题逐项整改。",
)
FEES = (
    "{y}年未收取信息处理费。",
    "本年度依申请公开信息处理费收取情况：无。",
    "按照有关规定，{ours}{y}年没有发出收费通知，收取信息处理费0元。",
    "本年度没有收取信息处理费，没有其他需要报告的事项。",
)
OTHER_2019 = ("没有其他需要报告的事项。", "无其他需要报告的事项。")


def narrative_facts(random: Random, numbers: Mapping[tuple[str, str, str], int]) -> dict[str, int]:
    """The numbers that sentences may tell: some from the tables, some that only add up among themselves."""
    a, b, c, phone, desk = (random.randint(2, 120) for _ in range(5))
    a += 10
    b = max(b, 3)
    suits = ("litigation_direct", "litigation_after_reconsideration")
    return {
        "a": a, "b": b, "c": c, "sum": a + b + c, "ab": a + b, "two": 2, "three": 3,
        "phone": phone, "desk": desk, "asked": phone + desk,
        "new": numbers.get(("requests", "new_requests", "total"), 0),
        "carried": numbers.get(("requests", "carried_over", "total"), 0),
        "done": numbers.get(("requests", "results_total", "total"), 0),
        "forward": numbers.get(("requests", "carried_forward", "total"), 0),
        "review": numbers.get(("disputes", "reconsideration", "total"), 0),
        "suits": sum(numbers.get(("disputes", block, "total"), 0) for block in suits),
        "granted": numbers.get(("requests", "granted", "total"), 0),
        "partly": numbers.get(("requests", "partly_granted", "total"), 0),
        "licences": numbers.get(("disclosure", "administrative_licensing", "decisions"), 0),
        "made": numbers.get(("disclosure", "normative_documents", "made"), 0),
    }  # fmt: skip
