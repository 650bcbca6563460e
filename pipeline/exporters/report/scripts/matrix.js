// Matrix: topics as rows, agreements or actors as columns. A cell says how firmly, how often, on what terms; silence is told
// apart from mention without promise, and from a text that was not examined.

const SPREADS = [
  ["", "all topics"], ["all", "promised in every column"], ["some", "promised in some, not in others"],
  ["one", "promised in one alone"], ["none", "promised in none"],
];

function matrixView(params, remember) {
  const byActor = params.get("by") === "actor";
  const side = byActor ? actorSide() : agreementSide(params, remember);
  const rows = el("div", {});
  const form = matrixForm(params, byActor);
  const view = { title: "Matrix", nodes: null, ready: null };
  const draw = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const topics = run.topics.filter((topic) => fitsTopic(topic, wanted) && fitsSpread(topic, side, wanted.spread));
    const table = grid({ name: `Topics by ${byActor ? "actor" : "agreement"}`, corner: "Topic", columns: side.columns, groups: topicGroups(topics, side, remember) });
    rows.replaceChildren(topics.length ? gridFrame("Matrix of topics", table)
      : el("p", { class: "empty" }, "No topic fits. Widen the choice above, or look under Statements for “no topic”."));
  };
  form.addEventListener("input", (event) => {
    const wanted = Object.fromEntries(new FormData(form));
    const whole = event.target.name === "by";
    remember({ ...wanted, by: wanted.by === "agreement" ? "" : wanted.by, ...(whole ? { page: "", cell: "" } : {}) }, { redraw: whole });
    if (whole) document.getElementById("choose-by").focus();
    else draw();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  draw();
  view.nodes = [
    el("h1", {}, "Matrix"),
    el("p", { class: "lead" }, byActor
      ? "What each actor promises on each topic, over all agreements, those with the most commitments first. Open a cell to read the words behind it."
      : "What each agreement says on each topic, in the order of their dates. Open a cell to read the words behind it; the arrow keys move from cell to cell."),
    matrixKey(byActor),
    form,
    side.tools,
    rows,
  ];
  view.ready = () => openNamedCell(rows, params.get("cell"));
  return view;
}

function matrixForm(params, byActor) {
  const taxonomies = [...new Set(run.topics.map((topic) => topic.taxonomy))];
  const sections = taxonomies.flatMap((taxonomy) => [
    ...(taxonomy ? [[taxonomy, taxonomy]] : []),
    ...[...new Set(run.topics.filter((topic) => topic.taxonomy === taxonomy && topic.group).map((topic) => topic.group))]
      .map((group) => [`${taxonomy}/${group}`, taxonomy ? `${taxonomy}: ${group}` : group]),
  ]);
  return el("form", { class: "filters in-line", role: "search", "aria-label": "Filter the topics" },
    choice("Topics by", "by", [["agreement", "agreement"], ["actor", "actor"]], byActor ? "actor" : "agreement"),
    choice("Part of the taxonomies", "part", [["", "all"], ...sections], params.get("part") || ""),
    choice("Spread", "spread", SPREADS, params.get("spread") || ""),
    searchField("Topic", "find", params.get("find") || "", "words of its name or description"));
}

function fitsTopic(topic, wanted) {
  const words = `${topic.name} ${topic.description} ${topic.group}`.toLowerCase();
  const inPart = !wanted.part || topic.taxonomy === wanted.part || `${topic.taxonomy}/${topic.group}` === wanted.part;
  return inPart && wanted.find.toLowerCase().split(/\s+/).every((word) => words.includes(word));
}

function fitsSpread(topic, side, spread) {
  if (!side.keys.some((key) => side.cell(topic, key))) return false;
  if (!spread) return true;
  const examined = side.keys.filter((key) => !side.unexamined(key));
  const promised = examined.filter((key) => (side.cell(topic, key) || {}).state === "promised").length;
  if (spread === "one") return promised === 1;
  if (spread === "none") return promised === 0;
  return spread === "all" ? promised === examined.length : promised > 0 && promised < examined.length;
}

// --- the two sides: what stands in the columns, and the cell of a topic in each ---

function agreementSide(params, remember) {
  const places = chosenPlaces(params);
  const page = pageOf(params, places.length, COLUMNS_SHOWN);
  const shown = places.slice(page.first, page.last);
  return {
    keys: shown,
    columns: shown.map(agreementColumn),
    tools: el("div", {}, chooser(places, remember), agreementPager(page, remember)),
    cell: (topic, place) => block(`topics-${place}`)[topic.id],
    silence: "not mentioned",
    unexamined: (place) => run.agreements[place].reason,
    id: (place) => run.agreements[place].id,
    title: (place) => run.agreements[place].citeAs,
    quotes: (place, cell) => cell.quotes.map((quote) => [place, quote]),
  };
}

function actorSide() {
  const { actors, cells } = block("actors");
  return {
    keys: actors.map((_, place) => place),
    columns: actors.map((actor) => ({
      title: actor.title,
      node: el("a", { href: statementsAddress({ kind: "commitment", actor: actor.key }) }, actor.title),
      sub: `${counted(actor.commitments, "commitment")} in ${counted(actor.agreements, "agreement")}`,
    })),
    tools: null,
    cell: (topic, place) => (cells[topic.id] || [])[place],
    silence: "no commitment",
    unexamined: () => "",
    id: (place) => `actor:${actors[place].key}`,
    title: (place) => actors[place].title,
    quotes: (_, cell) => cell.quotes,
  };
}

function topicGroups(topics, side, remember) {
  const groups = new Map();
  for (const topic of topics) {
    const label = [topic.taxonomy, topic.group].filter(Boolean).join(": ") || "Without topic";
    const row = { label: topic.name, title: topic.description, cells: side.keys.map((key) => topicCell(topic, key, side, remember)) };
    groups.set(label, [...(groups.get(label) || []), row]);
  }
  return [...groups].map(([label, rows]) => ({ label, rows }));
}

function topicCell(topic, key, side, remember) {
  const cell = side.cell(topic, key);
  const own = { "data-agreement": side.title(key) };
  if (side.unexamined(key)) return el("td", { ...own, class: "state-not-examined" }, side.unexamined(key));
  if (!cell) return el("td", { ...own, class: "state-none silent" }, side.silence);
  const button = opener(`${topic.id}~${side.id(key)}`, {
    class: "cell", tabindex: "-1", "aria-label": `${topic.name}, ${side.title(key)}: ${cell.state}; ${cell.value}. ${counted(cell.quotes.length, "quote")}`,
  }, remember, (node, onclose) => openQuotes(topic.name, `${side.title(key)}: ${cell.value}`, topic.description, side.quotes(key, cell),
    { opener: node, onclose, withAgreement: side.id(key).startsWith("actor:") }), topicWords(cell));
  return el("td", { ...own, class: `topic ${cell.reading || cell.state.replace(" ", "-")}` }, button);
}

// The words of a cell, the finding first.
function topicWords(cell) {
  if (cell.state === "mentioned") return [el("span", { class: "state" }, "mentioned"), el("span", { class: "line" }, cell.value.replace(/^mentioned, /, ""))];
  if (cell.state === "provided for") return [el("span", { class: "state" }, "provided for"), el("span", { class: "line" }, cell.value)];
  const qualified = [
    cell.hedged ? `${cell.hedged} hedged: ${cell.hedges.join(", ")}` : "",
    cell.conditional ? `${cell.conditional} conditional: ${cell.conditions.join(", ")}` : "",
  ].filter(Boolean);
  return [
    el("span", { class: "state" }, readingDots(cell.reading), ` ${cell.reading}`),
    el("span", { class: "line" }, `${counted(cell.commitments, "commitment")}, ${cell.commitments > 1 ? "up to " : ""}${cell.force}`),
    qualified.map((words) => el("span", { class: "line" }, words)),
    cell.reaching.length ? el("span", { class: "line from" }, `from elsewhere: ${cell.reaching.join(", ")}`) : null,
    cell.figures.length ? el("span", { class: "line figures" }, cell.figures.slice(0, FIGURES_IN_CELL).join(" · "),
      cell.figures.length > FIGURES_IN_CELL ? ` · ${cell.figures.length - FIGURES_IN_CELL} more` : null) : null,
  ];
}

const FIGURES_IN_CELL = 3;

function matrixKey(byActor) {
  const sample = (name, ...words) => el("span", { class: `sample topic ${name}` }, ...words);
  return el("section", { class: "matrix-key", "aria-label": "How cells are read" },
    el("p", {}, READINGS.map((reading) => [sample(reading, readingDots(reading), ` ${reading}`), " "]),
      "the firmest commitment of the cell. Its reason stands with each quote."),
    byActor ? null : el("p", {},
      sample("provided-for", "provided for"), " a permission, disclaimer or term, no commitment ",
      sample("mentioned", "mentioned"), " only in recitals, affirmations or headings, quoted ",
      sample("state-none silent", "not mentioned"), " none of the topic’s words found ",
      sample("state-not-examined", "not read, not examined"), " no finding at all"));
}
