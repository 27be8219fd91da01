// Templates by family, with what fills their slots; sentences as trees.

const FILLERS = 8;

function renderTemplates() {
  const families = report.families.map((members) => {
    const [best, ...others] = members.map((at) => report.templates[at]);
    return element(
      "li", {}, template(best),
      others.length
        ? element("details", {}, element("summary", {}, `${say("variants")}: ${others.length}`), others.map(template)) : null);
  });
  return section("templates", say("templates"), say("templatesMeaning"), element("ol", { class: "families" }, families));
}

function template({ text, count, slots, examples }) {
  return element(
    "details", { class: "template" },
    element("summary", {}, pattern(text), " ", element("span", { class: "count" }, say("times", figure(count)))),
    slots.map((slot) => element("div", { class: "slot" }, fillers(slot), lengths(slot))),
    examples?.length ? element("div", {}, element("h4", {}, say("examples")), element("ul", {}, examples.map((line) => element("li", {}, quoted(line))))) : null);
}

// A template with its slots marked.
function pattern(text) {
  return element("bdi", { lang: "zh" }, text.split(/(\[X\])/).map((part) => (part === "[X]" ? element("span", { class: "gap" }, "［　］") : part)));
}

function fillers({ fillers: all, distinct }) {
  const most = Math.max(1, ...all.map(([, count]) => count));
  const rows = all.slice(0, FILLERS).map(([text, count]) =>
    element("tr", {}, element("th", { scope: "row" }, quoted(text)), element("td", {}, bar(count / most)), element("td", {}, figure(count))));
  return element(
    "div", {}, element("h4", {}, say("fillers")), element("table", {}, element("tbody", {}, rows)),
    distinct > rows.length ? element("p", { class: "note" }, say("more", figure(distinct - rows.length))) : null);
}

function lengths({ lengths: all }) {
  if (!all) return null;
  const most = Math.max(1, ...all);
  return element(
    "div", {}, element("h4", {}, say("lengths")),
    element("table", {}, element("tbody", {}, all.map((count, length) => count > 0
      ? element("tr", {}, element("th", { scope: "row" }, length), element("td", {}, bar(count / most)), element("td", {}, figure(count))) : null))));
}

// Words and the order in which they join: nodes are [first, last word], inner ones first.
function renderSentences() {
  const trees = report.sentences.map((sentence) =>
    element("details", { class: "tree", ontoggle: (event) => {
      if (event.target.open && event.target.childElementCount === 1) event.target.append(tree(sentence));
    } }, element("summary", {}, quoted(sentence.words.join("")))));
  return section("sentences", say("sentences"), say("sentencesMeaning"), trees);
}

function tree({ words, nodes }) {
  const widths = words.map((word) => 18 * [...word].length + 16);
  const starts = widths.map((_, at) => widths.slice(0, at).reduce((sum, width) => sum + width, 0));
  const middles = starts.map((start, at) => ({ x: start + widths[at] / 2, level: 0 }));
  const spans = new Map(words.map((_, at) => [`${at}-${at}`, middles[at]]));
  const joined = [...nodes].sort((a, b) => a[1] - a[0] - (b[1] - b[0]));
  const edges = [];
  let deepest = 0;
  for (const [first, last] of joined) {
    const parts = [];
    for (let at = first; at <= last;) {
      let end = last;
      while (end > at && (!spans.has(`${at}-${end}`) || (at === first && end === last))) end -= 1;
      parts.push(spans.get(`${at}-${end}`));
      at = end + 1;
    }
    const node = { x: parts.reduce((sum, part) => sum + part.x, 0) / parts.length, level: 1 + Math.max(...parts.map((part) => part.level)) };
    deepest = Math.max(deepest, node.level);
    spans.set(`${first}-${last}`, node);
    edges.push(...parts.map((part) => [node, part]));
  }
  const width = starts.at(-1) + widths.at(-1);
  const height = 34 * deepest + 40;
  const y = (level) => height - 28 - 34 * level;
  const picture = drawing(
    "svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": words.join(" ") },
    edges.map(([node, part]) => drawing("path", { class: "edge", d: `M${part.x} ${y(part.level)}V${y(node.level)}H${node.x}` })),
    words.map((word, at) => drawing("text", { x: middles[at].x, y: height - 8, "text-anchor": "middle" }, word)));
  return element("div", { class: "view picture", tabindex: 0, role: "region", "aria-label": words.join("") }, picture);
}
