"""Documents that stand in the same folders and are no annual reports on open government information."""

from __future__ import annotations

from random import Random

from benchmarks.corpus.pages.authors import Author

KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "rule_of_law",
        "{name}{y}年度法治政府建设情况报告",
        (
            "{y}年，{ours}认真落实法治政府建设各项要求，现将有关情况报告如下。",
            "一、加强组织领导",
            "主要负责人履行第一责任人职责，专题研究依法行政工作。",
            "二、规范行政执法",
            "推行执法公示、全过程记录和法制审核，组织案卷评查。",
            "三、推进政务公开",
            "坚持阳光用权，主动公开政府信息{a}条。",
            "四、存在的问题和下一步打算",
            "执法人员力量不足，{n}年将加大培训，提升执法水平。",
        ),
    ),
    (
        "open_government_plan",
        "{name}{y}年政务公开工作要点",
        (
            "为做好{y}年政务公开工作，结合实际，制定本要点。",
            "一、突出重点领域公开",
            "公开财政资金、重大项目和民生政策，及时更新信息公开目录。",
            "二、加强解读回应",
            "重要文件与解读材料同步发布，回应群众关切。",
            "三、强化保障",
            "各科室明确责任人，按季度自查，年底报送政府信息公开工作年度报告。",
        ),
    ),
    (
        "budget",
        "{name}{y}年部门预算公开说明",
        (
            "一、部门概况",
            "{ours}承担本领域的管理和服务职责，内设科室{x}个。",
            "二、收支总体情况",
            "{y}年收入预算{a}万元，支出预算{a}万元。",
            "三、其他事项说明",
            "政府采购预算0万元，国有资产占用情况无变化。",
        ),
    ),
    (
        "guide",
        "{name}政府信息公开指南",
        (
            "为方便公民、法人和其他组织获取政府信息，编制本指南。",
            "一、主动公开",
            "公开范围包括机构职能、规范性文件、财政信息和办事指南。",
            "二、依申请公开",
            "申请人可以当面、信函或者网络方式提出申请，填写申请表。",
            "三、监督和救济",
            "认为未依法履行公开义务的，可以申请行政复议或者提起行政诉讼。",
        ),
    ),
    (
        "notice",
        "{name}办公室关于做好{y}年政府信息公开工作年度报告编制工作的通知",
        (
            "各科室、各直属单位：",
            "为做好{y}年政府信息公开工作年度报告的编制和发布，现就有关事项通知如下。",
            "一、编制要求",
            "各单位要对照国家统一格式，准确填报各项数据，确保前后一致。",
            "二、报送时间",
            "请于{n}年1月20日前将报告报送办公室，逾期予以通报。",
            "三、工作要求",
            "加强审核，防止错漏，按时在网站发布。",
        ),
    ),
    (
        "system",
        "{name}政府信息公开工作年度报告制度",
        (
            "第一条 为规范政府信息公开工作年度报告的编制和发布，制定本制度。",
            "第二条 年度报告应当包括主动公开、依申请公开、复议诉讼、存在问题等内容。",
            "第三条 年度报告于每年1月31日前向社会公布。",
            "第四条 本制度自发布之日起施行。",
        ),
    ),
)


def stranger(random: Random, author: Author, year: int) -> tuple[str, str, list[str]]:
    """What it is, its title and its lines."""
    kind, title, lines = random.choice(KINDS)
    name = author.place or author.name if kind == "rule_of_law" else author.name
    name = name.removesuffix("办公室") if kind == "notice" else name
    words = {"name": name, "y": year, "n": year + 1, "ours": author.ours, "a": random.randint(20, 900), "x": 6}
    return kind, title.format(**words), [line.format(**words) for line in lines]
