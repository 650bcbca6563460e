// Comparison: findings as rows, agreements as columns, each cell opening to its quotes. Of many agreements a page of
// columns is shown at a time.

const COLUMNS_SHOWN = 25;
const SHARE_ROWS = new Set(["hedged", "hedged-elsewhere"]);

function matrixView(params, remember) {
  const chosen = (params.get("agreements") || "").split("|").filter(Boolean).map(placeOf).filter((place) => place >= 0);
  const places = chosen.length ? chosen : run.agreements.map((agreement) => agreement.place);
  const page = pageOf(params, places.length, COLUMNS_SHOWN);
  const shown = places.slice(page.first, page.last);
  const table = matrixTable(shown, remember);
  return {
    title: "Comparison",
    nodes: [
      el("h1", {}, "Comparison"),
      el("p", { class: "lead" }, "Agreements in the order of their dates. Open a cell to read the words behind it; the arrow keys move from cell to cell. “None found” says that nothing of the kind was found where it was looked for, and no more than that."),
      chooser(places, remember),
      pager(page, (to) => remember({ page: to, cell: "" }, { redraw: true }), ["Earlier agreements", "Later agreements"]),
      el("div", { class: "scroller tall", tabindex: "0", role: "region", "aria-label": "Comparison table" }, table),
    ],
    ready: () => openNamedCell(table, params.get("cell")),
  };
}

function matrixTable(places, remember) {
  const head = el("tr", {}, el("th", { scope: "col", class: "corner" }, "Finding"), places.map((place) => {
    const agreement = run.agreements[place];
    return el("th", { scope: "col", title: agreement.title },
      agreement.read ? readingLink(place, {}, agreement.title) : agreement.title,
      el("span", { class: "sub" }, agreement.signed || (agreement.read ? "no date found" : "")));
  }));
  const table = el("table", { class: "matrix" },
    el("caption", { class: "unseen" }, "Findings by agreement"), el("thead", {}, head));
  let group = "";
  let body = null;
  for (const finding of run.findings) {
    if (finding.group !== group) {
      group = finding.group;
      body = el("tbody", {}, el("tr", { class: "group" },
        el("th", { scope: "rowgroup" }, group), places.length ? el("td", { colspan: String(places.length) }) : null));
      table.append(body);
    }
    body.append(el("tr", {},
      el("th", { scope: "row", title: finding.description }, finding.label),
      places.map((place) => matrixCell(finding, place, remember))));
  }
  const first = table.querySelector("button.cell");
  if (first) first.tabIndex = 0;
  table.addEventListener("focusin", (event) => keepInTabOrder(table, event.target));
  table.addEventListener("keydown", moveAmongCells);
  return table;
}

// One cell of the table is in the tab order, the last one visited; from there the arrow keys lead to the others.
function keepInTabOrder(table, target) {
  if (!target.matches("button.cell")) return;
  for (const button of table.querySelectorAll("button.cell[tabindex='0']")) button.tabIndex = -1;
  target.tabIndex = 0;
}

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

function moveAmongCells(event) {
  const step = STEPS[event.key];
  if (!step || !event.target.matches("button.cell")) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll("tbody tr:not(.group)")];
  const cell = event.target.closest("td");
  let [row, column] = [rows.indexOf(cell.parentElement), cell.cellIndex];
  for (;;) {
    row += step[0];
    column += step[1];
    const next = rows[row] && column > 0 && rows[row].cells[column];
    if (!next) return;
    const button = next.querySelector("button.cell");
    if (button) {
      button.focus();
      return;
    }
  }
}

function matrixCell(finding, place, remember) {
  const cell = cellsOf(place)[finding.key];
  const state = cell.state.replace(" ", "-");
  const agreement = run.agreements[place];
  const own = { class: `state-${state}`, "data-agreement": agreement.citeAs };
  if (!cell.quotes) return el("td", own, cell.value);
  const button = el("button", {
    type: "button",
    class: "cell",
    tabindex: "-1",
    "data-cell": `${finding.key}~${agreement.id}`,
    "aria-label": `${finding.label}, ${agreement.title}: ${cell.value}. ${counted(cell.quotes.length, "quote")}`,
    onclick: () => {
      remember({ cell: button.dataset.cell });
      showCell(finding, place, button, () => remember({ cell: "" }));
    },
  }, el("span", { class: "value" }, cell.value), cellBar(finding, cell, agreement),
  el("span", { class: "count" }, counted(cell.quotes.length, "quote")));
  return el("td", own, button);
}

function cellBar(finding, cell, agreement) {
  const total = agreement.kinds.commitment || 0;
  if (FORCES.includes(finding.key) && total) return bar([[finding.key, cell.number]], total);
  if (SHARE_ROWS.has(finding.key)) return bar([[finding.key === "hedged" ? "own" : "elsewhere", cell.number]], 1);
  return null;
}

function openNamedCell(table, name) {
  if (!name) return;
  const button = [...table.querySelectorAll("button.cell")].find((candidate) => candidate.dataset.cell === name);
  if (button) button.click();
}

function chooser(places, remember) {
  const chosen = new Set(places.length === run.agreements.length ? [] : places);
  const list = el("ul", { class: "choices" });
  const details = el("details", { class: "chooser" },
    el("summary", {}, chosen.size ? `${counted(chosen.size, "agreement")} chosen of ${run.agreements.length}` : "Choose agreements"));
  const draw = (wanted) => list.replaceChildren(...run.agreements
    .filter((agreement) => agreement.citeAs.toLowerCase().includes(wanted)).slice(0, 200)
    .map((agreement) => el("li", {}, el("label", {}, el("input", {
      type: "checkbox", value: agreement.id, checked: chosen.has(agreement.place),
      onchange: (event) => { if (event.target.checked) chosen.add(agreement.place); else chosen.delete(agreement.place); },
    }), " ", agreement.citeAs))));
  const apply = (picked) => remember({
    agreements: picked.sort((a, b) => a - b).map((place) => run.agreements[place].id).join("|"), page: "", cell: "",
  }, { redraw: true });
  details.addEventListener("toggle", () => { if (details.open && !list.children.length) draw(""); });
  const find = searchField("Find an agreement", "find", "");
  find.addEventListener("input", (event) => draw(event.target.value.toLowerCase()));
  details.append(
    find, list,
    el("p", { class: "actions" },
      el("button", { type: "button", onclick: () => apply([...chosen]) }, "Show chosen"),
      el("button", { type: "button", class: "quiet", onclick: () => apply([]) }, "Show all")));
  return details;
}
