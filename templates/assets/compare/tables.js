// The tables of the comparison: who is compared, the findings, the official tables and the numbers of the text.

import { button, glossed, heading, hiddenWords, make } from "./dom.js";
import { organOf, placeOf, yearOf } from "./reports.js";
import { formOf } from "./rows.js";

const DIFFERENT = "△";
const FINDINGS = "Findings";
const FIGURES = "Figures in the text";
const MOST_TOLD = 2;

export const nameOf = ({ report }) => `${organOf(report)} ${yearOf(report)}`;

/** A section with a heading, notes and what folds rows, and a table that may be wider than the page. */
function sectionOf(id, title, english, notes, table, after = []) {
  const region = make("div", { class: "scroll", role: "region", "aria-label": table.caption.textContent, tabindex: "0" }, table);
  return make("section", { "aria-labelledby": id }, heading(title, english, { id }), ...notes, region, ...after);
}

const note = (words, english) => make("p", { class: "note" }, ...glossed(words, english));

function headOf(shown, corner, small) {
  const heads = shown.map((one, at) => {
    const link = make("a", { href: one.path }, organOf(one.report), make("br"), yearOf(one.report));
    return make("th", { scope: "col" }, link, small ? make("small", {}, small(one, at)) : null);
  });
  return make("thead", {}, make("tr", {}, make("th", { scope: "col" }, ...corner), ...heads));
}

const captionOf = (words) => make("caption", { class: "vh" }, words);
const rowHead = (label, also) => make("th", { scope: "row" }, label, also ? make("small", {}, also) : null);

/** Who is compared, and the badges. */
export function identitySection(shown, words) {
  const line = (label, said) => make("tr", {}, make("th", { scope: "row" }, ...label), ...shown.map((one) => make("td", {}, said(one.report))));
  const body = make("tbody", {},
    line(glossed("标题", "title"), (report) => report.title ?? "原文没有标题"),
    line(glossed("地区", "region"), placeOf),
    line(glossed("表式", "form"), (report) => formWords(report, words)),
    line(glossed("落款日期", "date signed"), (report) => day(report.signed)),
    line(glossed("公布日期", "date published"), (report) => day(report.published)),
    ...Object.entries(words.badges).map(([badge, name]) => line(glossed(...name), (report) => chipOf(words.seals[badge][report.badges[badge]]))),
  );
  const table = make("table", { class: "list" }, captionOf("各份报告是什么，核对标记如何"), headOf(shown, glossed("项目", "item")), body);
  return sectionOf("identity", "是什么报告", "Which reports these are", [], table);
}

function chipOf(seal) {
  if (!seal) return "未核对";
  const [glyph, stamp, tone] = seal;
  return make("span", { class: `chip ${tone}` }, make("span", { "aria-hidden": "true" }, glyph), stamp);
}

function formWords(report, words) {
  const used = [...new Set(Object.values(report.forms).filter(Boolean))].sort().map((form) => words.forms[form] ?? form);
  if (used.length > 1) return `混用：${used.join("、")}`;
  return report.format === null ? "未辨出表式" : (words.forms[report.format] ?? report.format);
}

function day(date) {
  if (!date) return "未写明";
  const [year, month, of] = date.split("-").map(Number);
  return `${year} 年 ${month} 月 ${of} 日`;
}

/** The checks that fail in any of the reports, and what they say of each. */
export function checksSection(shown, words) {
  const failing = Object.keys(words.checks).filter((code) => shown.some(({ report }) => report.checks[code]?.verdict === "fail"));
  if (!failing.length) return make("section", {}, heading("核对结果", FINDINGS), note("这几份报告都没有值得说明的发现。", "None of these reports has a finding worth telling."));
  const rows = failing.map((code) => {
    const [rule, fault] = words.checks[code];
    const all = shown.every(({ report }) => report.checks[code]?.verdict === "fail");
    const name = make("a", { href: `/checks/${code}/` }, `${code}　${all ? fault : rule}`);
    return make("tr", {}, rowHead(name, ""), ...shown.map((one) => make("td", {}, ...checkCell(one, code, words))));
  });
  const table = make("table", { class: "list" }, captionOf("有发现的核对"), headOf(shown, glossed("核对", "check")), make("tbody", {}, ...rows));
  return sectionOf("checks", "核对结果", FINDINGS, [note("只列至少在一份报告里有发现的核对；其余见各报告的页面。", "Only checks with a finding in at least one of the reports; the others stand on the reports' own pages.")], table);
}

function checkCell({ path, report }, code, words) {
  const result = report.checks[code];
  if (!result) return ["没有做这项核对"];
  const verdict = words.verdicts[result.verdict] ?? "";
  if (result.verdict === "pass") return [verdict];
  if (result.verdict !== "fail") return [verdict, make("small", {}, words.reasons[result.reason] ?? "")];
  const told = result.instances.filter((one) => one.verdict === "fail").map((one) => one.said);
  const more = told.length - MOST_TOLD;
  return [
    make("a", { href: `${path}#${code}` }, `${words.checks[code][1]}：${result.counts.fail} 处`),
    ...told.slice(0, MOST_TOLD).map((words_) => make("small", {}, words_)),
    more > 0 ? make("small", {}, `另有 ${more} 处，见报告`) : null,
  ];
}

/** One official table of all reports. */
export function tableSection(table, shown, rows, words) {
  if (!rows.length) return make("section", {}, heading(table.name, table.english), note("这几份报告都没有读出此表；原文里可能有。", "This table was read in none of these reports; the originals may have it."));
  const small = ({ report }) => {
    const form = formOf(report, table);
    return form ? words.forms[form] : "未读出此表，原文里可能有";
  };
  const forms = new Set(shown.map(({ report }) => formOf(report, table)).filter(Boolean));
  const mixed = forms.size > 1
    ? [note("所用表式不同：行和列相同的才并列，口径仍可能不同。", "The forms differ: only equal rows and columns stand side by side, and what they count may still differ.")]
    : [];
  return rowsSection(table.key, table.name, table.english, mixed, shown, rows, words, small);
}

export const figuresSection = (shown, rows, words) =>
  rows.length
    ? rowsSection("figures", "文中数字", FIGURES, [note("正文句子里写出的数字；名目完全相同的才放在一行。", "Numbers stated in sentences; only those of the very same name share a row.")], shown, rows, words, null)
    : make("section", {}, heading("文中数字", FIGURES), note("这几份报告的正文里没有读到数字。", "No figures were read in the texts of these reports."));

const FOLDS = {
  nought: (count) => glossed(`另有 ${count} 行全为 0`, `${count} more rows, all 0`),
  partly: (count) => glossed(`另有 ${count} 行，有的为 0，其余无此项或未读出此表`, `${count} more rows: 0, not in the form, or not read`),
  alone: (count) => glossed(`另有 ${count} 个数字只见于一份报告`, `${count} more figures, each in one report only`),
};

function rowsSection(id, title, english, before, shown, rows, words, small) {
  const different = rows.filter((row) => row.differs.includes(true)).length;
  const made = rows.map((row) => rowOf(row, shown));
  const folds = Object.entries(FOLDS).map(([kind, said]) => foldOf(made.filter((_, at) => rows[at].kind === kind), said));
  const table = make("table", { class: "series" }, captionOf(`${title}：各份报告并列`), headOf(shown, glossed("项目", "item"), small), make("tbody", {}, ...made));
  const comparable = rows.some((row) => row.cells.filter((cell) => cell.key !== null).length > 1);
  const said = different
    ? note(`${different} 行有不同。`, `${different} rows differ.`)
    : comparable
      ? note("能比的各格都相同。", "All cells that can be compared are equal.")
      : note("没有可以互相比较的格。", "No cells can be compared with one another.");
  return sectionOf(id, title, english, [...before, said], table, [make("p", { class: "folds" }, ...folds), legendOf(rows, words)]);
}

function rowOf({ path, label, also, cells, differs, basis }, shown) {
  return make("tr", path ? { "data-path": path } : {}, rowHead(label, also), ...cells.map((cell, at) => {
    const look = [cell.look, differs[at] ? "differs" : ""].filter(Boolean).join(" ");
    return make("td", look ? { class: look } : {}, ...cellParts(cell, differs[at] ? `与${nameOf(shown[basis])}不同` : ""));
  }));
}

function cellParts(cell, difference) {
  if (cell.look === "gap") return [hiddenWords(cell.word)];
  if (cell.look === "lacks") return [make("small", {}, cell.word)];
  const parts = [
    !/\bn\b/.test(cell.look) ? cell.shown : cell.shown.replace(/^[+-]?\d{4,}(?=$|[. ])/, (digits) => Number(digits).toLocaleString("en")),
    cell.mark ? make("sup", { "aria-hidden": "true" }, cell.mark) : null,
    difference ? make("sup", { "aria-hidden": "true", class: "differ" }, DIFFERENT) : null,
    cell.word || difference ? hiddenWords([cell.word, difference].filter(Boolean).join("；")) : null,
  ];
  return [cell.href ? make("a", { href: cell.href }, ...parts) : make("span", {}, ...parts)];
}

/** A button that shows and hides `lines`, or nothing where there are none. */
function foldOf(lines, said) {
  if (!lines.length) return "";
  const show = (open) => lines.forEach((line) => { line.hidden = !open; });
  show(false);
  return button(said(lines.length), (self) => {
    const open = self.getAttribute("aria-expanded") === "false";
    self.setAttribute("aria-expanded", String(open));
    show(open);
  }, { "aria-expanded": "false", class: "fold" });
}

/** What the signs mean that stand in these rows. */
function legendOf(rows, words) {
  const seen = new Set(rows.flatMap((row) => row.cells.map((cell) => cell.reading)));
  const known = Object.entries(words.readings).filter(([reading]) => seen.has(reading) && reading !== "stated" && reading !== "text");
  if (!known.length) return null;
  return make("dl", { class: "legend" }, ...known.map(([reading, said]) =>
    make("div", {}, make("dt", { class: reading, "aria-hidden": "true" }), make("dd", {}, said))));
}
