// What is known about one word: figures, lines, neighbours, words used alike, templates.

let opener = null;

function openPanel(word) {
  const old = document.getElementById("panel");
  if (!old) opener = document.activeElement;
  old?.remove();
  const panel = element(
    "aside", { id: "panel", "aria-labelledby": "panel-title", tabindex: -1 },
    element("h2", { id: "panel-title" }, quoted(word)),
    button("×", closePanel, { class: "close", "aria-label": say("close") }),
    figures(report.number.get(word)), details(word));
  document.getElementById("main").append(panel);
  panel.focus();
}

function closePanel() {
  document.getElementById("panel")?.remove();
  if (opener?.isConnected) opener.focus();
}

function definitions(pairs) {
  return element("dl", {}, pairs.map(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

function figures(number) {
  const { words } = report;
  const pairs = columnNames().map((name) => [say(`columns.${name}`), figure(COLUMNS[name](number))]);
  pairs.unshift([say("kind"), say(words.kind[number] ? "phrase" : "word")]);
  const chart = words.dispersion ? element("p", {}, `${say("columns.dispersion")} `, sparkline(words.dispersion[number])) : null;
  return element("section", {}, definitions(pairs), chart);
}

function details(word) {
  if (!Object.hasOwn(report.details, word)) return element("p", { class: "note" }, say("noDetails"));
  const known = report.details[word];
  return [
    known.why && element("section", {}, element("h3", {}, say("why")), definitions(known.why.map(([name, value]) => [name, typeof value === "number" ? figure(value) : quoted(value)]))),
    known.lines && lines(word, known.lines),
    element("div", { class: "sketch" }, neighbours("before", known.before), neighbours("after", known.after)),
    known.alike?.length ? element("section", {}, element("h3", {}, say("alike")), element("p", {}, known.alike.map(([other, likeness]) => [wordLink(other), ` ${figure(likeness, 2)} `]))) : null,
    known.templates?.length ? element("section", {}, element("h3", {}, say("inTemplates")), known.templates.map((at) => template(report.templates[at]))) : null,
  ];
}

// Lines of a word, with what is before it to the left; [before, after, file, line].
function lines(word, all) {
  const body = element("tbody", {});
  const orders = {
    sortText: () => 0,
    sortLeft: (a, b) => compare([...a[0]].reverse().join(""), [...b[0]].reverse().join("")),
    sortRight: (a, b) => compare(a[1], b[1]),
  };
  const show = (order) => body.replaceChildren(...[...all].sort(orders[order]).map(([before, after, file, line]) =>
    element(
      "tr", {}, element("td", { class: "before" }, quoted(before)), element("th", { scope: "row" }, quoted(word)),
      element("td", {}, quoted(after)), element("td", { class: "place" }, quoted(`${file}:${line}`)))));
  show("sortText");
  return element(
    "section", {}, element("h3", {}, say("concordance")),
    element("p", { class: "saves" }, Object.keys(orders).map((order) => button(say(order), () => show(order)))),
    element(
      "div", { class: "view lines", tabindex: 0, role: "region", "aria-label": say("concordance") },
      element("table", {}, ["side", "middle", "side", "place"].map((name) => element("col", { class: name })), body)));
}

function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

// What a word keeps company with on one side: [word, distance, count].
function neighbours(side, rows) {
  if (!rows?.length) return null;
  const most = Math.max(...rows.map(([, , count]) => count));
  return element(
    "section", {}, element("h3", {}, say(side)),
    element("table", {}, element("tbody", {}, rows.map(([word, distance, count]) =>
      element(
        "tr", {}, element("th", { scope: "row" }, wordLink(word)), element("td", {}, distance > 1 ? `+${distance - 1}` : ""),
        element("td", {}, bar(count / most)), element("td", {}, figure(count)))))));
}

function bar(share) {
  return drawing(
    "svg", { class: "bar", viewBox: "0 0 100 10", width: 100, height: 10, preserveAspectRatio: "none", "aria-hidden": true },
    drawing("rect", { width: Math.max(1, 100 * share), height: 10 }));
}
