// The page where a draft is checked before it is published. All of it happens in this browser: the worker loads the program
// from this site when a file was chosen, and the file itself goes nowhere else. Words of findings come from the program.

import { make } from "./compare/dom.js";

const root = document.querySelector("[data-draft]");
const part = (name) => root.querySelector(`[data-draft-${name}]`);
const status = part("status");
const result = part("result");
const told = root.dataset;
const suffixes = told.draftSuffixes.split(" ");
const text = make("textarea", { id: "draft-text", rows: 8, cols: 32, spellcheck: "false", autocomplete: "off", "aria-label": "草稿的文字" });
let worker = null;
let turn = 0;

const STAGES = {
  engine: "正在下载核对程序……",
  program: "正在准备核对程序……",
  reading: "正在读取和核对……",
};

/** The worker, begun with the first draft; what loading costs is paid then, and once. */
function atWork() {
  if (worker) return worker;
  worker = new Worker(told.draftWorker, { type: "module" });
  worker.addEventListener("message", ({ data }) => take(data));
  worker.addEventListener("error", () => fail("核对程序没有启动。"));
  worker.postMessage({ engine: new URL(told.draftEngine, location.href).href });
  return worker;
}

function take(message) {
  if (message.turn !== undefined && message.turn !== turn) return;
  if (message.stage) status.textContent = STAGES[message.stage];
  if (message.error) fail(message.error);
  if (message.draft) show(JSON.parse(message.draft));
}

function fail(why) {
  worker?.terminate();
  worker = null;
  status.textContent = `没有核对成：${why}可以再试一次，或者用下面的命令。`;
}

function check(name, bytes) {
  turn += 1;
  result.replaceChildren();
  status.textContent = STAGES.engine;
  atWork().postMessage({ turn, name, bytes }, [bytes]);
}

async function chosen(file) {
  const suffix = (/\.[^.]+$/.exec(file.name)?.[0] ?? "").toLowerCase();
  turn += 1;
  result.replaceChildren();
  if (!suffixes.includes(suffix)) {
    status.textContent = `浏览器里读不了 ${suffix || "没有扩展名的"} 文件，请用下面的命令，或者另存为 docx。`;
  } else if (file.size > Number(told.draftMost)) {
    status.textContent = "文件太大，不像一份报告的草稿；请用下面的命令。";
  } else {
    check(file.name, await file.arrayBuffer());
  }
}

function show(draft) {
  const found = draft.reports.reduce((sum, one) => sum + one.findings.length, 0);
  const doubts = draft.doubts.length ? `我们没读准的有 ${draft.doubts.length} 处。` : "";
  status.textContent = draft.reports.length ? `核对完毕：发现 ${found} 处。${doubts}` : "没有读出报告，原因写在下面。";
  result.replaceChildren(...draft.reports.flatMap(reportParts), ...doubtParts(draft.doubts));
}

function reportParts(report) {
  const read = report.tables.map((one) => `表${"零一二三四"[one.number] ?? one.number}读到 ${one.cells - one.unread} 格${one.unread ? `，${one.unread} 格没有读准` : ""}`);
  const who = `${report.organ || "没有认出机关"}　${report.year ? `${report.year} 年度` : "没有认出年度"}`;
  return [
    make("h3", {}, who),
    make("p", {}, `${read.length ? read.join("；") : "没有读到法定的表"}。`),
    ...(report.converted ? [make("p", { class: "notice" }, "稿子是繁体，逐字转成简体来读；个别词语可能转得不准，请再用命令核对一遍。")] : []),
    ...findingParts(report.findings),
    make("p", {}, `相符的核对 ${report.passed} 项。`),
    folded(`不可核对 ${report.unchecked.length} 项`, report.unchecked.map((one) => `${one.code}　${one.name}${one.reason ? `：${one.reason}` : ""}`)),
  ];
}

function findingParts(findings) {
  if (!findings.length) return [make("p", {}, "能核对的都相符，没有发现。")];
  const items = findings.map(({ finding, nature, tone }) =>
    make("li", {}, make("b", { class: tone }, nature), ` ${finding.name}（`, make("a", { href: `/checks/${finding.code}/` }, finding.code), `）：${finding.message}`, make("span", { class: "note" }, `　第 ${finding.line} 行`)),
  );
  return [make("ol", { class: "drafted" }, ...items)];
}

function doubtParts(doubts) {
  if (!doubts.length) return [];
  const items = doubts.map((one) => make("li", {}, `${one.loudness}：${one.line ? `第 ${one.line} 行　` : ""}${one.message}`));
  return [make("h3", {}, "我们没读准的地方"), make("p", {}, "以下是我们读取上的疑问，不是对报告的判断。"), make("ul", {}, ...items)];
}

function folded(summary, lines) {
  return make("details", {}, make("summary", {}, summary), make("ul", {}, ...lines.map((line) => make("li", {}, line))));
}

document.querySelector("#draft-file").addEventListener("change", ({ target }) => target.files[0] && chosen(target.files[0]));
part("paste").addEventListener("click", () => {
  if (text.value.trim()) check("粘贴的文字.txt", new TextEncoder().encode(text.value).buffer);
  else status.textContent = "还没有粘贴文字。";
});
part("text").append(text);
root.hidden = false;
