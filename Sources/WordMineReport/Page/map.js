// The map: words by use and freedom, or by use and keyness; a stretch of it filters the list.

const MAP = { width: 960, height: 480, margin: { left: 56, right: 16, top: 12, bottom: 44 }, most: 1500 };

function renderMap() {
  const against = report.words.logRatio !== undefined;
  const frame = element("figure", { id: "map-frame" });
  drawMap(frame, against);
  return section("map", say("map"), against ? say("mapMeaningAgainst") : say("mapMeaning"), frame);
}

function mapPoints(against) {
  const { words } = report;
  const numbers = [];
  for (let number = 0; number < words.word.length && numbers.length < MAP.most; number += 1) {
    const isShown = against ? words.logRatio[number] !== null : words.new === undefined || words.new[number];
    if (isShown) numbers.push(number);
  }
  return numbers.map((number) => ({
    number, word: words.word[number], count: words.count[number],
    height: against ? Math.max(-10, Math.min(15, words.logRatio[number])) : COLUMNS.freedom(number),
  }));
}

function drawMap(frame, against) {
  const { width, height, margin } = MAP;
  const points = mapPoints(against);
  const greatest = Math.max(2, ...points.map((point) => point.count));
  const [low, high] = [Math.min(0, ...points.map((point) => point.height)), Math.max(1, ...points.map((point) => point.height))];
  const x = (count) => margin.left + (Math.log(count) / Math.log(greatest)) * (width - margin.left - margin.right);
  const y = (value) => height - margin.bottom - ((value - low) / (high - low)) * (height - margin.top - margin.bottom);
  for (const point of points) [point.x, point.y] = [x(Math.max(1, point.count)), y(point.height)];

  const axes = [];
  for (let count = 1; count <= greatest; count *= 10) {
    axes.push(drawing("line", { class: "grid", x1: x(count), x2: x(count), y1: margin.top, y2: height - margin.bottom }));
    axes.push(drawing("text", { x: x(count), y: height - margin.bottom + 18, "text-anchor": "middle" }, figure(count)));
  }
  const step = high - low > 8 ? 4 : 2;
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    axes.push(drawing("line", { class: "grid", x1: margin.left, x2: width - margin.right, y1: y(value), y2: y(value) }));
    axes.push(drawing("text", { x: margin.left - 8, y: y(value) + 4, "text-anchor": "end" }, figure(value)));
  }
  axes.push(drawing("text", { class: "axis", x: width - margin.right, y: height - 6, "text-anchor": "end" }, say("uses")));
  axes.push(drawing("text", { class: "axis", x: 4, y: margin.top + 2 }, say(against ? "ratio" : "freedom")));

  const dots = points.map((point) =>
    drawing("circle", { cx: point.x.toFixed(1), cy: point.y.toFixed(1), r: 3 }, drawing("title", {}, point.word)));
  const labels = place(points).map((point) =>
    drawing("text", { class: "label", x: point.x + 5, y: point.y + 4 }, point.word));
  const brush = drawing("rect", { class: "brush", width: 0, height: 0 });
  const picture = drawing(
    "svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": say("map") }, axes, dots, labels, brush);
  followBrush(picture, brush, points);
  frame.replaceChildren(picture);
}

// The labels that have room, best words first: each takes cells of a grid that no other has.
function place(points) {
  const taken = new Set();
  return points.filter((point) => {
    const length = [...point.word].length;
    const cells = [];
    for (let column = Math.floor(point.x / 8); column <= Math.floor((point.x + 8 + 13 * length) / 8); column += 1) {
      for (const row of [Math.floor((point.y - 8) / 8), Math.floor(point.y / 8), Math.floor((point.y + 7) / 8)]) {
        cells.push(column * 1000 + row);
      }
    }
    if (point.x + 8 + 13 * length > MAP.width || cells.some((cell) => taken.has(cell))) return false;
    for (const cell of cells) taken.add(cell);
    return true;
  });
}

function followBrush(picture, brush, points) {
  let start = null;
  const at = (event) => {
    const box = picture.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * MAP.width, y: ((event.clientY - box.top) / box.height) * MAP.height };
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
      if (near && near[0] < 8) openPanel(near[1].word);
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
