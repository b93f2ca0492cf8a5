// Citations, and what embeds a badge: a button beside each that copies it; and, on a report's page, a way from a number (in a table, in the list of
// figures, or in the original) to its own citation, made from the pattern that the page prints. A pattern is not copied.

const today = () => new Date().toLocaleDateString("sv");
const ACCESSED = "【引用日期】";
const dated = (format) => (format === "ris" ? today().replaceAll("-", "/") : today());

/** Words with a quiet gloss, as templates give theirs. */
function glossed(words, english) {
  const gloss = document.createElement("i");
  gloss.lang = "en";
  gloss.textContent = english;
  return [words, gloss];
}

for (const form of document.querySelectorAll("[data-cite], [data-copy]")) {
  const name = form.querySelector("p");
  const text = form.querySelector("pre");
  const button = document.createElement("button");
  const done = document.createElement("span");
  button.type = "button";
  button.className = "copy";
  button.hidden = form.closest("[data-cite-number]") !== null; // until a number is chosen
  button.append(...glossed("复制", "Copy"));
  button.setAttribute("aria-label", `复制${chinese(name)}${form.dataset.cite ? "引用" : ""}`);
  done.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const words = text.textContent.replaceAll(ACCESSED, dated(form.dataset.cite));
    done.replaceChildren();
    try {
      await navigator.clipboard.writeText(words);
      done.replaceChildren(...glossed("已复制", "Copied"));
    } catch {
      getSelection().selectAllChildren(text);
      done.replaceChildren(...glossed("已选中，请按 Ctrl-C 或 ⌘C", "Selected: press Ctrl-C or ⌘C"));
    }
  });
  name.append(" ", button, " ", done);
}

const section = document.querySelector("[data-cite-number]");

function offerNumbers() {
  const note = section.querySelector("p");
  const forms = [...section.querySelectorAll("[data-cite]")].map((form) => {
    const text = form.querySelector("pre");
    return [form.dataset.cite, text, text.textContent];
  });
  const fault = section.querySelector("[data-fault]");
  const asked = fault?.getAttribute("href") ?? "";
  const way = document.createElement("a");
  let clicked = null; // the cell that was followed; several may lead to one place
  let cited = null;
  way.href = "#cite-number";
  way.className = "cite-this";
  way.append(...glossed("引用此数", "Cite this number"));
  note.replaceChildren(
    ...glossed(
      "点表里的一个数字，再点随后出现的“引用此数”，这里就写好它的引用，可以复制。",
      "Press a number of the tables, then “Cite this number” beside it: its citation is written here, ready to be copied.",
    ),
  );
  const choose = () => {
    const told = describe(cited);
    for (const [format, text, pattern] of forms) text.textContent = fill(pattern, told, ESCAPES[format] ?? flat);
    note.textContent = `${told.栏目}：${told.数字}。`;
    const back = document.createElement("a");
    back.href = `#${cited.id}`;
    back.append(...glossed("回到这个数字", "Back to the number"));
    note.append(back);
    fault?.setAttribute("href", fillQuoted(asked, told));
    for (const button of section.querySelectorAll(".copy")) button.hidden = false;
  };
  way.addEventListener("click", choose);
  addEventListener("click", (event) => {
    const link = event.target.closest?.("td[id] > a, tr[id] a");
    if (link) clicked = link.closest("[id]");
  });
  const offer = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || section.contains(target)) return;
    way.remove();
    const line = target.closest(".lines li");
    const known = clicked && linkOf(clicked).hash === location.hash ? clicked : null;
    cited = line ? (known ?? document.getElementById(decodeURIComponent(target.hash ?? "").slice(1))) : target;
    if (!cited?.matches("td[id], tr[id]") || !linkOf(cited)) return;
    (line ?? linkOf(cited).parentNode).append(way);
  };
  addEventListener("hashchange", offer);
  offer();
  if (way.isConnected) choose();
}

const linkOf = (place) => place.querySelector("a:not(.cite-this)");

const flat = (words) => words.replace(/\s+/g, " ").trim();
const ESCAPES = {
  csl: (words) => JSON.stringify(flat(words)).slice(1, -1),
  bibtex: (words) =>
    flat(words).replace(/[\\{}%&#$_^~]/g, (sign) =>
      sign === "\\" ? "\\textbackslash{}" : "^~".includes(sign) ? `\\${sign}{}` : `\\${sign}`,
    ),
};

/** All gaps at once, so that what is filled in is not filled again. */
function fill(pattern, told, escaped) {
  return pattern.replace(/【(.+?)】/g, (gap, name) =>
    name === "地址" ? told.地址 : name in told ? escaped(told[name]) : gap,
  );
}

/** The same in a link, where everything is percent-encoded. */
function fillQuoted(pattern, told) {
  return pattern.replace(/%E3%80%90(.+?)%E3%80%91/g, (gap, name) => {
    const words = told[decodeURIComponent(name)];
    return words === undefined ? gap : encodeURIComponent(flat(words));
  });
}

/** What is said of the number in a cell, or in the list of figures. */
function describe(place) {
  const link = linkOf(place);
  const source = document.getElementById(decodeURIComponent(link.hash).slice(1))?.closest(".lines li");
  const word = link.querySelector(".vh")?.textContent.split("；").filter((part) => !part.startsWith("核对结果"))[0];
  // What stands in the quoted line is another number then.
  const before = document.querySelector(`[data-corrects="${place.id}"]`)?.textContent.match(/^原读作“[^]*?”(?=；)/);
  const said = [word, before?.[0]].filter(Boolean).join("，");
  const value = flat(link.firstChild?.nodeType === 3 ? link.firstChild.data : "");
  return {
    栏目: place.tagName === "TR" ? `文中数字，${flat(place.cells[0].textContent)}` : labels(place),
    数字: value && said ? `${value}（${said}）` : value || said || "空白",
    行号: source?.id.slice(1) ?? "—",
    该行文字: quote(source, link.hash),
    地址: place.id,
  };
}

/** The line as it stands; of a long one what is around the number. */
function quote(source, hash) {
  const line = [...(source?.childNodes ?? [])].filter((node) => !node.matches?.(".cite-this, .return"));
  const before = [];
  const number = document.getElementById(decodeURIComponent(hash).slice(1));
  for (const node of line) {
    if (node === number || node.contains(number)) break;
    before.push(node.textContent);
  }
  const text = line.map((node) => node.textContent).join("");
  const at = before.join("").length;
  const from = text.length > 120 ? Math.max(0, at - 50) : 0;
  const to = text.length > 120 ? from + 120 : text.length;
  return (from ? "…" : "") + flat(text.slice(from, to)) + (to < text.length ? "…" : "");
}

/** A label without its English gloss. */
function chinese(label) {
  const copy = label.cloneNode(true);
  for (const gloss of copy.querySelectorAll("i[lang=en]")) gloss.remove();
  return copy.textContent;
}

/** Table, row and column. A column's heads are those above it, whatever they span. */
function labels(cell) {
  const heads = [...cell.closest("table").tHead.rows];
  const grid = heads.map(() => []);
  heads.forEach((row, y) => {
    let x = 0;
    for (const head of row.cells) {
      while (grid[y][x]) x += 1;
      for (let dy = 0; dy < head.rowSpan; dy += 1) {
        for (let dx = 0; dx < head.colSpan; dx += 1) grid[y + dy][x + dx] = chinese(head);
      }
    }
  });
  const above = [...new Set(grid.map((row) => row[cell.cellIndex]))];
  const table = cell.closest("section.table").querySelector("h3").firstChild.data.split("　")[0];
  return [table, chinese(cell.parentNode.cells[0]), ...above].map(flat).join("，");
}

if (section) offerNumbers();
