// The map, which is drawn already: a stretch of it filters the list, a point opens its word.

function renderMap() {
  const picture = drawn("map");
  const points = [...picture.querySelectorAll("circle")].map((circle) => ({
    x: Number(circle.getAttribute("cx")), y: Number(circle.getAttribute("cy")),
    number: report.number.get(circle.textContent),
  }));
  const brush = drawing("rect", { class: "brush", width: 0, height: 0 });
  picture.append(brush);
  followBrush(picture, brush, points);
  const meaning = report.words.logRatio ? "mapMeaningAgainst" : "mapMeaning";
  return section("map", say("map"), say(meaning), element("figure", {}, picture));
}

// A picture of the page, to be used once.
function drawn(name) {
  const picture = document.getElementById(`${name}-picture`).content.firstElementChild.cloneNode(true);
  return build(picture, { role: "img", "aria-label": say(name) }, []);
}

function followBrush(picture, brush, points) {
  let start = null;
  const at = (event) => {
    const box = picture.getBoundingClientRect();
    const { width, height } = picture.viewBox.baseVal;
    return { x: ((event.clientX - box.left) / box.width) * width, y: ((event.clientY - box.top) / box.height) * height };
  };
  const box = (end) => ({
    left: Math.min(start.x, end.x), right: Math.max(start.x, end.x),
    top: Math.min(start.y, end.y), bottom: Math.max(start.y, end.y),
  });
  picture.addEventListener("pointerdown", (event) => {
    start = at(event);
    picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointermove", (event) => {
    if (!start) return;
    const { left, right, top, bottom } = box(at(event));
    for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top })) {
      brush.setAttribute(name, value);
    }
  });
  picture.addEventListener("pointerup", (event) => {
    if (!start) return;
    const { left, right, top, bottom } = box(at(event));
    start = null;
    if (right - left < 4 && bottom - top < 4) {
      const near = points.map((point) => [Math.hypot(point.x - left, point.y - top), point]).sort((a, b) => a[0] - b[0])[0];
      selectRegion(null);
      if (near && near[0] < 8) openPanel(report.words.word[near[1].number]);
      return;
    }
    selectRegion(new Set(points.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom).map(({ number }) => number)));
  });
}

function selectRegion(numbers) {
  list.region = numbers;
  document.getElementById("region").hidden = numbers === null;
  if (numbers === null) {
    for (const brush of document.querySelectorAll(".brush")) brush.setAttribute("width", 0);
  }
  filterList();
}
