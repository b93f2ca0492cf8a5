// What a script may add to any page, and no page needs: "/" or Ctrl-K leads to the search box; a table is one stop of the
// Tab key; a way back from the original; the words that a search found (?hl=…) are marked, with a way from one to the next.

const box = document.querySelector("form[role=search] input[name=q]");
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const command = event.ctrlKey || event.metaKey;
  const called = (event.key === "/" && !command && !event.altKey && !typing) || (event.key === "k" && command);
  if (!called || !box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// What the box may mean is suggested from the moment somebody turns to it; the search page names it among its results.
if (box && !document.querySelector("[data-search]")) {
  box.addEventListener("focus", () => import("./suggest.js").then(({ suggestIn }) => suggestIn(box)), { once: true });
}

const english = document.getElementById("english");
if (english && document.documentElement.lang !== "en") {
  const root = document.documentElement;
  english.checked = root.classList.contains("english");
  english.addEventListener("change", () => {
    root.classList.toggle("english", english.checked);
    try {
      if (english.checked) localStorage.setItem("english", "1");
      else localStorage.removeItem("english");
    } catch {
      // The switch works for this page where nothing is kept.
    }
  });
}

// The characters of the original that lead back to tables are no stops: each table has them, too.
for (const link of document.querySelectorAll(".lines a")) link.tabIndex = -1;

// A table is one stop of the Tab key: arrows lead from cell to cell. Its links become stops again when the focus is elsewhere.
const TABLES = "table:is(.ledger, .series, .matrix, .sheet, .totals)";
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -Infinity], End: [0, Infinity] };

addEventListener("focusin", ({ target }) => {
  const table = target.closest?.("tbody a") && target.closest(TABLES);
  if (!table) return;
  table.classList.add("keys");
  for (const link of table.querySelectorAll("tbody a")) link.tabIndex = link === target ? 0 : -1;
});

addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  const cell = event.target.closest?.("tbody :is(td, th)");
  const table = cell?.closest(TABLES);
  if (!step || !table || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const [down, right] = step;
  const linked = (one) => one?.getClientRects().length && one.querySelector("a");
  const row = cell.parentNode;
  const others = right ? [...row.cells] : [...table.rows].map((one) => (one.cells.length === row.cells.length ? one.cells[cell.cellIndex] : null));
  const links = others.map((one) => linked(one)).filter(Boolean);
  const at = links.findIndex((one) => cell.contains(one)) + (right || down);
  links.at(Math.min(Math.max(at, 0), links.length - 1))?.focus();
});

// From a number to its characters: a way back that stays in sight. The original's own links lead to tables only.
const back = document.createElement("button");
let origin = null;
back.type = "button";
back.className = "return";
back.append("↩ 返回", Object.assign(document.createElement("i"), { lang: "en", textContent: "Back" }));
back.addEventListener("click", () => {
  const number = origin;
  addEventListener("hashchange", () => number.focus({ preventScroll: true }), { once: true });
  history.back();
});
addEventListener("click", ({ target }) => {
  origin = target.closest?.("main a[href^='#']") ?? origin;
});
addEventListener("hashchange", () => {
  const line = document.querySelector(".lines :target, .lines > :target")?.closest("li");
  if (!line || !origin || line.contains(origin)) return back.remove();
  setTimeout(() => line.append(back)); // behind what cite.js puts there
});

// What a page shows by its query is printed with it.
addEventListener("beforeprint", () => {
  const { dataset } = document.documentElement;
  if (dataset.address) dataset.address = dataset.address.split("?")[0] + location.search;
});

const words = new URLSearchParams(location.search).getAll("hl").filter(Boolean).slice(0, 9);
const main = document.querySelector("main");
if (words.length && main && !document.querySelector("[data-search]")) highlight();

/** Text as the search compares it: half-width, lower case, any punctuation one sign; null for what does not count. */
function plain(char) {
  const folded = char.normalize("NFKC").toLowerCase();
  if (/^[\s\u00ad\u200b-\u200f\ufeff]*$/u.test(folded)) return null;
  return /^[\p{L}\p{N}.]/u.test(folded) ? folded[0] : "·";
}

/** The visible text, blanks left out, blocks apart: its characters, and the text node and place of each. */
function read() {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const chars = [];
  const places = [];
  let block = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = node.parentElement.closest("p, li, td, th, h1, h2, h3, dd, dt, caption, div, section, pre, main");
    if (node.parentElement.closest("nav, svg, .vh, i[lang=en]")) continue;
    if (own !== block) chars.push("\n"), places.push(null);
    block = own;
    for (let at = 0; at < node.length; at += 1) {
      if (node.data[at] === "\n") chars.push("\n"), places.push(null);
      // 12,400 in a table is 12400 in the original and in what was searched.
      if (/^,\d{3}(?!\d)/.test(node.data.slice(at, at + 5)) && /\d/.test(node.data[at - 1])) continue;
      const char = plain(node.data[at]);
      if (char === null || (char === "·" && chars.at(-1) === "·")) continue;
      chars.push(char);
      places.push([node, at]);
    }
  }
  return [chars.join(""), places];
}

function highlight() {
  const [text, places] = read();
  const found = [];
  for (const word of words) {
    const wanted = [...word.replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")].map(plain).join("").replace(/·+/g, "·");
    const cuts = (a, b) => /[0-9]/.test(a) && /[0-9.]/.test(b);
    for (let at = text.indexOf(wanted); wanted && at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const end = at + wanted.length;
      // Numbers are whole.
      if (!cuts(text[at], text[at - 1]) && !cuts(text[end - 1], text[end])) found.push([at, end]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  const apart = found.filter(([at], number) => !number || at >= Math.max(...found.slice(0, number).map((one) => one[1])));
  // From the end, so that places before stay as they are.
  const hits = apart.reverse().map(([from, to]) => mark(places.slice(from, to).filter(Boolean))).reverse();
  if (hits.length) steps(hits);
}

/** Wraps the characters, a <mark> for each text node they stand in; the first of them. */
function mark(places) {
  const nodes = new Map();
  for (const [node, at] of places) nodes.set(node, [nodes.get(node)?.[0] ?? at, at + 1]);
  let first = null;
  for (const [node, [from, to]] of [...nodes].reverse()) {
    const part = node.splitText(from);
    part.splitText(to - from);
    first = document.createElement("mark");
    part.replaceWith(first);
    first.append(part);
  }
  return first;
}

function steps(hits) {
  const isEnglish = document.documentElement.lang.startsWith("en");
  const bar = document.createElement("div");
  const count = document.createElement("span");
  let here = -1;
  const go = (by) => {
    hits[here]?.style.removeProperty("outline");
    here = (here + by + hits.length) % hits.length;
    hits[here].style.outline = "2px solid currentColor";
    hits[here].closest("details")?.setAttribute("open", "");
    hits[here].scrollIntoView({ block: "center" });
    count.textContent = ` ${here + 1} / ${hits.length} `;
  };
  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };
  const leave = () => {
    bar.remove();
    for (const one of main.querySelectorAll("mark")) one.replaceWith(...one.childNodes);
  };
  bar.className = "hit-steps";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", isEnglish ? "Hits on this page" : "本页命中");
  count.setAttribute("role", "status");
  const labels = isEnglish ? ["Previous", "Next", "Close"] : ["上一处", "下一处", "关闭"];
  bar.append(button(labels[0], () => go(-1)), count, button(labels[1], () => go(1)), button(labels[2], leave));
  Object.assign(bar.style, { position: "fixed", insetInlineEnd: "1rem", bottom: "1rem", zIndex: "9", padding: ".5rem" });
  bar.style.background = "var(--paper, Canvas)";
  bar.style.border = "1px solid var(--line, currentColor)";
  main.append(bar);
  count.textContent = ` ${hits.length} `;
  if (!location.hash) return go(1);
  // From a fragment the next hit is the first one in or after it (4); an excerpt's may stand far down its section.
  const target = document.getElementById(location.hash.slice(1));
  here = Math.max(0, hits.findIndex((one) => target?.compareDocumentPosition(one) & 4)) - 1;
  // Browsers go to the fragment until the page has loaded.
  if (target?.matches("section") && target.contains(hits[here + 1])) addEventListener("load", () => go(1));
}
