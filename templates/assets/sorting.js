// Heads of columns, which without a script lead to a list from most to least, become buttons that sort the rows of each
// group: numbers by value, what has no number last.
// Pressed again they sort the other way; a third time the rows stand as they were made, in the order of the codes.
// The order stands in the address (?sort=…&order=…), and the rows can be taken away in it as a file.

import { csvOf, handOut } from "./compare/csv.js";
import { button, glossed } from "./compare/dom.js";

const ORDERS = ["descending", "ascending", "none"];

for (const table of document.querySelectorAll("table[data-sorting]")) offer(table);

function offer(table) {
  const heads = [...table.tHead.rows[0].cells];
  const bodies = [...table.tBodies].filter((body) => !body.classList.contains("added"));
  const made = new Map(bodies.map((body) => [body, [...body.rows]]));
  const put = (column, order) => {
    for (const head of heads) head.removeAttribute("aria-sort");
    if (order !== "none") heads[column].setAttribute("aria-sort", order);
    const isNumber = heads[column].classList.contains("num");
    for (const [body, rows] of made) body.append(...sorted(rows, column, order, isNumber));
  };
  const address = new URL(location.href);
  const asked = heads.findIndex((head) => head.dataset.id === address.searchParams.get("sort"));
  const order = address.searchParams.get("order");
  const handOver = () => handOut(csvOf(linesOf(heads, bodies)), `${table.dataset.sorting}.csv`);
  table.closest(".scroll").after(button(glossed("下载这张表（CSV）", "Download this table"), handOver));
  heads.forEach((head, column) => {
    const link = head.querySelector("a");
    link?.replaceWith(...link.childNodes);
    head.append(button([...head.childNodes], () => {
      const next = ORDERS[(ORDERS.indexOf(head.getAttribute("aria-sort") ?? "none") + 1) % ORDERS.length];
      put(column, next);
      note(next === "none" ? {} : { sort: head.dataset.id, order: next });
    }));
  });
  if (asked >= 0 && ORDERS.includes(order)) put(asked, order);
}

function note(told) {
  const address = new URL(location.href);
  for (const name of ["sort", "order"]) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(told)) address.searchParams.set(name, value);
  history.replaceState(history.state, "", address);
}

/** What organs have, as it stands: without the sums, which nobody should add once more. */
function linesOf(heads, bodies) {
  const label = (head) => {
    const own = head.cloneNode(true);
    own.querySelectorAll("i").forEach((gloss) => gloss.remove());
    own.querySelectorAll("small").forEach((table) => table.append(" "));
    return own.textContent.trim();
  };
  const rows = bodies.flatMap((body) => [...body.rows].slice(1).map((row) => [body.rows[0].textContent.trim(), ...row.cells]));
  return [
    ["类别", "网址", ...heads.map(label)],
    ...rows.map(([group, organ, ...cells]) => {
      const link = organ.querySelector("a");
      const isGap = cells[0].classList.contains("gap");
      const figures = isGap ? Array(heads.length - 1).fill("未收录") : [cells[0].textContent, ...cells.slice(1).map(saidIn)];
      return [group, link.href, link.textContent, ...figures];
    }),
  ];
}

/** What a cell says: a number as a spreadsheet reads it, else in words, so that a blank is not taken for nothing. */
function saidIn(cell) {
  const [first] = cell.querySelector("a, span").childNodes;
  const shown = first?.nodeType === Node.TEXT_NODE ? first.data.replaceAll(",", "") : "";
  const word = cell.querySelector(".vh")?.textContent ?? "";
  return word && shown ? `${shown}（${word}）` : word || shown;
}

/** A group's heading stays first; rows that are equal stay in the order in which they were made. */
function sorted(rows, column, order, isNumber) {
  if (order === "none") return rows;
  const [heading, ...others] = rows;
  const keyed = others.map((row) => [row, valueOf(row.cells[column], isNumber)]);
  const present = keyed.filter(([, value]) => value !== null);
  const absent = keyed.filter(([, value]) => value === null);
  const sign = order === "ascending" ? 1 : -1;
  present.sort(([, a], [, b]) => sign * compare(a, b));
  return [heading, ...[...present, ...absent].map(([row]) => row)];
}

/** A number, words, or null for a gap and for whatever stands in a cell instead of a number. */
function valueOf(cell, isNumber) {
  if (!cell || cell.classList.contains("gap")) return null;
  const words = (cell.querySelector("a, span") ?? cell).firstChild?.textContent.trim() ?? "";
  if (!isNumber) return words || null;
  return /^[-+]?[0-9.,]+$/.test(words) ? Number(words.replaceAll(",", "")) : null;
}

function compare(a, b) {
  return typeof a === "number" ? a - b : a.localeCompare(b, "zh-Hans");
}
