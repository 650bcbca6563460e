// Which statements the list holds, and in which order.

const ORDERS = [["text", "in the text"], ["doubt", "most doubtful first"]];
const filters = { document: "", kind: "", force: "", topic: "", hedge: "", rule: "", decision: "", order: "text" };
const FILTERS = [
  ["document", "Agreement", (line) => [String(line.document)]],
  ["kind", "Kind", (line) => [line.kind]],
  ["force", "Force", (line) => (line.force ? [line.force] : [])],
  ["topic", "Topic", (line) => line.topics],
  ["hedge", "Hedge", (line) => (line.hedges.length ? line.hedges : ["no hedge"])],
  ["rule", "Rule", (line) => line.rules],
  ["decision", "Decision", (line) => [line.decision]],
];

function drawFilters() {
  const form = document.getElementById("filters");
  form.replaceChildren(...FILTERS.map(([name, label, values]) => filterChoice(name, label, values)),
    choice("Order", "order", ORDERS, filters.order));
}

function filterChoice(name, label, values) {
  const counts = new Map();
  for (const line of state.lines) for (const value of values(line)) counts.set(value, (counts.get(value) || 0) + 1);
  const shown = (value) => (name === "document" ? state.run.documents[value].title : name === "decision" ? DECIDED[value] : value);
  const order = name === "document" ? (a, b) => a - b : (a, b) => (a < b ? -1 : 1);
  const found = [...counts.keys()].sort(order);
  if (filters[name] && !counts.has(filters[name])) found.push(filters[name]);
  const options = found.map((value) => [value, `${shown(value)} (${counts.get(value) || 0})`]);
  return choice(label, name, [["", "all"], ...options], filters[name]);
}

// The list is made anew only when a filter changes: a statement does not vanish under the hand that decides it.
function applyFilters() {
  const kept = currentLine();
  const wanted = FILTERS.filter(([name]) => filters[name]);
  state.list = state.lines.filter((line) => wanted.every(([name, , values]) => values(line).includes(filters[name])));
  const inText = (a, b) => a.document - b.document || a.start - b.start;
  state.list.sort(filters.order === "doubt" ? (a, b) => b.doubt - a.doubt || inText(a, b) : inText);
  state.at = state.list.length ? Math.max(0, state.list.indexOf(kept)) : -1;
}

async function filtersChanged(name, value) {
  filters[name] = value;
  applyFilters();
  // Another order begins at its beginning.
  if (name === "order") state.at = Math.min(0, state.list.length - 1);
  await goTo(state.at, { force: true });
  scrollList(state.at * ROW_HEIGHT - listFrame.height / 3);
  drawList();
}

function listenToFilters() {
  const form = document.getElementById("filters");
  form.addEventListener("change", (event) => perform(() => filtersChanged(event.target.name, event.target.value)));
  form.addEventListener("submit", (event) => event.preventDefault());
}
