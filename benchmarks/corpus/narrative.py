"""The running text of an invented report. It says that it is invented, and carries decoys: other years and organs."""

from __future__ import annotations

from random import Random

from benchmarks.corpus.document import Block, Document
from benchmarks.corpus.identity import HEADINGS, Identity
from benchmarks.corpus.sheets import Sheet

SYNTHETIC = "（本文为测试用合成数据，内容均属虚构，与任何单位的实际工作无关。）"

WORK = (
    "一年来，{ours}把信息公开摆在日常工作的重要位置，明确分管负责人和经办人员，逐项对照清单抓好落实。",
    "{ours}对栏目内容作了一次全面梳理，补齐缺项，撤下过期内容，做到栏目清楚、更新及时。",
    "在政策文件起草的同时安排解读材料，尽量用群众听得懂的话讲清楚办什么、怎么办。",
    "完善公开前的审查程序，先审查、后公开，一事一审，留存记录。",
    "依托便民服务大厅设立查阅点，配备电脑和纸质目录，安排专人引导。",
    "组织经办人员开展业务学习，讨论常见的申请情形和答复要点。",
    "坚持线上线下结合，利用公示栏、广播和网站发布群众关心的事项。",
)
PROBLEMS = (
    "一是公开内容还不够丰富，与群众期待有差距；二是经办人员变动较多，业务不够熟练；三是解读形式较为单一。",
    "主要问题：部分信息更新不够及时，个别栏目长期没有新内容，主动公开的意识有待加强。",
)
PLANS = (
    "下一步，{ours}将加强培训，规范流程，丰富解读形式，不断提高公开质量。",
    "{next}年，{ours}将围绕群众关切扩大公开范围，健全长效机制。",
)
CITES = (
    "根据《中华人民共和国政府信息公开条例》和有关通知（国办公开办函〔{cited}〕30号）要求，编制本报告。",
    "按照《中华人民共和国政府信息公开条例》的规定，编制本年度报告。",
)
REQUESTS_TOLD = (
    "全年共收到政府信息公开申请{a}件，上年结转{b}件，均已按时答复。",
    "本年度新收申请{a}件，予以公开{b}件，无不予公开情形。",
    "全年未收到政府信息公开申请，未发生收费情况。",
)
DISPUTES_TOLD = ("全年未发生因政府信息公开引起的行政复议和行政诉讼。", "行政复议{a}件，结果维持{b}件；行政诉讼0件。")


def write(identity: Identity, tables: tuple[Sheet, ...] | None, random: Random) -> Document:
    """The report as blocks. ``tables`` None: the numbers are told in sentences only."""
    fill = {"ours": identity.ours, "next": identity.year + 1, "cited": random.choice((2019, 2021))}
    headings = [random.choice(choices) if random.random() < 0.3 else choices[0] for choices in HEADINGS]
    blocks = [Block("title", line) for line in identity.title]
    blocks.append(Block("p", random.choice(CITES).format(**fill) + identity.period))
    if random.random() < 0.5:
        blocks.append(Block("p", SYNTHETIC))
    blocks.append(Block("heading", headings[0]))
    opening = f"{identity.year}年，{identity.ours}" if identity.year_in_body else f"本年度，{identity.ours}"
    blocks.append(Block("p", f"{opening}认真做好信息公开各项工作，现将有关情况报告如下。"))
    for sentence in random.sample(WORK, random.randint(2, 4)):
        blocks.append(Block("p", sentence.format(**fill)))
    if identity.in_body:
        blocks.append(Block("p", f"{identity.name}高度重视信息公开，专题研究部署有关工作，压实各方责任。"))
    if identity.year_in_body:
        blocks.append(Block("p", f"{identity.year}年，{identity.ours}通过网站、公示栏等渠道主动公开各类信息。"))
    for heading, at in ((headings[1], 0), (headings[2], 1), (headings[3], 2)):
        blocks.append(Block("heading", heading))
        if tables is not None:
            blocks.append(Block("sheet", sheet=tables[at]))
        else:
            told = (WORK[1:3], REQUESTS_TOLD, DISPUTES_TOLD)[at]
            a = random.randint(2, 40)
            blocks.append(Block("p", random.choice(told).format(**fill, a=a, b=random.randint(0, a))))
    blocks.append(Block("heading", headings[4]))
    blocks.append(Block("p", random.choice(PROBLEMS)))
    blocks.append(Block("p", random.choice(PLANS).format(**fill)))
    blocks.append(Block("heading", headings[5]))
    blocks.append(Block("p", random.choice(("无。", "没有其他需要报告的事项。", "本年度未收取信息处理费。"))))
    if not any(block.text == SYNTHETIC for block in blocks):
        blocks.append(Block("p", SYNTHETIC))
    blocks += [Block("sign", line) for line in identity.signature]
    return Document(tuple(blocks))
