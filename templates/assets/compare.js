// The page of comparison: two to four reports side by side, from their report.json. What is compared stands in the address.
// The modules are put into one file when published; words and labels come with the page (pages/compare.py).

import { chosenList, offerReports } from "./compare/choose.js";
import { csvOf, handOut, saidOf } from "./compare/csv.js";
import { button, glossed, make } from "./compare/dom.js";
import { pathOf, reportAt } from "./compare/reports.js";
import { figureRows, tableRows } from "./compare/rows.js";
import { checksSection, figuresSection, identitySection, nameOf, tableSection } from "./compare/tables.js";
import { textsSection } from "./compare/texts.js";

const root = document.querySelector("[data-compare]");
const words = JSON.parse(document.querySelector("[data-compare-words]").textContent);
const part = (name) => root.querySelector(`[data-compare-${name}]`);
const status = part("status");
const result = part("result");

/** What was asked for, in order: addresses as they were given. */
let asked = [];
let turn = 0;

const readAddress = () => [...new Set(new URLSearchParams(location.search).getAll("r").map((one) => pathIfGood(one.trim())).filter(Boolean))];

function writeAddress() {
  const query = asked.map((one) => `r=${encodeURIComponent(one).replaceAll("%2F", "/")}`).join("&");
  const address = query ? `?${query}` : location.pathname;
  // Each choice is a step of the history, so that Back takes it back rather than leaving the page.
  if (address !== location.search) history.pushState(null, "", address);
}

/** A given address and what stands there: {path, report}, or {path, error}. */
async function resolved(given) {
  try {
    const path = pathOf(given, words.site);
    return { path, report: await reportAt(path) };
  } catch (error) {
    return { path: given, error };
  }
}

async function show() {
  const mine = ++turn;
  if (asked.length) status.replaceChildren(...glossed("正在下载报告……", "Downloading the reports …"));
  const items = await Promise.all(asked.slice(0, words.most).map(resolved));
  if (mine !== turn) return;
  const named = items.map((item) => ({ ...item, name: item.error ? item.path : nameOf(item) }));
  part("chosen").replaceChildren(...chosenList(named, change));
  const shown = named.filter((item) => !item.error);
  document.title = [shown.map((one) => one.name).join(" 与 "), document.title.split(" · ").slice(-2).join(" · ")].filter(Boolean).join(" · ");
  result.replaceChildren();
  status.replaceChildren(...told(shown.length, named.length - shown.length, asked.length - items.length));
  if (shown.length >= 2) result.append(...sections(shown));
}

function told(shown, failed, left) {
  return [
    ...shownWords(shown),
    ...(failed ? glossed(`有 ${failed} 个网址没有得到报告，原因写在它下面。`, `${failed} addresses gave no report; the reason stands below each.`) : []),
    ...(left ? glossed(`最多并列 ${words.most} 份，网址里其余 ${left} 份没有列出。`, `At most ${words.most} can stand side by side; ${left} more of the address are not shown.`) : []),
  ];
}

function shownWords(shown) {
  if (shown >= 2) return glossed(`并列 ${shown} 份报告。`, `${shown} reports side by side.`);
  return glossed(`至少要有两份报告才能对照${shown ? "，现在只有一份" : ""}。`, `Choose at least two reports${shown ? "; there is one so far" : ""}.`);
}

function sections(shown) {
  const tables = words.tables.map((table) => [table, tableRows(table, shown, words)]);
  const figures = figureRows(shown, words);
  return [
    make("p", {}, button(glossed("下载 CSV", "Download CSV"), () => handOut(csvOf(csvLines(shown, tables, figures)), "compare.csv")), make("small", {}, ...glossed("下面三张表和文中数字的全部行，折起的也在内", "All rows of the tables and of the figures in the text, folded ones included"))),
    identitySection(shown, words),
    checksSection(shown, words),
    ...tables.map(([table, rows]) => tableSection(table, shown, rows, words)),
    figuresSection(shown, figures, words),
    textsSection(shown),
  ];
}

function csvLines(shown, tables, figures) {
  const line = (part_, row) => [part_, row.label, row.path, ...row.cells.map(saidOf), row.differs.includes(true) ? "不同" : ""];
  return [
    ["部分", "项目", "编号", ...shown.map((one) => one.name), "是否不同"],
    ["", "报告的网址", "", ...shown.map((one) => new URL(one.path, location.origin).href), ""],
    ...tables.flatMap(([table, rows]) => rows.map((row) => line(table.name, row))),
    ...figures.map((row) => line("文中数字", row)),
  ];
}

function change(what, at) {
  const [one] = asked.splice(at, 1);
  const to = { up: at - 1, down: at + 1, remove: Math.min(at, asked.length - 1) }[what];
  if (what !== "remove") asked.splice(to, 0, one);
  writeAddress();
  show().then(() => {
    // Whoever goes by keyboard stays where they were.
    const buttons = [...(part("chosen").children[to]?.querySelectorAll("button:enabled") ?? [])];
    (buttons.find((button_) => button_.dataset.what === what) ?? buttons[0] ?? part("form").querySelector("input")).focus();
  });
}

function add(given) {
  const paths = given.split(/[\s，,、]+/).filter(Boolean);
  const fresh = paths.map((one) => pathIfGood(one)).filter((one, at, all) => !asked.includes(one) && all.indexOf(one) === at);
  const room = words.most - asked.length;
  asked.push(...fresh.slice(0, room));
  writeAddress();
  show().then(() => {
    if (fresh.length > room) status.append(...glossed(`最多并列 ${words.most} 份，请先移除一份。`, `At most ${words.most} can stand side by side: remove one first.`));
    if (!fresh.length && paths.length) status.append(...glossed("这份已经在对照了。", "This one is being compared already."));
  });
}

/** The plain path where there is one; what is wrong with others is said where they are listed. */
function pathIfGood(given) {
  try {
    return pathOf(given, words.site);
  } catch {
    return given;
  }
}

part("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const box = event.target.elements.namedItem("address");
  if (box.value.trim()) add(box.value.trim());
  box.value = "";
});
offerReports(document.getElementById("compare-find"), part("finding"), part("found"), words.fold, add);
addEventListener("popstate", () => {
  asked = readAddress();
  show();
});
asked = readAddress();
root.hidden = false;
show();
