// What is shown as a file for a spreadsheet: UTF-8 with its mark, and no text that a spreadsheet would run.

const FORMULA = /^[=+\-@\t\r\n＝＋－＠']/;
const HARMLESS = /^[-+－＋]?[\d,]*(\.\d+)?%?$/;

const guarded = (text) => (FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text);
const field = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** `lines` of texts as one file. */
export const csvOf = (lines) => `\ufeff${lines.map((line) => line.map((text) => field(guarded(text))).join(",")).join("\r\n")}\r\n`;

/** What a cell says in a file: its number or sign, else its word, so that a blank is not taken for nothing at all. */
export function saidOf(cell) {
  if (!cell.word) return cell.shown;
  return cell.mark || cell.reading === "text" ? `${cell.shown}（${cell.word}）` : cell.word;
}

/** Hands `text` to the reader as a file. */
export function handOut(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
