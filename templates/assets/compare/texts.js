// The running texts side by side, with the runs that two of them share. report.json holds no text, so it is taken from the
// reports' pages, and only when somebody asks for it.

import { button, glossed, heading, make, wordsOf } from "./dom.js";
import { answerOf, organOf, yearOf } from "./reports.js";

const SHORTEST = 15; // characters: shorter runs stand in most reports
const LONGEST_TEXT = 60_000; // characters that are compared

/** The section with its button. */
export function textsSection(shown) {
  const place = make("div");
  const begin = button(glossed("并列正文", "Show the texts side by side"), async (self) => {
    self.disabled = true;
    place.replaceChildren(make("p", { role: "status" }, ...glossed("正在取各份报告的正文……", "Fetching the texts of the reports …")));
    try {
      const texts = await Promise.all(shown.map(textOf));
      place.replaceChildren(...textsBeside(shown, texts));
      self.remove();
    } catch (error) {
      place.replaceChildren(make("p", { class: "notice", role: "status" }, ...wordsOf(error)));
      self.disabled = false;
    }
  });
  const ways = shown.map((one) => make("li", {}, make("a", { href: `${one.path}#text` }, `${organOf(one.report)} ${yearOf(one.report)}：报告全文`)));
  return make("section", { "aria-labelledby": "texts" }, heading("正文", "Texts", { id: "texts" }),
    make("p", { class: "note" }, ...glossed(
      `正文不在数据文件里，按下后从各报告的页面取来，与第一份逐字比较：连续 ${SHORTEST} 字以上相同的加底色和底线。官方套语也会相同；文字相同不说明谁抄谁。`,
      `The texts are fetched from the reports' pages and compared with the first, character by character: runs of ${SHORTEST} or more are marked. Official phrases are shared by many; it does not follow who copied.`,
    )),
    make("ul", { class: "plain" }, ...ways), make("p", {}, begin), place);
}

/** The paragraphs of a report and its link to the pair page beside another, from its page. */
async function textOf({ path }) {
  const answer = await answerOf(path);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const lines = [...page.querySelectorAll(".body > section > :is(h3, p:not(.note))")];
  const pairs = [...page.querySelectorAll('a[href*="/pairs/"]')].map((link) => [
    link.closest("tr")?.querySelector("a")?.getAttribute("href"),
    link.getAttribute("href"),
  ]);
  return {
    pairs: new Map(pairs),
    lines: lines.map((line) => ({ isHeading: line.tagName === "H3", text: line.textContent.trim() })).filter((line) => line.text),
  };
}

function textsBeside(shown, texts) {
  const joined = texts.map(({ lines }) => flattened(lines));
  const marks = joined.map(({ text }) => new Uint8Array(text.length));
  for (let at = 1; at < joined.length; at += 1) markShared(joined[0].text, joined[at].text, marks[0], marks[at]);
  const shares = marks.slice(1).map((mark) => mark.reduce((sum, one) => sum + one, 0));
  const columns = texts.map(({ lines }, at) =>
    make("section", { "aria-labelledby": `text-${at}` },
      make("h3", { id: `text-${at}` }, make("a", { href: `${shown[at].path}#text` }, `${organOf(shown[at].report)} ${yearOf(shown[at].report)}`)),
      at ? make("p", { class: "note" }, ...sharedWords(shares[at - 1], joined[at].text.replaceAll("\n", "").length, pairOf(shown, texts, at))) : make("p", { class: "note" }, ...glossed("其余各份都与这一份比较。", "All others are compared with this one.")),
      ...lines.map((line, number) => lineOf(line, joined[at].starts[number], marks[at]))));
  return [make("div", { class: "columns texts" }, ...columns)];
}

const pairOf = (shown, texts, at) => texts[0].pairs.get(shown[at].path) ?? texts[at].pairs.get(shown[0].path);

function sharedWords(shared, all, pair) {
  const said = glossed(
    `${all} 字中有 ${shared} 字与第一份相同（不计空格、标题）。`,
    `${shared} of ${all} characters are shared with the first (blanks and headings not counted).`,
  );
  return pair ? [...said, make("a", { href: pair }, ...glossed("不计地名、数字和规定用语的并列对照", "Compared without place names, numbers and prescribed words"))] : said;
}

/** The paragraphs without blanks in one string, and where each begins in it; headings are not compared. */
function flattened(lines) {
  const starts = [];
  let text = "";
  for (const line of lines) {
    starts.push(text.length);
    if (!line.isHeading) text += `${line.text.replace(/\s/g, "")}\n`;
  }
  return { text: text.slice(0, LONGEST_TEXT), starts };
}

/** Marks every run of at least SHORTEST characters that stands in both; none runs over the end of a paragraph. */
export function markShared(one, other, marksOne, marksOther) {
  const places = new Map();
  for (let at = 0; at + SHORTEST <= one.length; at += 1) {
    const run = one.slice(at, at + SHORTEST);
    if (!run.includes("\n") && !places.has(run)) places.set(run, at);
  }
  for (let at = 0; at + SHORTEST <= other.length; at += 1) {
    const found = places.get(other.slice(at, at + SHORTEST));
    if (found === undefined) continue;
    marksOther.fill(1, at, at + SHORTEST);
    marksOne.fill(1, found, found + SHORTEST);
  }
}

/** A paragraph, its shared runs marked; blanks, which were not compared, go with what stands before them. */
function lineOf({ isHeading, text }, start, marks) {
  if (isHeading) return make("h4", {}, text);
  const made = make("p");
  let at = start;
  let run = "";
  let isShared = false;
  const flush = () => {
    if (run) made.append(isShared ? make("mark", {}, run) : run);
    run = "";
  };
  for (const char of text) {
    if (!/\s/.test(char)) {
      const shared = marks[at] === 1;
      if (shared !== isShared) flush();
      isShared = shared;
      at += char.length;
    }
    run += char;
  }
  flush();
  return made;
}
