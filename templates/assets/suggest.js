// Suggestions for the search box of any page: places, organs, their reports, checks and terms; never persons.
// Loaded by enhance.js when somebody turns to the box; what the names are looked up in is told by the search page.

import { open } from "./search/archive.js";
import { element } from "./search/dom.js";
import { suggestions } from "./search/leads.js";

const DEBOUNCE = 120; // milliseconds
const KINDS = {
  region: ["地区", "Place"],
  organ: ["机关", "Organ"],
  report: ["报告", "Report"],
  check: ["核对", "Check"],
  term: ["名词", "Term"],
};

async function opened() {
  const answer = await fetch("/search/");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return open(page.querySelector("[data-search]").dataset.manifest);
}

class Suggestions {
  constructor(box, archive) {
    Object.assign(this, { box, archive, found: [], active: -1, turn: 0, timer: 0 });
    this.list = element("ul", { class: "suggested", id: "suggested", role: "listbox", "aria-label": "检索建议", lang: "zh-Hans", hidden: "" });
    this.told = element("span", { class: "vh", role: "status" });
    box.form.append(this.list, this.told);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(roles)) box.setAttribute(name, value);
    this.listen();
    if (box.value) this.soon();
  }

  listen() {
    const { box, list } = this;
    box.addEventListener("input", (event) => {
      // An input method's half-typed syllables are no name.
      if (!event.isComposing) this.soon();
    });
    box.addEventListener("compositionend", () => this.soon());
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("blur", () => this.close());
    // The box keeps the focus while somebody presses on a suggestion.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => this.go([...list.children].indexOf(target.closest("li"))));
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), DEBOUNCE);
  }

  async ask() {
    const turn = (this.turn += 1);
    const text = this.box.value.trim();
    const found = text ? await suggestions(text, this.archive).catch(() => []) : [];
    if (turn === this.turn && document.activeElement === this.box) this.show(found);
  }

  show(found) {
    this.found = found;
    this.list.replaceChildren(
      ...found.map(({ kind, name, year }, number) => {
        const [chinese, english] = KINDS[kind];
        const what = element("small", {}, chinese, element("i", { lang: "en" }, english));
        const option = { role: "option", id: `suggested-${number}`, "aria-selected": "false" };
        return element("li", option, year ? `${name} ${year} 年度报告` : name, " ", what);
      }),
    );
    this.list.hidden = !found.length;
    this.box.setAttribute("aria-expanded", String(Boolean(found.length)));
    this.told.textContent = found.length ? `${found.length} 条建议，用上下键选择` : "";
    this.choose(-1);
  }

  close() {
    clearTimeout(this.timer);
    this.turn += 1;
    this.show([]);
  }

  choose(number) {
    this.active = number;
    for (const [at, option] of [...this.list.children].entries()) option.setAttribute("aria-selected", String(at === number));
    if (number < 0) this.box.removeAttribute("aria-activedescendant");
    else this.box.setAttribute("aria-activedescendant", `suggested-${number}`);
    this.list.children[number]?.scrollIntoView({ block: "nearest" });
  }

  /** Arrows choose and come round by the box itself; Enter goes there, Escape closes. */
  press(event) {
    if (event.isComposing || !this.found.length || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const places = this.found.length + 1;
    if (event.key in steps) this.choose(((this.active + 1 + steps[event.key] + places) % places) - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.active >= 0) this.go(this.active);
    else return;
    event.preventDefault();
  }

  go(number) {
    if (this.found[number]) location.assign(this.found[number].url);
  }
}

/** Begins to suggest in a box; where the index does not arrive it stays a plain box. */
export async function suggestIn(box) {
  try {
    return new Suggestions(box, await opened());
  } catch (error) {
    console.info(error);
    return null;
  }
}
