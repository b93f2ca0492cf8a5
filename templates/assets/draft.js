// The page where a draft is checked before it is published. All of it happens in this browser: the worker loads the program
// from this site when a file was chosen, and the file itself goes nowhere else. Words of findings come from the program.

import { glossed, make } from "./compare/dom.js";

const root = document.querySelector("[data-draft]");
const part = (name) => root.querySelector(`[data-draft-${name}]`);
const status = part("status");
const result = part("result");
const told = root.dataset;
const suffixes = told.draftSuffixes.split(" ");
const text = make("textarea", { id: "draft-text", rows: 8, cols: 32, spellcheck: "false", autocomplete: "off", "aria-label": "草稿的文字" });
let worker = null;
let turn = 0;

const FAILED = glossed("核对程序没有下载完，或者内存不够。", "It was not downloaded to the end, or memory ran out.");
const STAGES = {
  engine: glossed("正在下载核对程序……", "Downloading what checks drafts …"),
  program: glossed("正在准备核对程序……", "Preparing it …"),
  reading: glossed("正在读取和核对……", "Reading and checking …"),
};

/** Says where things stand; a gloss behind the words. Nodes stand in one place only, so they are copied. */
const tell = (...words) => status.replaceChildren(...words.map((one) => (one instanceof Node ? one.cloneNode(true) : one)));

/** The worker, begun with the first draft; what loading costs is paid then, and once. */
function atWork() {
  if (worker) return worker;
  worker = new Worker(told.draftWorker, { type: "module" });
  worker.addEventListener("message", ({ data }) => take(data));
  worker.addEventListener("error", () => fail(glossed("核对程序没有启动。", "What checks drafts did not start.")));
  worker.postMessage({ engine: new URL(told.draftEngine, location.href).href });
  return worker;
}

function take(message) {
  if (message.turn !== undefined && message.turn !== turn) return;
  if (message.stage) tell(...STAGES[message.stage]);
  if (message.error) fail(FAILED);
  if (message.draft) show(JSON.parse(message.draft));
}

function fail(why) {
  worker?.terminate();
  worker = null;
  tell(...glossed("没有核对成：", "The draft was not checked:"), ...why, ...glossed("可以再试一次，或者用下面的命令。", "Try once more, or use the command below."));
}

function check(name, bytes) {
  turn += 1;
  result.replaceChildren();
  tell(...STAGES.engine);
  atWork().postMessage({ turn, name, bytes }, [bytes]);
}

async function chosen(file) {
  const suffix = (/\.[^.]+$/.exec(file.name)?.[0] ?? "").toLowerCase();
  turn += 1;
  result.replaceChildren();
  if (!suffixes.includes(suffix)) {
    tell(...glossed(
      `浏览器里读不了 ${suffix || "没有扩展名的"} 文件，请用下面的命令，或者另存为 docx。`,
      `Files of this kind (${suffix || "no suffix"}) are not read in the browser: use the command below, or save the draft as docx.`,
    ));
  } else if (file.size > Number(told.draftMost)) {
    tell(...glossed("文件太大，不像一份报告的草稿；请用下面的命令。", "The file is too large for the draft of a report; use the command below."));
  } else {
    check(file.name, await file.arrayBuffer());
  }
}

function show(draft) {
  const found = draft.reports.reduce((sum, one) => sum + one.findings.length, 0);
  const unsure = draft.doubts.length;
  if (draft.reports.length) {
    const doubts = unsure ? glossed(`我们没读准的有 ${unsure} 处。`, `Doubts of ours about the reading: ${unsure}.`) : [];
    tell(...glossed(`核对完毕：发现 ${found} 处。`, `Checked: ${found} findings.`), ...doubts);
  } else {
    tell(...glossed("没有读出报告，原因写在下面。", "No report was read; the reason stands below."));
  }
  result.replaceChildren(...draft.reports.flatMap(reportParts), ...doubtParts(draft.doubts));
}

function reportParts(report) {
  const read = report.tables.map((one) => `表${"零一二三四"[one.number] ?? one.number}读到 ${one.cells - one.unread} 格${one.unread ? `，${one.unread} 格没有读准` : ""}`);
  const who = `${report.organ || "没有认出机关"}　${report.year ? `${report.year} 年度` : "没有认出年度"}`;
  return [
    make("h3", {}, who),
    make("p", {}, ...(read.length ? [`${read.join("；")}。`] : glossed("没有读到法定的表。", "None of the official tables was read."))),
    ...(report.converted ? [make("p", { class: "notice" }, ...glossed("稿子是繁体，逐字转成简体来读；个别词语可能转得不准，请再用命令核对一遍。", "The draft is in traditional script and was read character by character in simplified; check it with the command as well."))] : []),
    ...findingParts(report.findings),
    make("p", {}, ...glossed(`相符的核对 ${report.passed} 项。`, `Checks that agree: ${report.passed}.`)),
    folded(glossed(`不可核对 ${report.unchecked.length} 项`, `Checks that could not be made: ${report.unchecked.length}`), report.unchecked.map((one) => `${one.code}　${one.name}${one.reason ? `：${one.reason}` : ""}`)),
  ];
}

function findingParts(findings) {
  if (!findings.length) return [make("p", {}, ...glossed("能核对的都相符，没有发现。", "Everything that can be checked agrees: no findings."))];
  const items = findings.map(({ finding, nature, tone }) =>
    make("li", {}, make("b", { class: tone }, nature), ` ${finding.name}（`, make("a", { href: `/checks/${finding.code}/` }, finding.code), `）：${finding.message}`, make("span", { class: "note" }, `　第 ${finding.line} 行`)),
  );
  return [make("ol", { class: "drafted" }, ...items)];
}

function doubtParts(doubts) {
  if (!doubts.length) return [];
  const items = doubts.map((one) => make("li", {}, `${one.loudness}：${one.line ? `第 ${one.line} 行　` : ""}${one.message}`));
  return [make("h3", {}, ...glossed("我们没读准的地方", "What we did not read with certainty")), make("p", {}, ...glossed("以下是我们读取上的疑问，不是对报告的判断。", "These are doubts about our reading, no judgement of the report.")), make("ul", {}, ...items)];
}

function folded(summary, lines) {
  return make("details", {}, make("summary", {}, ...summary), make("ul", {}, ...lines.map((line) => make("li", {}, line))));
}

document.querySelector("#draft-file").addEventListener("change", ({ target }) => target.files[0] && chosen(target.files[0]));
part("paste").addEventListener("click", () => {
  if (text.value.trim()) check("粘贴的文字.txt", new TextEncoder().encode(text.value).buffer);
  else tell(...glossed("还没有粘贴文字。", "No text was pasted yet."));
});
part("text").append(text);
root.hidden = false;
