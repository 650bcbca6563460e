// Findings: what was looked for as rows, agreements as columns, each cell opening to its quotes. Of many agreements a page
// of columns is shown at a time.

const SHARE_ROWS = new Set(["hedged", "hedged-elsewhere"]);

function findingsView(params, remember) {
  const places = chosenPlaces(params);
  const page = pageOf(params, places.length, COLUMNS_SHOWN);
  const shown = places.slice(page.first, page.last);
  const table = grid({ name: "Findings by agreement", corner: "Finding", columns: shown.map(agreementColumn), groups: findingGroups(shown, remember) });
  return {
    title: "Findings",
    nodes: [
      el("h1", {}, "Findings"),
      el("p", { class: "lead" }, "Agreements in the order of their dates. Open a cell to read the words behind it; the arrow keys move from cell to cell. “None found” says that nothing of the kind was found where it was looked for, and no more than that."),
      chooser(places, remember),
      agreementPager(page, remember),
      gridFrame("Table of findings", table),
    ],
    ready: () => openNamedCell(table, params.get("cell")),
  };
}

function agreementColumn(place) {
  const agreement = run.agreements[place];
  return {
    title: agreement.title,
    node: agreement.read && !agreement.reason ? el("a", { href: `#/profile/${encodeURIComponent(agreement.id)}` }, agreement.title) : agreement.title,
    sub: agreement.signed || (agreement.read ? "no date found" : ""),
  };
}

function agreementPager(page, remember) {
  return pager(page, (to) => remember({ page: to, cell: "" }, { redraw: true }), ["Earlier agreements", "Later agreements"]);
}

function findingGroups(places, remember) {
  const groups = new Map();
  for (const finding of run.findings) {
    const row = { label: finding.label, title: finding.description, cells: places.map((place) => findingCell(finding, place, remember)) };
    groups.set(finding.group, [...(groups.get(finding.group) || []), row]);
  }
  return [...groups].map(([label, rows]) => ({ label, rows }));
}

function findingCell(finding, place, remember) {
  const cell = cellsOf(place)[finding.key];
  const agreement = run.agreements[place];
  const own = { class: `state-${cell.state.replace(" ", "-")}`, "data-agreement": agreement.citeAs };
  if (!cell.quotes) return el("td", own, cell.value);
  return el("td", own, findingButton(finding, place, remember, { class: "cell", tabindex: "-1" }, cellBar(finding, cell, agreement)));
}

// The button that shows the value of a finding and opens its quotes.
function findingButton(finding, place, remember, properties, chart = null) {
  const cell = cellsOf(place)[finding.key];
  const agreement = run.agreements[place];
  const label = `${finding.label}, ${agreement.title}: ${cell.value}. ${counted(cell.quotes.length, "quote")}`;
  return opener(`${finding.key}~${agreement.id}`, { ...properties, "aria-label": label }, remember,
    (button, onclose) => openQuotes(finding.label, `${agreement.citeAs}: ${cell.value}`, finding.description,
      cell.quotes.map((quote) => [place, quote]), { opener: button, onclose }),
    el("span", { class: "value" }, cell.value), chart, el("span", { class: "count" }, counted(cell.quotes.length, "quote")));
}

function cellBar(finding, cell, agreement) {
  const total = agreement.kinds.commitment || 0;
  if (FORCES.includes(finding.key) && total) return bar([[finding.key, cell.number]], total);
  if (SHARE_ROWS.has(finding.key)) return bar([[finding.key === "hedged" ? "own" : "elsewhere", cell.number]], 1);
  return null;
}
