"""Pages of several kinds around a title and an article, for tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape


def plain_page(title: str, article: str) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1>{article}</body></html>"
    )


MENU = "".join(f'<li><a href="/list{i}.html">栏目{i}</a></li>' for i in range(30))
NEWS = "".join(
    f'<li><a href="/n{i}.html">甲镇召开第{i}次政府信息公开工作会议</a><span>2023-05-0{i}</span></li>'
    for i in range(1, 9)
)
FOOT = (
    '<div class="footer"><p>主办：测试县人民政府　承办：测试县人民政府办公室</p>'
    "<p>地址：测试县人民路1号 电话：0999-1234567</p>"
    '<p><a href="https://beian.example">网站标识码：1408240001</a> <a href="x">晋ICP备05001234号-1</a></p></div>'
)
SCRIPT = '<script>var a="</td></table>"; if (1<2 && 3>2) { document.write("<p>2019</p>"); }</script>'
STYLE = "<style>.gone{display:none} @media print{.article{display:none}} td{padding:0}</style>"


def site_page(title: str, article: str) -> str:
    """A site of today: menus, crumbs, an index table, a side list, a footer."""
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{title}_测试县人民政府网</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2022-01-25 10:30">
<meta name="SiteName" content="测试县人民政府网">
{STYLE}{SCRIPT}<base href="https://evil.example/"></head>
<body><!-- <table><tr><td>规章</td><td>99</td></tr></table> -->
<div class="header"><div class="logo">测试县人民政府</div><ul class="nav">{MENU}</ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政府信息公开</a> &gt; 年度报告</div>
<div class="main"><div class="left"><ul>{MENU}</ul></div>
<div class="content">
<table class="index"><tr><td>索引号：</td><td>11140824/2022-00001</td><td>发布机构：</td><td>甲镇人民政府</td></tr>
<tr><td>发布日期：</td><td>2022-01-25</td><td>主题：</td><td>年报</td></tr></table>
<h1 class="title">{title}</h1>
<div class="info"><span>来源：甲镇</span>
<span>浏览次数：<i id="hits">238</i></span> <a href="javascript:print()">【打印】</a></div>
<div class="article" id="zoom">{article}<span class="gone">隐藏 88</span></div>
<div class="share">分享到：微信 微博</div>
<p>上一篇：<a href="a.html">2020年年报</a></p></div>
<div class="sidebar"><h3>热点新闻</h3><ul>{NEWS}</ul></div></div>
{FOOT}{SCRIPT}</body></html>"""


def layout_page(title: str, article: str) -> str:
    """A site of 2005: everything in nested tables."""
    cells = "".join(f'<td><a href="{i}.htm">栏目{i}</a></td>' for i in range(8))
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title}</title></head>
<body><center><table width=1000 border=0><tr><td><table><tr>{cells}</tr></table></td></tr>
<tr><td><table width="100%"><tr><td width=200>
<table><tr><td><a href=x>链接一</a></td></tr><tr><td><a href=y>链接二</a></td></tr></table></td>
<td><table><tr><td align=center><font size=5><b>{title}</b></font></td></tr>
<tr><td>发布时间：2022-01-25　来源：甲镇　字号：[大 中 小]</td></tr>
<tr><td class=zw>{article}</td></tr></table></td></tr></table></td></tr>
<tr><td><table><tr><td>主办单位：测试县人民政府</td><td>晋ICP备05001234号</td></tr></table></td></tr></table></center></body></html>"""


def script_page(title: str, article: str) -> str:
    """The article in a string of a script, escaped."""
    held = article.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    held = held.replace("/", "\\/").replace("<", "\\u003c")
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>'
        f'<div id="c"></div><script>var s = 1; var content = "{held}"; show(content);</script>{FOOT}</body></html>'
    )


def entity_page(title: str, article: str) -> str:
    """The article escaped as text inside a script's string."""
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>'
        f"<textarea style='display:none' id=t>{escape(article)}</textarea>{FOOT}</body></html>"
    )


PAGES: Mapping[str, Callable[[str, str], str]] = {
    "plain": plain_page,
    "site": site_page,
    "layout": layout_page,
    "script": script_page,
    "entity": entity_page,
}
