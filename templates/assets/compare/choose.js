// Choosing reports: by address, or by organ and year from the list of all reports.

import { plainOf, unpack } from "../search/fold.js";
import { button, Failure, glossed, make, wordsOf } from "./dom.js";
import { jsonAt } from "./reports.js";

const MOST_FOUND = 20;
const INDEX = "/index.json";

let list = null;

/** All reports and how words are folded, asked for when somebody begins to type; a failure is not remembered. */
function allReports(folding) {
  list ??= loadedReports(folding).catch((error) => {
    list = null;
    throw error;
  });
  return list;
}

async function loadedReports(folding) {
  const missing = new Failure("没有找到报告的目录。", "The list of reports was not found.");
  const [index, packed] = await Promise.all([jsonAt(INDEX, missing), folding ? jsonAt(folding, missing) : { gaps: "", to: "" }]);
  const table = unpack(packed);
  const plain = (text) => plainOf(text, table);
  const reports = index.reports.map((one) => ({
    url: one.url,
    name: `${one.organ ?? "机关不明"} ${one.year === null ? "年度不明" : `${one.year} 年`}${one.is_version ? "（同年另一份）" : ""}`,
    text: [one.organ, one.organ_id, one.url, one.year].map((words) => plain(String(words ?? ""))).join(" "),
  }));
  return { reports, plain };
}

/** Lets `box` find reports as the search does, in either script; `folding` is its table, `add` takes the address of one. */
export function offerReports(box, status, found, folding, add) {
  let turn = 0;
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  box.addEventListener("input", async () => {
    const mine = ++turn;
    const typed = box.value.split(/\s+/).filter(Boolean);
    if (!typed.length) {
      found.replaceChildren();
      status.replaceChildren();
      return;
    }
    try {
      if (!list) status.replaceChildren(...glossed("正在下载报告的目录……", "Downloading the list of reports …"));
      const { reports, plain } = await allReports(folding);
      if (mine !== turn) return;
      const terms = typed.map(plain).filter(Boolean);
      const hits = reports.filter((one) => terms.every((term) => one.text.includes(term)));
      found.replaceChildren(...hits.slice(0, MOST_FOUND).map((one) =>
        make("li", {}, button([...glossed("加入", "Add"), ` ${one.name}`], () => add(one.url), { class: "quiet" }), make("small", {}, one.url))));
      status.replaceChildren(...foundWords(hits.length));
    } catch (error) {
      if (mine === turn) status.replaceChildren(...wordsOf(error));
    }
  });
}

function foundWords(count) {
  if (!count) {
    return glossed("收存的报告里没有这样的；没有收存不表示没有公布。", "None among the reports held here; that does not mean that none was published.");
  }
  if (count <= MOST_FOUND) return glossed(`找到 ${count} 份。`, `${count} found.`);
  return glossed(`找到 ${count} 份，列出前 ${MOST_FOUND} 份，请再写几个字。`, `${count} found, the first ${MOST_FOUND} listed: type a little more.`);
}

/** The list of what is chosen, each with ways to move and remove it. `act` takes what to do and the place in the list. */
export function chosenList(items, act) {
  return items.map(({ path, name, error }, at) => {
    const doing = (what, words, sign, off) =>
      button(sign, () => act(what, at), { class: "quiet", "aria-label": `${words}：${name}`, title: words, disabled: off, "data-what": what });
    return make("li", {},
      error ? make("span", {}, path) : make("a", { href: path }, name),
      " ",
      doing("up", "前移", "↑", at === 0),
      doing("down", "后移", "↓", at === items.length - 1),
      doing("remove", "移除", glossed("移除", "Remove"), false),
      error ? make("p", { class: "notice" }, ...wordsOf(error)) : null);
  });
}
