// The list of words: filtered, sorted, of which only the rows in view are in the page.

const ROW = 34;

const list = { sort: null, descending: true, onlyNew: true, region: null, found: [] };

function renderList() {
  const { words } = report;
  const hasNew = words.new !== undefined;
  list.onlyNew = hasNew && list.onlyNew;
  const columns = columnNames();
  const change = { oninput: filterList };
  const controls = element(
    "form", { class: "controls", onsubmit: (event) => event.preventDefault() },
    labelled(say("search"), element("input", { type: "search", id: "search", ...change })),
    hasNew && labelled(say("show"), choice("show", [["new", say("newWords")], ["all", say("allWords")]], list.onlyNew ? "new" : "all")),
    labelled(say("kind"), choice("kind", [["", say("any")], ["0", say("word")], ["1", say("phrase")]], "")),
    labelled(say("length"), choice("length", [["", say("any")], ...[2, 3, 4, 5, 6].map((n) => [n, n < 6 ? n : "6+"])], "")),
    labelled(say("minimumCount"), element("input", { type: "number", id: "least", min: 1, value: 1, ...change })),
    report.categories && labelled(say("category"), choice("category", [["", say("any")], ...report.categories.map(({ name }, at) => [at, name])], "")),
  );
  const heads = ["word", ...columns, "dispersion"].map((name) =>
    element(
      "th", { scope: "col", "data-column": name },
      name === "dispersion" ? say(`columns.${name}`) : button(say(`columns.${name}`), () => sortList(name))));
  const body = element("tbody", {});
  const view = element(
    "div", { class: "view", tabindex: 0, role: "region", "aria-label": say("list"), onscroll: drawRows, onkeydown: moveInList },
    element("table", {}, element("thead", {}, element("tr", {}, heads)), body));
  const saves = element(
    "p", { class: "saves" }, `${say("export")} `,
    ["tsv", "csv", "jieba"].map((format) => button(format, () => saveList(format), { "data-format": format })));
  const notes = [
    words.total > words.word.length ? say("left", figure(words.word.length), figure(words.total)) : null,
    say("detailed", figure(Object.keys(report.details).length)),
    ...report.omissions.map((part) => say("omitted", say(part))),
  ].filter(Boolean).map((note) => element("p", { class: "note" }, note));
  const region = element(
    "p", { id: "region", hidden: list.region === null }, `${say("region")} `, button(say("clear"), () => selectRegion(null)));
  return section(
    "terms", say("terms"), hasNew ? say("newMeaning") : say("allMeaning"), controls, region,
    element("p", { id: "shown", role: "status" }), view, saves, notes);
}

function choice(id, options, chosen) {
  return element(
    "select", { id, onchange: filterList },
    options.map(([value, label]) => element("option", { value, selected: String(value) === String(chosen) }, String(label))));
}

// Which words pass the filters, in their order.
function filterList() {
  const value = (id) => document.getElementById(id)?.value ?? "";
  const { words } = report;
  list.onlyNew = value("show") === "new";
  const [search, kind, length, least] = [value("search").trim(), value("kind"), Number(value("length")), Number(value("least"))];
  const category = value("category") === "" ? null : new Set(report.categories[value("category")].typical.map(([number]) => number));
  list.found = [];
  for (let number = 0; number < words.word.length; number += 1) {
    const word = words.word[number];
    if (list.onlyNew && !words.new[number]) continue;
    if (search && !word.includes(search)) continue;
    if (kind !== "" && words.kind[number] !== Number(kind)) continue;
    if (words.count[number] < least) continue;
    if (length) {
      const own = [...word].length;
      if (length < 6 ? own !== length : own < 6) continue;
    }
    if (category && !category.has(number)) continue;
    if (list.region && !list.region.has(number)) continue;
    list.found.push(number);
  }
  orderList();
}

function sortList(name) {
  list.descending = list.sort === name ? !list.descending : name !== "word";
  list.sort = name;
  orderList();
}

function orderList() {
  if (list.sort) {
    const sign = list.descending ? -1 : 1;
    const { word } = report.words;
    if (list.sort === "word") {
      list.found.sort((a, b) => sign * (word[a] < word[b] ? -1 : word[a] > word[b] ? 1 : 0));
    } else {
      const column = COLUMNS[list.sort];
      const keys = new Map(list.found.map((number) => [number, column(number) ?? -Infinity]));
      list.found.sort((a, b) => sign * (keys.get(a) - keys.get(b)) || a - b);
    }
  }
  for (const head of document.querySelectorAll("#terms th")) {
    const isSorted = head.dataset.column === list.sort;
    if (isSorted) head.setAttribute("aria-sort", list.descending ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  const all = list.onlyNew ? report.words.new.reduce((sum, isNew) => sum + isNew, 0) : report.words.word.length;
  document.querySelector("#terms .view").scrollTop = 0;
  document.getElementById("shown").textContent = say("shown", figure(list.found.length), figure(all));
  drawRows();
}

function drawRows() {
  const view = document.querySelector("#terms .view");
  const body = view.querySelector("tbody");
  const first = Math.max(0, Math.min(Math.floor(view.scrollTop / ROW) - 10, list.found.length - 1));
  const last = Math.min(list.found.length, first + Math.ceil(view.clientHeight / ROW) + 20);
  const focused = document.activeElement?.closest?.("#terms tbody") ? document.activeElement.textContent : null;
  body.replaceChildren(
    spacer(first * ROW), ...list.found.slice(first, last).map(row), spacer((list.found.length - last) * ROW));
  if (focused !== null) {
    [...body.querySelectorAll(".word")].find((button) => button.textContent === focused)?.focus({ preventScroll: true });
  }
}

function spacer(height) {
  const row = element("tr", { class: "spacer", "aria-hidden": true }, element("td", {}));
  row.style.height = `${height}px`;
  return row;
}

function row(number) {
  const { words } = report;
  const known = words.new && !words.new[number];
  return element(
    "tr", { class: known ? "known" : undefined },
    element("th", { scope: "row" }, wordLink(words.word[number])),
    columnNames().map((name) => element("td", {}, figure(COLUMNS[name](number)))),
    element("td", { class: "where" }, words.dispersion ? sparkline(words.dispersion[number]) : null));
}

// Where in the text a word occurs: one bar for each of twenty equal stretches.
function sparkline(digits) {
  const bars = [...digits].map((digit, place) => {
    const height = (parseInt(digit, 36) / 35) * 16;
    return drawing("rect", { x: place * 4, y: 17 - height, width: 3, height: Math.max(height, 0.5) });
  });
  return drawing("svg", { class: "spark", viewBox: "0 0 80 18", width: 80, height: 18, "aria-hidden": true }, bars);
}

function moveInList(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (!(event.key in steps)) return;
  const links = [...event.currentTarget.querySelectorAll(".word")];
  const next = links[links.indexOf(document.activeElement) + steps[event.key]];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

// A word that spreadsheets would take for a formula is written as text.
function asText(word) {
  return /^[=+\-@\t\r]/.test(word) ? `'${word}` : word;
}

const WRITERS = {
  tsv: (rows) => rows.map((row) => row.map((text) => text.replace(/[\t\r\n]/g, " ")).join("\t") + "\n").join(""),
  csv: (rows) => "\uFEFF" + rows.map(([word, ...figures]) => [asText(word), ...figures].map((text) =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text).join(",") + "\r\n").join(""),
  jieba: () => list.found.map((number) => report.words.word[number]).filter((word) => !/\s/.test(word))
    .map((word) => `${word} ${report.words.count[report.number.get(word)]}\n`).join(""),
};

function saveList(format) {
  const columns = columnNames();
  const rows = [["word", ...columns], ...list.found.map((number) => [
    report.words.word[number], ...columns.map((name) => String(COLUMNS[name](number) ?? ""))])];
  const file = new Blob([WRITERS[format](rows)], { type: "text/plain;charset=utf-8" });
  const link = element("a", { href: URL.createObjectURL(file), download: `words.${format === "jieba" ? "dict" : format}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
