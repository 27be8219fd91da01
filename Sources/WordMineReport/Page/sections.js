// The other sections: figures of the corpus, categories, the time line, how the page was made.

function renderCorpus() {
  const { corpus } = report;
  const pairs = [
    [say("characters"), figure(corpus.characters)], [say("lines"), figure(corpus.lines)],
    [say("words"), figure(corpus.words)], [say("types"), figure(corpus.types)],
    [say("encodings"), Object.entries(corpus.encodings).map(([name, count]) => (count > 1 ? `${name} (${count})` : name)).join(", ")],
  ];
  if (corpus.invalidBytes) pairs.push([say("invalid"), figure(corpus.invalidBytes)]);
  if (corpus.bitsPerCharacter) {
    const { characters, words } = corpus.bitsPerCharacter;
    pairs.push([say("bits"), element("span", { title: say("bitsMeaning") }, `${figure(characters)} → ${figure(words)}`)]);
  }
  return section("corpus", say("corpus"), say("corpusMeaning"), definitions(pairs), growth());
}

function growth() {
  return element(
    "figure", { class: "small" }, drawn("growth"),
    element("figcaption", {}, element("strong", {}, say("growth")), ` ${say("growthMeaning")}`));
}

function renderCategories() {
  const columns = report.categories.map(({ name, words, typical }) =>
    element(
      "section", { class: "category" }, element("h3", {}, quoted(name), " ", element("span", { class: "count" }, figure(words))),
      element("p", {}, typical.slice(0, 30).map(([number]) => [wordLink(report.words.word[number]), " "]))));
  return section("categories", say("categories"), say("categoriesMeaning"), element("div", { class: "columns" }, columns));
}

function renderTrend() {
  const rows = report.trend.words.map(({ word, change, rates, counts }) => {
    const most = Math.max(...rates, 1e-9);
    const bars = rates.map((rate, at) => drawing("rect", { x: at * 8, y: 17 - (rate / most) * 16, width: 6, height: Math.max(0.5, (rate / most) * 16) }));
    const picture = drawing("svg", { class: "spark", viewBox: `0 0 ${8 * rates.length} 18`, width: 8 * rates.length, height: 18, "aria-hidden": true }, bars);
    return element(
      "tr", {}, element("th", { scope: "row" }, wordLink(word)), element("td", {}, say(`changes.${change}`)),
      element("td", {}, picture), element("td", {}, counts.join(" ")));
  });
  return section(
    "trend", say("trend"), say("trendMeaning"),
    element("div", { class: "view", tabindex: 0, role: "region", "aria-label": say("trend") }, element("table", {}, element("tbody", {}, rows))));
}

function renderAbout() {
  const { made } = report;
  return section(
    "about", say("about"), "",
    definitions([
      [say("version"), made.version], [say("options"), element("code", {}, made.options.join(" "))],
      [say("inputs"), element("ul", {}, made.inputs.map(({ name, bytes, checksum }) =>
        element("li", {}, quoted(name), ` ${figure(bytes)} ${say("bytes")}, ${say("checksum")} ${checksum}`)))],
    ]));
}
