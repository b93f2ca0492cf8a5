// The search page: one box, filters with counts, results with excerpts, all of it in the address.
// What the page must offer is told in generator/search/README.md.

import { FACETS, byYear, counted, filtered, open } from "./search/archive.js";
import { excerpts, pieces } from "./search/excerpts.js";

const TEXT = {
  loading: "正在检索……",
  found: (count) => `找到 ${count} 份报告`,
  listed: (count) => `符合筛选条件的报告 ${count} 份`,
  none: "没有找到。可以减少字词、去掉筛选条件，或按地区、年份浏览。",
  nothingAsked: "请输入汉字、字母或数字。",
  failed: "检索没有成功，请检查网络后刷新页面。",
  more: (count) => `再显示 ${count} 份`,
  facets: { province: "省份", year: "年度", consistency: "勾稽一致性" },
  unknown: { province: "地区未定", year: "年度不明" },
  count: (count) => `${count} 份`,
  year: (year) => `${year} 年度`,
  sort: "排序",
  sorts: { relevance: "相关程度", year: "年度由近及远" },
  clear: "清除筛选",
};

const AT_ONCE = 10;
const DEBOUNCE = 180; // milliseconds

let archive = null;

/** The archive of this page, opened once; a failure is not remembered. */
export function opened(manifest = document.querySelector("[data-search]").dataset.manifest) {
  archive ??= open(manifest).catch((error) => {
    archive = null;
    throw error;
  });
  return archive;
}

/**
 * All reports that a query finds, best first, as {url, title, places, year, consistency, …}.
 * `filters` maps a facet to an array of values.
 */
export async function search(text, filters = {}, manifest = undefined) {
  const held = await opened(manifest);
  const chosen = Object.fromEntries(Object.entries(filters).map(([facet, values]) => [facet, new Set(values)]));
  const query = held.parse(text);
  if (!query.wanted.length && !query.unwanted.length && text.trim()) return [];
  return filtered(await held.find(query), chosen);
}

/** The excerpts that a result of search() shows: [{anchor, heading, pieces: [[words, is a hit], …]}, …]. */
export async function excerptsOf(text, hit) {
  const held = await opened();
  return excerpts(await held.text(hit), held.parse(text).wanted, held.table);
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function marked(cut) {
  return cut.map(([words, hit]) => (hit ? element("mark", {}, words) : words));
}

class Page {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("[data-search-form]");
    this.box = this.form.elements.namedItem("q");
    this.panel = root.querySelector("[data-search-filters]");
    this.status = root.querySelector("[data-search-status]");
    this.list = root.querySelector("[data-search-results]");
    this.more = root.querySelector("[data-search-more]");
    this.help = root.querySelector("[data-search-help]");
    this.ready = false;
    this.turn = 0;
    this.typing = false;
    this.timer = 0;
  }

  async start() {
    this.readBox();
    this.listen();
    try {
      this.buildFilters(await opened());
    } catch (error) {
      this.fail(error);
      return;
    }
    this.readFilters();
    this.ready = true;
    // Somebody may have typed meanwhile.
    this.changed("replace");
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.typing = false;
      this.changed("push");
    });
    this.form.addEventListener("change", (event) => {
      if (event.target === this.box) return;
      this.typing = false;
      this.changed("push");
    });
    this.form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.clear();
    });
    this.box.addEventListener("focus", () => opened().then((held) => held.warm()).catch(() => {}), { once: true });
    this.box.addEventListener("input", (event) => {
      // An input method's half-typed syllables are no query.
      if (event.isComposing) return;
      this.soon();
    });
    this.box.addEventListener("compositionend", () => this.soon());
    this.more.addEventListener("click", () => this.showMore());
    addEventListener("popstate", () => {
      if (!this.ready) return;
      clearTimeout(this.timer);
      this.typing = false;
      this.readBox();
      this.readFilters();
      this.show();
    });
    addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      this.box.focus();
      this.box.select();
    });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // A word typed letter by letter is one step of the history, not five.
      this.changed(this.typing ? "replace" : "push");
      this.typing = true;
    }, DEBOUNCE);
  }

  // The address: q, the facets, sort ---------------------------------------------------------------------

  get text() {
    return this.box.value.trim();
  }

  /** {facet: Set of values}, of what is ticked. */
  get filters() {
    const data = new FormData(this.form);
    return Object.fromEntries(FACETS.map((facet) => [facet, new Set(data.getAll(facet))]));
  }

  get sort() {
    return this.form.elements.namedItem("sort")?.value ?? "relevance";
  }

  changed(how) {
    clearTimeout(this.timer);
    if (!this.ready) return;
    const address = new URL(location.href);
    address.search = "";
    address.hash = "";
    if (this.text) address.searchParams.set("q", this.text);
    for (const [facet, values] of Object.entries(this.filters)) {
      for (const value of values) address.searchParams.append(facet, value);
    }
    if (this.sort !== "relevance") address.searchParams.set("sort", this.sort);
    if (address.href !== location.href) history[`${how}State`](null, "", address);
    this.show();
  }

  readBox() {
    this.box.value = new URLSearchParams(location.search).get("q") ?? "";
  }

  readFilters() {
    const wanted = new URLSearchParams(location.search);
    for (const input of this.panel.querySelectorAll("input")) {
      input.checked = wanted.getAll(input.name).includes(input.value);
    }
    const sort = this.form.elements.namedItem("sort");
    if (sort) sort.value = Object.hasOwn(TEXT.sorts, wanted.get("sort")) ? wanted.get("sort") : "relevance";
  }

  // Filters ----------------------------------------------------------------------------------------------

  buildFilters({ rows }) {
    const sorts = Object.entries(TEXT.sorts).map(([value, words]) => element("option", { value }, words));
    const clear = element("button", { type: "reset", class: "search-clear", hidden: "" }, TEXT.clear);
    this.panel.replaceChildren(
      ...FACETS.map((facet) => this.facet(facet, rows)),
      element("p", { class: "search-sort" }, element("label", {}, TEXT.sort, element("select", { name: "sort" }, ...sorts))),
      clear,
    );
    this.panel.hidden = false;
  }

  facet(facet, rows) {
    const words = new Map(rows.map((row) => [row[facet], this.words(facet, row)]));
    const values = [...words.keys()].sort();
    if (facet === "year") values.reverse();
    const choices = values.map((value) =>
      element(
        "label",
        { class: "facet-choice" },
        element("input", { type: "checkbox", name: facet, value }),
        element("span", { class: "facet-word" }, words.get(value)),
        element("span", { class: "facet-count" }),
      ),
    );
    return element("fieldset", { class: "facet", "data-facet": facet }, element("legend", {}, TEXT.facets[facet]), ...choices);
  }

  words(facet, row) {
    if (!row[facet]) return TEXT.unknown[facet] ?? "";
    return { province: row.places[0] ?? row.province, year: row.year, consistency: row.seal }[facet];
  }

  updateFilters(rows) {
    const { filters } = this;
    for (const facet of FACETS) {
      const counts = counted(rows, filters, facet);
      for (const input of this.panel.querySelectorAll(`input[name="${facet}"]`)) {
        const count = counts.get(input.value) ?? 0;
        const choice = input.closest("label");
        choice.querySelector(".facet-count").textContent = TEXT.count(count);
        choice.toggleAttribute("data-empty", !count);
      }
    }
    const any = FACETS.some((facet) => filters[facet].size);
    this.panel.querySelector(".search-clear").hidden = !any;
  }

  clear() {
    for (const input of this.panel.querySelectorAll("input:checked")) input.checked = false;
    this.typing = false;
    // The button is about to hide; whoever pressed it goes on in the box.
    this.box.focus();
    this.changed("push");
  }

  // Results ----------------------------------------------------------------------------------------------

  async show() {
    const turn = (this.turn += 1);
    const { text, filters, sort } = this;
    const idle = !text && !FACETS.some((facet) => filters[facet].size);
    this.list.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => this.say(TEXT.loading), 400);
    try {
      const held = await opened();
      const query = held.parse(text);
      const asked = query.wanted.length + query.unwanted.length > 0;
      const all = text && !asked ? [] : await held.find(query);
      const rows = idle ? [] : filtered(all, filters);
      const ordered = sort === "year" ? byYear(rows) : rows;
      const first = await this.rendered(held, ordered.slice(0, AT_ONCE), query.wanted);
      if (turn !== this.turn) return;
      this.found = { held, query, ordered };
      this.updateFilters(all);
      this.list.replaceChildren(...first);
      this.help.hidden = !idle;
      this.say(idle ? "" : this.verdict(ordered.length, text, asked));
      this.offerMore();
    } catch (error) {
      if (turn === this.turn) this.fail(error);
    } finally {
      clearTimeout(slow);
      if (turn === this.turn) this.list.removeAttribute("aria-busy");
    }
  }

  verdict(count, text, asked) {
    if (text && !asked) return TEXT.nothingAsked;
    if (!count) return TEXT.none;
    return text ? TEXT.found(count) : TEXT.listed(count);
  }

  async showMore() {
    const { turn } = this;
    const { held, query, ordered } = this.found;
    const shown = this.list.children.length;
    const next = await this.rendered(held, ordered.slice(shown, shown + AT_ONCE), query.wanted);
    if (turn !== this.turn || this.list.children.length !== shown) return;
    this.list.append(...next);
    next[0]?.querySelector("a").focus();
    this.offerMore();
  }

  offerMore() {
    const left = this.found.ordered.length - this.list.children.length;
    this.more.hidden = left <= 0;
    this.more.textContent = TEXT.more(Math.min(left, AT_ONCE));
  }

  rendered(held, rows, phrases) {
    return Promise.all(rows.map((row) => this.result(held, row, phrases)));
  }

  async result(held, row, phrases) {
    const marks = (text) => marked(pieces(text, phrases.length ? held.hits(text, phrases) : []));
    // A title of our own making is not what was searched.
    const title = row.titled ? marks(row.title) : [row.title];
    const facts = [element("span", { class: "hit-place" }, ...marks(row.places.join("") || TEXT.unknown.province))];
    if (row.year) facts.push(element("span", { class: "hit-year" }, TEXT.year(row.year)));
    facts.push(this.seal(row));
    const cuts = excerpts(await held.text(row), phrases, held.table);
    return element(
      "li",
      { class: "hit" },
      element("h2", { class: "hit-title" }, element("a", { href: row.url }, ...title)),
      element("p", { class: "hit-facts" }, ...facts.flatMap((fact) => [fact, " "])),
      ...cuts.map((cut) => this.excerpt(row, cut)),
    );
  }

  /** The section, as a link to it, and the words around the hit; where the heading is the hit, it alone. */
  excerpt(row, { anchor, heading, isHeading, pieces: cut }) {
    const href = anchor ? `${row.url}#${anchor}` : row.url;
    const words = marked(cut);
    const shown = element("p", { class: "hit-excerpt" });
    if (heading) shown.append(element("a", { class: "hit-section", href }, ...(isHeading ? words : [heading])), " ");
    if (!isHeading) shown.append(element("span", { class: "hit-text" }, ...words));
    return shown;
  }

  /** The badge as the site draws it elsewhere, from the page's templates, else as a plain word. */
  seal(row) {
    const drawn = this.root.querySelector(`template[data-search-seal="${CSS.escape(row.consistency)}"]`);
    return drawn?.content.cloneNode(true) ?? element("span", { class: "hit-seal" }, row.seal);
  }

  say(words) {
    this.status.textContent = words;
  }

  fail(error) {
    console.error(error);
    this.list.replaceChildren();
    this.list.removeAttribute("aria-busy");
    this.more.hidden = true;
    this.say(TEXT.failed);
  }
}

if (typeof document !== "undefined") {
  const root = document.querySelector("[data-search]");
  if (root) new Page(root).start();
}
