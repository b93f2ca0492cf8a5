// The panel of filters: what may be chosen, with counts; what is chosen is kept by the page and its address.

import { FACETS, FIGURES, counted } from "./archive.js";
import { button, element } from "./dom.js";
import { plainly, said, told } from "./words.js";

const LEVELS = { province: 2, prefecture: 4, county: 6 };
/** The groups of choices in the order they are shown; the first ones always, the rest folded away. */
const GROUPS = FACETS.flatMap((facet) => (facet === "region" ? Object.keys(LEVELS) : facet));
const ALWAYS = 5;

const facetOf = (group) => (LEVELS[group] ? "region" : group);

/** {facet: Set of values}, from the address. */
export function chosenIn(address) {
  const chosen = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
  for (const group of GROUPS) for (const value of address.getAll(group)) chosen[facetOf(group)].add(value);
  return chosen;
}

/** The same, back into an address. */
export function written(chosen, address) {
  for (const group of GROUPS) for (const value of chosenOf(chosen, group)) address.append(group, value);
}

function chosenOf(chosen, group) {
  const values = [...chosen[facetOf(group)]];
  if (!LEVELS[group]) return values;
  return values.filter((code) => (code === "-" ? 2 : code.length) === LEVELS[group]);
}

export const isAny = (chosen) => FACETS.some((facet) => chosen[facet].size);

/** Ticks or unticks one choice; without a province its counties are not chosen either. */
export function toggle(chosen, group, value, on) {
  const values = chosen[facetOf(group)];
  if (on) values.add(value);
  else for (const one of [...values]) if (one === value || (LEVELS[group] && one.startsWith(value))) values.delete(one);
}

export class Filters {
  /** Fills `panel` with choices; `scope` shows what is chosen, and `drop` is told what is given up, nothing for all. */
  constructor(panel, scope, guide, drop) {
    Object.assign(this, { panel, guide, drop });
    this.chips = element("p", { class: "search-chosen" });
    this.clear = button(told((text) => text.clear), () => drop(), { class: "search-clear" });
    scope.replaceChildren(this.chips, this.clear);
    this.groups = new Map(GROUPS.map((group) => [group, element("fieldset", { class: "facet", "data-facet": group })]));
    const boxes = [...this.groups.values()];
    const folded = (words, inside) => element("details", { class: "facet-more" }, element("summary", {}, ...told(words)), ...inside);
    const others = ALWAYS + FIGURES.length;
    this.folds = [
      folded((text) => text.figures, boxes.slice(ALWAYS, others)),
      folded((text) => text.otherFilters, boxes.slice(others)),
    ];
    const whole = element("details", { class: "facets" }, element("summary", {}, ...told((text) => text.filters)));
    whole.append(this.sorting(), ...boxes.slice(0, ALWAYS), ...this.folds);
    // Beside the results where there is room, else folded above them: in either case nothing moves when they come.
    whole.open = matchMedia("(min-width: 60rem)").matches;
    panel.replaceChildren(whole);
    panel.hidden = false;
  }

  sorting() {
    const sorts = Object.keys(plainly((text) => text.sorts));
    const options = sorts.map((value) => element("option", { value }, plainly((text) => text.sorts[value])));
    const label = element("label", {}, ...told((text) => text.sort), element("select", { name: "sort" }, ...options));
    return element("p", { class: "search-sort" }, label);
  }

  /** [Chinese, English] of a value. */
  words(group, value) {
    if (!value || value === "-") return plainly((text) => [text.unknown[group] ?? "—"]);
    if (LEVELS[group]) return [this.guide.regions[value]?.[0] ?? value];
    return this.guide.words[group]?.[value] ?? [value];
  }

  /** The same where it stands by itself: a number's value says of what it is. */
  whole(group, value) {
    const words = this.words(group, value);
    return FIGURES.includes(group) ? [...told((text) => text.facets[group]), " ", words[0]] : said(words);
  }

  word(group, value) {
    const [words] = said(this.words(group, value));
    return FIGURES.includes(group) ? `${plainly((text) => text.facets[group])} ${words}` : words;
  }

  /** What is chosen, in words. */
  chosenWords(chosen) {
    return GROUPS.flatMap((group) => chosenOf(chosen, group).map((value) => this.word(group, value)));
  }

  /** The values a group offers: of divisions those below what is chosen. */
  values(group, chosen) {
    const all = Object.keys(this.guide.facets[facetOf(group)] ?? {}).map((value) => (LEVELS[group] ? value || "-" : value));
    if (group === "year") return all.sort().reverse();
    if (!LEVELS[group]) return all;
    const above = chosenOf(chosen, { prefecture: "province", county: "prefecture" }[group] ?? group);
    return all
      .filter((code) => (code === "-" ? 2 : code.length) === LEVELS[group])
      .filter((code) => group === "province" || above.some((one) => code.startsWith(one)));
  }

  /**
   * `rows` are all that the words find, whatever the filters; null where their shards are not loaded. Where only a name
   * was found, nothing `isCounted`: noughts would say that there are no reports of it.
   */
  update(rows, chosen, isHere, isCounted) {
    for (const [group, box] of this.groups) {
      const facet = facetOf(group);
      const counts = rows && counted(rows, chosen, facet);
      const values = this.values(group, chosen);
      const known = [...box.querySelectorAll("input")];
      if (!known.length || known.map((input) => input.value).join() !== values.join()) {
        const legend = element("legend", {}, ...told((text) => text.facets[group]));
        box.replaceChildren(legend, ...values.map((value) => this.choice(group, value)));
      }
      box.hidden = !values.length;
      for (const input of box.querySelectorAll("input")) {
        const { value } = input;
        const whole = this.guide.facets[facet][value === "-" ? "" : value] ?? 0;
        const count = counts ? (counts.get(value) ?? 0) : whole;
        const choice = input.closest("label");
        const isKnown = isCounted && (facet !== "region" || isHere(value));
        input.checked = chosen[facet].has(value);
        choice.querySelector(".facet-word").replaceChildren(...said(this.words(group, value)));
        choice.querySelector(".facet-count").textContent = isKnown ? plainly((text) => text.count(count)) : "";
        choice.toggleAttribute("data-empty", isKnown && !count);
      }
    }
    this.chips.parentNode.hidden = !isAny(chosen);
    this.chips.replaceChildren(
      ...GROUPS.flatMap((group) => chosenOf(chosen, group).map((value) => this.chip(group, value))),
    );
    for (const fold of this.folds) fold.open ||= Boolean(fold.querySelector(":checked"));
  }

  choice(group, value) {
    return element(
      "label",
      { class: "facet-choice" },
      element("input", { type: "checkbox", name: group, value }),
      element("span", { class: "facet-word" }),
      " ", // 2024, and not 20240 份
      element("span", { class: "facet-count" }),
    );
  }

  chip(group, value) {
    const label = plainly((text) => text.remove(this.word(group, value)));
    return button([...this.whole(group, value), " ×"], () => this.drop(group, value), { class: "chosen", "aria-label": label });
  }
}
