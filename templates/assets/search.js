// The search page: one box, filters with counts, results with excerpts, all of it in the address.
// What the page must offer is told in generator/search/README.md; the modules are put into one file when published.

import { addressOf, asked, noteShown, Places } from "./search/address.js";
import { byYear, filtered, open, provincesOf } from "./search/archive.js";
import { button, element } from "./search/dom.js";
import { Filters, chosenIn, isAny, toggle } from "./search/filters.js";
import { labelsIn, leads } from "./search/leads.js";
import { advice, labelNotes, leadItems, verdict } from "./search/notes.js";
import { Results } from "./search/results.js";
import { listenFor, told } from "./search/words.js";

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

class Page {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("[data-search-form]");
    this.box = this.form.elements.namedItem("q");
    this.status = root.querySelector("[data-search-status]");
    this.list = root.querySelector("[data-search-results]");
    this.more = root.querySelector("[data-search-more]");
    this.help = root.querySelector("[data-search-help]");
    this.scope = element("div", { class: "search-scope", hidden: "" });
    this.leads = element("ul", { class: "search-leads plain", hidden: "" });
    this.notes = element("div", { class: "search-notes" });
    // What is named comes before all else that is told.
    this.status.after(this.scope, this.leads, this.notes);
    this.places = new Places();
    this.title = document.title;
    this.filters = null;
    this.chosen = chosenIn(new URLSearchParams());
    this.turn = 0;
    this.typing = false;
    this.timer = 0;
  }

  async start() {
    this.box.value = this.wanted().text;
    this.help.hidden = Boolean(location.search);
    this.listen();
    await this.prepare();
  }

  async prepare() {
    try {
      await listenFor();
      this.fill((await opened()).guide);
    } catch (error) {
      this.fail(error);
      return;
    }
    const { text } = this.wanted();
    // Somebody may have typed meanwhile.
    if (this.text === text) await this.recall();
    else this.changed("replace");
  }

  fill(guide) {
    const panel = this.root.querySelector("[data-search-filters]");
    this.filters = new Filters(panel, this.scope, guide, (group, value) => this.drop(group, value));
    this.results = new Results(this.root, this.filters);
    this.readFilters();
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
      this.places.forget();
      this.typing = false;
      this.box.value = this.wanted().text;
      this.readFilters();
      this.recall();
    });
    document.getElementById("english")?.addEventListener("change", ({ target }) => this.speak(target.checked));
  }

  /** English words are loaded when they are first wanted; from then on the style sheet shows or hides them. */
  async speak(wanted) {
    if (!this.filters || !wanted) return;
    await listenFor(true);
    this.fill((await opened()).guide);
    await this.show(this.list.children.length);
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

  // The address: q, the facets, sort, shown --------------------------------------------------------------

  get text() {
    return this.box.value.trim();
  }

  get sort() {
    return this.form.elements.namedItem("sort")?.value;
  }

  wanted() {
    const { text, ...others } = asked(new URLSearchParams(location.search), ["relevance", "year"]);
    return { text: text.trim(), ...others };
  }

  readFilters() {
    const { chosen, sort } = this.wanted();
    this.chosen = chosen;
    this.form.elements.namedItem("sort").value = sort;
  }

  changed(how) {
    clearTimeout(this.timer);
    if (!this.filters) return;
    const address = addressOf(this.text, this.chosen, this.sort === "relevance" ? "" : this.sort);
    if (address.href !== location.href) history[`${how}State`](null, "", address);
    this.show();
  }

  /** Gives up one choice, or all of them. */
  drop(group, value) {
    if (group) toggle(this.chosen, group, value, false);
    else this.chosen = chosenIn(new URLSearchParams());
    this.typing = false;
    // The button is about to go; whoever pressed it goes on in the box.
    this.box.focus();
    this.changed("push");
  }

  ask(text) {
    this.box.value = text;
    this.box.focus();
    this.changed("push");
  }

  /** Shows what the address asks for, where it was left. */
  async recall() {
    await this.show(this.wanted().shown, true);
  }

  // Results ----------------------------------------------------------------------------------------------

  async show(shown = AT_ONCE, restoring = false) {
    const turn = (this.turn += 1);
    const began = performance.now();
    this.entitle();
    this.list.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => this.say((text) => text.loading), 400);
    try {
      const found = await this.look(shown);
      if (turn !== this.turn) return;
      this.found = found;
      this.put(found, performance.now() - began);
      if (restoring) this.places.restore();
    } catch (error) {
      if (turn === this.turn) this.fail(error);
    } finally {
      clearTimeout(slow);
      if (turn === this.turn) this.list.removeAttribute("aria-busy");
    }
  }

  /** The page's title says what is asked, so that tabs and the history tell searches apart. */
  entitle() {
    const words = [this.text && `“${this.text}”`, ...this.filters.chosenWords(this.chosen)].filter(Boolean).join(" ");
    document.title = words ? `${words} · ${this.title}` : this.title;
  }

  /** All that is shown of what the box and the filters ask for. */
  async look(shown) {
    const { text, sort } = this;
    const chosen = structuredClone(this.chosen);
    const idle = !text && !isAny(chosen);
    const held = await opened();
    const query = held.parse(text);
    const isAsked = query.wanted.length + query.unwanted.length > 0;
    const provinces = provincesOf(chosen.region);
    // No table is needed to look at an empty box: the guide has counted what there is.
    const [all, named] = await Promise.all([
      text && !isAsked ? [] : idle ? null : held.find(query, provinces),
      query.wanted.length ? leads(text, held) : [],
      held.regions(provinces),
    ]);
    const rows = idle ? [] : filtered(all, chosen);
    const ordered = sort === "year" ? byYear(rows) : rows;
    const found = { text, chosen, idle, held, query, isAsked, provinces, all, named, ordered, labels: labelsIn(query.wanted.length ? text : "", held) };
    const first = ordered.slice(0, Math.max(shown, AT_ONCE));
    found.items = await this.results.rendered(held, first, query.wanted, chosen.check);
    // Whatever lies outside the filters is there all the same.
    found.whole = ordered.length || idle || !isAsked || !provinces.size ? all : await held.find(query, new Set());
    found.advice = ordered.length || idle || !isAsked ? [] : await advice(found, this);
    return found;
  }

  put(found, time) {
    const { chosen, idle, held, provinces, all, ordered } = found;
    const here = new Set(held.among(provinces).flatMap((shard) => shard.provinces));
    this.filters.update(all, chosen, (code) => here.has(code.slice(0, 2)), all?.length || !found.named.length);
    this.list.replaceChildren(...found.items);
    this.leads.replaceChildren(...leadItems(found.named));
    this.leads.hidden = !found.named.length;
    this.notes.replaceChildren(...labelNotes(found), ...found.advice);
    this.help.hidden = !idle;
    const slow = time > SLOW && ordered.length ? told((text) => text.slow((time / 1000).toFixed(1))) : [];
    this.status.replaceChildren(...(idle ? [] : [...told(verdict(found)), ...slow]));
    this.offerMore();
  }

  async showMore() {
    const { turn } = this;
    const { held, query, ordered, chosen } = this.found;
    const shown = this.list.children.length;
    const next = await this.results.rendered(held, ordered.slice(shown, shown + AT_ONCE), query.wanted, chosen.check);
    if (turn !== this.turn || this.list.children.length !== shown) return;
    this.list.append(...next);
    next[0]?.querySelector("a").focus();
    noteShown(this.list.children.length);
    this.offerMore();
  }

  offerMore() {
    const left = this.found.ordered.length - this.list.children.length;
    this.more.hidden = left <= 0;
    this.more.replaceChildren(...told((text) => text.more(Math.min(left, AT_ONCE))));
  }

  say(pick) {
    this.status.replaceChildren(...told(pick));
  }

  fail(error) {
    console.error(error);
    this.list.replaceChildren();
    this.list.removeAttribute("aria-busy");
    this.more.hidden = true;
    this.leads.hidden = true;
    this.say((text) => text.failed);
    this.notes.replaceChildren(button(told((text) => text.again), () => (this.filters ? this.show() : this.prepare())));
  }
}

if (typeof document !== "undefined") {
  const root = document.querySelector("[data-search]");
  if (root) new Page(root).start();
}
