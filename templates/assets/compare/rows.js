// What is compared, without a page: rows of cells, which of them differ, and which are nothing but noughts.
//
// A cell's `key` is what it says: equal keys say the same. It is null where nothing can be said: the form has no such cell,
// the table was not found, we could not read it, or a program read it from a picture. Our doubt is never shown as a difference.

const UNSURE = new Set(["unread", "illegible", "recognised"]);

/** A number without exponent, as many decimals as it has. */
export const printed = (number) => number.toLocaleString("en", { useGrouping: false, maximumFractionDigits: 20 });

/** The rows of one official table: those that any report's form has. `shown` are [{path, report}]. */
export function tableRows(table, shown, words) {
  const forms = [...new Set(shown.map(({ report }) => formOf(report, table)).filter(Boolean))];
  const rows = [];
  for (const row of table.rows) {
    for (const column of Object.keys(table.columns)) {
      if (!forms.some((form) => row.columns[form]?.includes(column))) continue;
      const cells = shown.map((one) => cellOf(one, table, row, column, words));
      rows.push({ path: `${table.key}.${row.id}.${column}`, ...names(table, row, column, forms, words), ...judged(cells) });
    }
  }
  return rows;
}

/** The form of a report's table; null where the table was not found. */
export const formOf = (report, table) => (report[table.key] ? (report.forms[table.key] ?? null) : null);

function names(table, row, column, forms, words) {
  const called = forms
    .filter((form) => row.columns[form]?.includes(column))
    .map((form) => [form, `${row.labels[form]}：${table.columns[column].labels[form]}`]);
  const others = called.filter(([, name]) => name !== called[0][1]);
  return { label: called[0][1], also: others.map(([form, name]) => `${words.forms[form]}称“${name}”`).join("；") };
}

function cellOf({ path, report }, table, row, column, words) {
  const form = formOf(report, table);
  if (!form) return { look: "gap", shown: "", word: "未读出此表", key: null };
  if (!row.columns[form]?.includes(column)) return { look: "lacks", shown: "", word: "此表式无此项", key: null };
  const address = `${table.key}.${row.id}.${column}`;
  const told = report.readings[address];
  const reading = told?.reading ?? "unread";
  const raw = (told?.raw ?? "").trim();
  const values = report[table.key][row.id] ?? {};
  const value = values[column] ?? null;
  const unit = values[`${column}_unit`] ?? "";
  const number = value === null ? "" : `${table.columns[column].signed && value > 0 ? "+" : ""}${printed(value)}`;
  return {
    reading,
    look: [reading === "stated" ? "" : reading, value ? "n" : ""].filter(Boolean).join(" "),
    shown: value === null ? (words.standIns[reading] ?? raw) : unit ? `${number} ${unit}` : number,
    word: reading === "stated" ? "" : (words.readings[reading] ?? ""),
    mark: words.marks[reading] ?? "",
    href: reading === "unread" || reading === "absent" ? "" : `${path}#${address}`,
    key: told?.candidates ? null : keyOf(reading, value, raw, `${column}_yuan` in values ? (values[`${column}_yuan`] ?? "") : value),
  };
}

/** `measure` is what may be compared: yuan where it is money, "" where it is money of an unknown unit. */
function keyOf(reading, value, raw, measure) {
  if (UNSURE.has(reading)) return null;
  if (value === null) return reading === "text" ? `text ${raw}` : reading;
  if (value === 0) return "0";
  return measure === "" ? null : `${measure}`;
}

/** Which cells say something else than the first that says anything, and whether the row is all noughts. */
export function judged(cells) {
  const basis = cells.findIndex((cell) => cell.key !== null);
  const differs = cells.map((cell, at) => at !== basis && cell.key !== null && cell.key !== cells[basis].key);
  const empty = (cell) => cell.look === "gap" || cell.look === "lacks";
  const noughts = cells.every((cell) => cell.key === "0" || empty(cell)) && basis >= 0;
  const kind = !noughts ? "" : cells.some(empty) ? "partly" : "nought";
  return { cells, basis, differs, kind };
}

/** Numbers of the running text, those with one name and unit in one row; first what several reports have. */
export function figureRows(shown, words) {
  const rows = new Map();
  shown.forEach(({ path, report }, at) => {
    const counts = new Map();
    [...report.figures].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]).forEach((figure, number) => {
      const name = `${figure.label}\n${figure.unit ?? ""}\n${figure.role ?? ""}\n${figure.kind}`;
      const nth = (counts.get(name) ?? 0) + 1;
      counts.set(name, nth);
      const row = rows.get(`${name}\n${nth}`) ?? { label: figure.label, also: aboutFigure(figure, words), cells: [] };
      rows.set(`${name}\n${nth}`, row);
      const unit = figure.unit ? ` ${figure.unit}` : "";
      const said = `${figure.approx ? `${words.roles[figure.approx] ?? ""} ` : ""}${printed(figure.number)}${unit}`;
      const seen = figure.recognised ? { word: words.readings.recognised, mark: words.marks.recognised, key: null } : { word: "", mark: "", key: said };
      row.cells[at] = { look: "n", shown: said, href: `${path}#figure-${number + 1}`, ...seen };
    });
  });
  const none = { look: "lacks", shown: "", word: "没有同名的数字", key: null };
  const some = [...rows.values()].some((row) => row.cells.filter(Boolean).length > 1);
  return [...rows.values()]
    .map((row) => ({ path: "", ...row, ...judged(shown.map((_, at) => row.cells[at] ?? none)), alone: row.cells.filter(Boolean).length < 2 }))
    .map((row) => ({ ...row, kind: row.alone && some ? "alone" : "" }))
    .sort((a, b) => a.alone - b.alone);
}

const aboutFigure = (figure, words) =>
  [figure.role, figure.kind === "fact" ? "" : figure.kind].map((key) => words.roles[key] ?? "").filter(Boolean).join("、");
