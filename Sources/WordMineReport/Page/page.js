// The page: sections in their order, the language, the keyboard.

function render() {
  document.documentElement.lang = language;
  const sections = [
    renderCorpus(), renderList(), renderMap(), report.categories && renderCategories(), report.trend && renderTrend(),
    report.templates.length ? renderTemplates() : null, report.sentences.length ? renderSentences() : null, renderAbout(),
  ].filter(Boolean);
  document.getElementById("main").replaceChildren(...sections);
  const links = sections.map((part) => element("a", { href: `#${part.id}` }, part.querySelector("h2").textContent));
  const navigation = document.getElementById("sections");
  navigation.setAttribute("aria-label", say("sections"));
  navigation.replaceChildren(...links);
  document.getElementById("language").textContent = say("switch");
  filterList();
}

// What is asked for stays when the language changes.
document.getElementById("language").addEventListener("click", () => {
  const values = [...document.querySelectorAll(".controls input, .controls select")].map(({ id, value }) => [id, value]);
  language = language === "en" ? "zh" : "en";
  render();
  for (const [id, value] of values) document.getElementById(id).value = value;
  filterList();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePanel();
  if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    document.getElementById("search")?.focus();
  }
});

addEventListener("resize", () => report && drawRows());

document.getElementById("status").textContent = say("loading");
readReport().then((data) => {
  report = data;
  render();
}).catch((error) => {
  document.getElementById("status").textContent = say("broken");
  throw error;
});
