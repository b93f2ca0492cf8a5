// Heads of columns become buttons that sort the rows of each group: numbers by value, what has no number last.
// Pressed again they sort the other way; a third time the rows stand as they were made, in the order of the codes.

const ORDERS = ["descending", "ascending", "none"];

for (const table of document.querySelectorAll("table[data-sorting]")) offer(table);

function offer(table) {
  const heads = [...table.tHead.rows[0].cells];
  const bodies = [...table.tBodies].filter((body) => !body.classList.contains("added"));
  const made = new Map(bodies.map((body) => [body, [...body.rows]]));
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    const isNumber = head.classList.contains("num");
    button.addEventListener("click", () => {
      const order = ORDERS[(ORDERS.indexOf(head.getAttribute("aria-sort") ?? "none") + 1) % ORDERS.length];
      for (const other of heads) other.removeAttribute("aria-sort");
      if (order !== "none") head.setAttribute("aria-sort", order);
      for (const [body, rows] of made) body.append(...sorted(rows, column, order, isNumber));
    });
  });
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
