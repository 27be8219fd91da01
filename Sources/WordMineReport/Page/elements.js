// Elements of the page. Text of a corpus only ever becomes a text node, so nothing in it is markup.

const SVG = "http://www.w3.org/2000/svg";

function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function element(tag, attributes = {}, ...children) {
  return build(document.createElement(tag), attributes, children);
}

function drawing(tag, attributes = {}, ...children) {
  return build(document.createElementNS(SVG, tag), attributes, children);
}

// Text of the corpus: whatever direction its characters have, it ends where it ends.
function quoted(text, attributes = {}) {
  return element("bdi", { lang: "zh", ...attributes }, text);
}

function button(label, act, attributes = {}) {
  return element("button", { type: "button", onclick: act, ...attributes }, label);
}

// A section with a heading and a sentence that says what it means.
function section(id, title, meaning, ...children) {
  return element(
    "section", { id, "aria-labelledby": `${id}-title` },
    element("h2", { id: `${id}-title` }, title), element("p", { class: "meaning" }, meaning), children);
}

// A word that opens its panel.
function wordLink(word) {
  return report.number.has(word)
    ? element("button", { type: "button", class: "word", onclick: () => openPanel(word) }, quoted(word))
    : quoted(word);
}

function labelled(label, control) {
  return element("label", {}, element("span", {}, label), control);
}

// Numbers with three digits that count, and no more.
function figure(value, digits = 3) {
  if (value === null || value === undefined) return "";
  if (Number.isInteger(value)) return value.toLocaleString(language);
  return value.toLocaleString(language, { maximumSignificantDigits: digits });
}
