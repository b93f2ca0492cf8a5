// The search page: one box, filters with counts, results with excerpts, all of it in the address.
// What the page must offer is told in generator/search/README.md; the modules are put into one file when published.

import { byYear, filtered, open, provincesOf } from "./search/archive.js";
import { excerpts, hits, pieces } from "./search/excerpts.js";
import { Filters, chosenIn, element, isAny, toggle, written } from "./search/filters.js";
import { MARK, POINT } from "./search/fold.js";
import { leads } from "./search/leads.js";
import { TEXT } from "./search/words.js";

const AT_ONCE = 10;
const DEBOUNCE = 180; // milliseconds
const SLOW = 3000; // milliseconds from which on the time is told

let archive = null;

/** The archive of this page, opened once; a failure is not remembered. */
export function opened() {
  archive ??= open(document.querySelector("[data-search]").dataset.manifest).catch((error) => {
    archive = null;
    throw error;
  });
  return archive;
}

/** A phrase as one would write it. */
const spelled = (phrase) =>
  phrase.map((token, at) => (/^[a-z]/.test(token) && /^[a-z]/.test(phrase[at - 1] ?? "") ? ` ${token}` : token)).join("")
    .replaceAll(MARK, "，").replaceAll(POINT, ".");

function marked(cut) {
  return cut.map(([words, hit]) => (hit ? element("mark", {}, words) : words));
}

class Page {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("[data-search-form]");
    this.box = this.form.elements.namedItem("q");
    this.status = root.querySelector("[data-search-status]");
    this.list = root.querySelector("[data-search-results]");
    this.more = root.querySelector("[data-search-more]");
    this.help = root.querySelector("[data-search-help]");
    this.notes = element("div", { class: "search-notes" });
    this.leads = element("ul", { class: "search-leads plain", hidden: "" });
    this.list.before(this.notes, this.leads);
    this.filters = null;
    this.chosen = chosenIn(new URLSearchParams());
    this.turn = 0;
    this.typing = false;
    this.timer = 0;
  }

  async start() {
    this.readBox();
    this.listen();
    await this.prepare();
  }

  async prepare() {
    try {
      this.filters = new Filters(this.root.querySelector("[data-search-filters]"), (await opened()).guide);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.readFilters();
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
      if (event.target.type === "checkbox") toggle(this.chosen, event.target.name, event.target.value, event.target.checked);
      this.typing = false;
      this.changed("push");
    });
    this.form.addEventListener("click", (event) => {
      const chip = event.target.closest("button[data-group]");
      if (!chip) return;
      toggle(this.chosen, chip.dataset.group, chip.value, false);
      this.box.focus();
      this.changed("push");
    });
    this.form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.clear();
    });
    this.box.addEventListener("input", (event) => {
      // An input method's half-typed syllables are no query.
      if (event.isComposing) return;
      this.soon();
    });
    this.box.addEventListener("compositionend", () => this.soon());
    this.more.addEventListener("click", () => this.showMore().catch((error) => this.fail(error)));
    this.root.addEventListener("keydown", (event) => this.move(event));
    addEventListener("popstate", () => {
      if (!this.filters) return;
      clearTimeout(this.timer);
      this.typing = false;
      this.readBox();
      this.readFilters();
      this.show();
    });
  }

  /** Arrows walk from the box through what was found and back; Escape leads to the box, and there empties it. */
  move(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = [...this.root.querySelectorAll(".search-leads a, .hit-title a, [data-search-more]:not([hidden])")];
    const here = event.target === this.box ? -1 : links.indexOf(event.target.closest("a, button"));
    const inside = here >= 0 || this.list.contains(event.target) || event.target === this.box;
    if (event.key === "Escape" && inside && event.target !== this.box) this.box.focus();
    else if (!inside || (here < 0 && event.target !== this.box)) return;
    else if (event.key === "ArrowDown") links[Math.min(here + 1, links.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && here >= 0) (links[here - 1] ?? this.box).focus();
    else return;
    event.preventDefault();
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

  get sort() {
    return this.form.elements.namedItem("sort")?.value ?? "relevance";
  }

  changed(how) {
    clearTimeout(this.timer);
    if (!this.filters) return;
    const address = new URL(location.href);
    address.search = "";
    address.hash = "";
    if (this.text) address.searchParams.set("q", this.text);
    written(this.chosen, address.searchParams);
    if (this.sort !== "relevance") address.searchParams.set("sort", this.sort);
    if (address.href !== location.href) history[`${how}State`](null, "", address);
    this.show();
  }

  readBox() {
    this.box.value = new URLSearchParams(location.search).get("q") ?? "";
  }

  readFilters() {
    const wanted = new URLSearchParams(location.search);
    this.chosen = chosenIn(wanted);
    const sort = this.form.elements.namedItem("sort");
    sort.value = Object.hasOwn(TEXT.sorts, wanted.get("sort")) ? wanted.get("sort") : "relevance";
  }

  clear() {
    this.chosen = chosenIn(new URLSearchParams());
    this.typing = false;
    // The button is about to hide; whoever pressed it goes on in the box.
    this.box.focus();
    this.changed("push");
  }

  // Results ----------------------------------------------------------------------------------------------

  async show() {
    const turn = (this.turn += 1);
    const { text, sort } = this;
    const chosen = structuredClone(this.chosen);
    const idle = !text && !isAny(chosen);
    const began = performance.now();
    this.list.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => this.say(TEXT.loading), 400);
    try {
      const held = await opened();
      const query = held.parse(text);
      const asked = query.wanted.length + query.unwanted.length > 0;
      const provinces = provincesOf(chosen.region);
      // No table is needed to look at an empty box: the guide has counted what there is.
      const [all, offered] = await Promise.all([
        text && !asked ? [] : idle ? null : held.find(query, provinces),
        asked ? leads(text, held) : [],
        held.regions(provinces),
      ]);
      const rows = idle ? [] : filtered(all, chosen);
      const ordered = sort === "year" ? byYear(rows) : rows;
      const first = await this.rendered(held, ordered.slice(0, AT_ONCE), query.wanted);
      const notes = ordered.length || idle || !asked ? [] : await this.advice(held, query, all, provinces);
      if (turn !== this.turn) return;
      this.found = { held, query, ordered };
      const here = new Set(held.among(provinces).flatMap((shard) => shard.provinces));
      this.filters.update(all, chosen, (code) => here.has(code.slice(0, 2)));
      this.list.replaceChildren(...first);
      this.notes.replaceChildren(...notes);
      this.showLeads(offered);
      this.help.hidden = !idle && ordered.length > 0;
      const time = performance.now() - began;
      const told = time > SLOW && ordered.length ? TEXT.slow((time / 1000).toFixed(1)) : "";
      this.say(idle ? "" : this.verdict(ordered.length, text, asked) + told);
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
    if (!count) return TEXT.none(text);
    return text ? TEXT.found(count) : TEXT.listed(count);
  }

  /** What may help where nothing was found: no filters, fewer words; each with what it would find. */
  async advice(held, query, all, provinces) {
    const offers = [];
    if (all.length) offers.push(this.offer(TEXT.unfiltered(all.length), () => this.clear()));
    for (const phrase of query.wanted.length > 1 ? query.wanted : []) {
      const rows = await held.find({ wanted: [phrase], unwanted: [] }, provinces);
      const word = spelled(phrase);
      if (rows.length) offers.push(this.offer(TEXT.fewer(word, rows.length), () => this.ask(`"${word}"`)));
    }
    return [element("p", {}, TEXT.scripts), ...offers];
  }

  offer(words, act) {
    const button = element("button", { type: "button" }, words);
    button.addEventListener("click", act);
    return button;
  }

  ask(text) {
    this.box.value = text;
    this.box.focus();
    this.changed("push");
  }

  showLeads(found) {
    this.leads.replaceChildren(
      ...found.map(({ url, name, isTerm }) =>
        element("li", {}, element("a", { href: url }, isTerm ? TEXT.term(name) : TEXT.go(name))),
      ),
    );
    this.leads.hidden = !found.length;
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
    // What the page found is told to highlight: templates/assets/enhance.js.
    const told = new URLSearchParams(phrases.map((phrase) => ["hl", spelled(phrase)])).toString();
    return Promise.all(rows.map((row) => this.result(held, row, phrases, row.url + (told && `?${told}`))));
  }

  async result(held, row, phrases, url) {
    const marks = (text) => marked(pieces(text, phrases.length ? hits(text, phrases, held.table) : []));
    // A title of our own making is not what was searched.
    const title = row.titled ? marks(row.title) : [row.title];
    const facts = [element("span", { class: "hit-place" }, ...marks(row.places.join("") || TEXT.unknown.province))];
    if (row.year) facts.push(element("span", { class: "hit-year" }, TEXT.year(row.year)));
    facts.push(...this.seals(row));
    const { passages, said } = await held.copy(row.shard, row.number);
    const cuts = excerpts(passages, phrases, held.table);
    // What was asked for, else the contradiction.
    const told = said.filter(([code], at) =>
      this.chosen.check.size ? this.chosen.check.has(code) : row.consistency === "inconsistent" && !at,
    );
    return element(
      "li",
      { class: "hit" },
      element("h2", { class: "hit-title" }, element("a", { href: url }, ...title)),
      element("p", { class: "hit-facts" }, ...facts.flatMap((fact) => [fact, " "])),
      ...told.map(([code, words]) => element("p", { class: "why" }, element("a", { href: `${url}#${code}` }, code), " ", words)),
      ...cuts.map((cut) => this.excerpt(url, cut)),
    );
  }

  /** The section, as a link to it, and the words around the hit; where the heading is the hit, it alone. */
  excerpt(url, { anchor, heading, isHeading, pieces: cut }) {
    const href = anchor ? `${url}#${anchor}` : url;
    const words = marked(cut);
    const shown = element("p", { class: "hit-excerpt" });
    if (heading) shown.append(element("a", { class: "hit-section", href }, ...(isHeading ? words : [heading])), " ");
    if (!isHeading) shown.append(element("span", { class: "hit-text" }, ...words));
    return shown;
  }

  /** The badges as the site draws them elsewhere, from the page's templates; the first at least as a plain word. */
  seals(row) {
    const drawn = (name) => this.root.querySelector(`template[data-search-seal="${CSS.escape(name)}"]`)?.content.cloneNode(true);
    const others = ["completeness", "timeliness", "originality"].map((badge) => drawn(`${badge}-${row[badge]}`));
    return [drawn(row.consistency) ?? element("span", { class: "hit-seal" }, this.filters.word("consistency", row.consistency)), ...others.filter(Boolean)];
  }

  say(words) {
    this.status.textContent = words;
  }

  fail(error) {
    console.error(error);
    this.list.replaceChildren();
    this.list.removeAttribute("aria-busy");
    this.more.hidden = true;
    this.leads.hidden = true;
    this.say(TEXT.failed);
    this.notes.replaceChildren(this.offer(TEXT.again, () => (this.filters ? this.show() : this.prepare())));
  }
}

if (typeof document !== "undefined") {
  const root = document.querySelector("[data-search]");
  if (root) new Page(root).start();
}
