// Choosing reports: by address, or by organ and year from the list of all reports.

import { button, make } from "./dom.js";
import { jsonAt } from "./reports.js";

const MOST_FOUND = 20;
const INDEX = "/index.json";

let list = null;

/** All reports, asked for when somebody begins to type; a failure is not remembered. */
function allReports() {
  list ??= jsonAt(INDEX, "没有找到报告的目录。").then((index) => index.reports.map((one) => ({
    url: one.url,
    name: `${one.organ ?? "机关不明"} ${one.year === null ? "年度不明" : `${one.year} 年`}${one.is_version ? "（较早版本）" : ""}`,
    text: `${one.organ ?? ""} ${one.organ_id ?? ""} ${one.url} ${one.year ?? ""}`.toLowerCase(),
  }))).catch((error) => {
    list = null;
    throw error;
  });
  return list;
}

/** Lets `box` find reports; `add` takes the address of one. */
export function offerReports(box, status, found, add) {
  let turn = 0;
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  box.addEventListener("input", async () => {
    const mine = ++turn;
    const terms = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!terms.length) {
      found.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      if (!list) status.textContent = "正在下载报告的目录……";
      const all = await allReports();
      if (mine !== turn) return;
      const hits = all.filter((one) => terms.every((term) => one.text.includes(term)));
      found.replaceChildren(...hits.slice(0, MOST_FOUND).map((one) =>
        make("li", {}, button(`加入 ${one.name}`, () => add(one.url), { class: "quiet" }), make("small", {}, one.url))));
      status.textContent = !hits.length
        ? "收存的报告里没有这样的；没有收存不表示没有公布。"
        : `找到 ${hits.length} 份${hits.length > MOST_FOUND ? `，列出前 ${MOST_FOUND} 份，请再写几个字` : ""}。`;
    } catch (error) {
      if (mine === turn) status.textContent = error.message;
    }
  });
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
      doing("remove", "移除", "移除", false),
      error ? make("p", { class: "notice" }, error) : null);
  });
}
