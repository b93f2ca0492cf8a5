// A result: title, place, year and seals, what does not agree in it, and excerpts, each leading to where it stands.

import { element } from "./dom.js";
import { excerpts, hits, pieces } from "./excerpts.js";
import { MARK, POINT } from "./fold.js";
import { plainly, said, told } from "./words.js";

/** A phrase as one would write it. */
export const spelled = (phrase) =>
  phrase.map((token, at) => (/^[a-z]/.test(token) && /^[a-z]/.test(phrase[at - 1] ?? "") ? ` ${token}` : token)).join("")
    .replaceAll(MARK, "，").replaceAll(POINT, ".");

function marked(cut) {
  return cut.map(([words, hit]) => (hit ? element("mark", {}, words) : words));
}

export class Results {
  constructor(root, filters) {
    this.root = root;
    this.filters = filters;
  }

  /** Items for some rows: `phrases` are marked; of failing checks those `checks` are told, else the contradiction. */
  rendered(held, rows, phrases, checks) {
    // What the page found is told to highlight: templates/assets/enhance.js.
    const hint = new URLSearchParams(phrases.map((phrase) => ["hl", spelled(phrase)])).toString();
    return Promise.all(rows.map((row) => this.result(held, row, phrases, row.url + (hint && `?${hint}`), checks)));
  }

  async result(held, row, phrases, url, checks) {
    const marks = (text) => marked(pieces(text, phrases.length ? hits(text, phrases, held.table) : []));
    // A title of our own making is not what was searched.
    const title = row.titled ? marks(row.title) : [row.title];
    const places = row.places.join("");
    const where = places ? marks(places) : told((text) => text.unknown.province);
    const facts = [element("span", { class: "hit-place" }, ...where)];
    if (row.year) facts.push(element("span", { class: "hit-year" }, plainly((text) => text.year(row.year))));
    facts.push(...this.seals(row));
    const { passages, said: arithmetic, recognised } = await held.copy(row.shard, row.number);
    if (recognised) facts.push(element("span", { class: "hit-recognised" }, ...told((text) => text.recognised)));
    const failing = arithmetic.filter(([code], at) =>
      checks.size ? checks.has(code) : row.consistency === "inconsistent" && !at,
    );
    return element(
      "li",
      { class: "hit" },
      element("h2", { class: "hit-title" }, element("a", { href: url }, ...title)),
      element("p", { class: "hit-facts" }, ...facts.flatMap((fact) => [fact, " "])),
      ...failing.map(([code, words]) => {
        // Of the arithmetic there are no English words; what the check is called stands behind it as a gloss.
        const gloss = said(["", this.filters.words("check", code)[1]]).slice(1);
        return element("p", { class: "why" }, element("a", { href: `${url}#${code}` }, code), " ", words, ...gloss);
      }),
      // What does not agree says more of a report that was not searched for words than how it begins.
      ...(failing.length && !phrases.length ? [] : excerpts(passages, phrases, held.table)).map((cut) => this.excerpt(url, cut)),
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
}
