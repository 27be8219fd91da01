// The data of the page: JSON, deflated, in base 64. docs/report.md describes it.

let report;

async function readReport() {
  const bytes = Uint8Array.from(atob(document.getElementById("data").textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const data = await new Response(stream).json();
  data.number = new Map(data.words.word.map((word, number) => [word, number]));
  return data;
}

// What the table knows about a word, by its number.
const COLUMNS = {
  count: (number) => report.words.count[number],
  share: (number) => report.words.count[number] / Math.max(1, report.words.raw[number]),
  contexts: (number) => report.words.contexts[number],
  cohesion: (number) => report.words.cohesion[number],
  freedom: (number) => Math.min(report.words.left[number] ?? 0, report.words.right[number] ?? 0),
  score: (number) => report.words.score[number],
  termhood: (number) => report.words.termhood?.[number],
  keyness: (number) => {
    const ratio = report.words.logRatio[number];
    return ratio === null ? null : 2 ** ratio;
  },
  reference: (number) => report.words.reference[number],
};

function columnNames() {
  const { words } = report;
  return [
    "count", "share", ...(words.termhood ? ["termhood"] : []), ...(words.logRatio ? ["keyness", "reference"] : []),
    "contexts", "cohesion", "freedom", "score",
  ];
}
