// Tables of cells that open to quotes: one cell is in the tab order, the arrow keys lead to the others.

const COLUMNS_SHOWN = 25;

// `columns` are { title, node, sub }; `groups` are { label, rows }, a row is { label, title, cells }, a cell a td.
function grid({ name, corner, columns, groups }) {
  const table = el("table", { class: "matrix" },
    el("caption", { class: "unseen" }, name),
    el("thead", {}, el("tr", {}, el("th", { scope: "col", class: "corner" }, corner),
      columns.map((column) => el("th", { scope: "col", title: column.title }, el("span", { class: "clamped" }, column.node),
        el("span", { class: "sub" }, column.sub))))),
    groups.map(({ label, rows }) => el("tbody", {},
      label ? el("tr", { class: "group" }, el("th", { scope: "rowgroup" }, label), columns.length ? el("td", { colspan: String(columns.length) }) : null) : null,
      rows.map((row) => el("tr", {}, el("th", { scope: "row", title: row.title || null }, row.label), row.cells)))));
  const first = table.querySelector("button.cell");
  if (first) first.tabIndex = 0;
  table.addEventListener("focusin", (event) => keepInTabOrder(table, event.target));
  table.addEventListener("keydown", moveAmongCells);
  return table;
}

function gridFrame(label, table) {
  return el("div", { class: "scroller tall", tabindex: "0", role: "region", "aria-label": label }, table);
}

// A button that opens quotes in the panel; the address remembers which, under `cell`.
function opener(key, properties, remember, open, ...content) {
  const button = el("button", {
    type: "button",
    "data-cell": key,
    ...properties,
    onclick: () => {
      remember({ cell: key });
      open(button, () => remember({ cell: "" }));
    },
  }, ...content);
  return button;
}

function openNamedCell(root, name) {
  if (!name) return;
  const button = [...root.querySelectorAll("button[data-cell]")].find((candidate) => candidate.dataset.cell === name);
  if (button) button.click();
}

function keepInTabOrder(table, target) {
  if (!target.matches("button.cell")) return;
  for (const button of table.querySelectorAll("button.cell[tabindex='0']")) button.tabIndex = -1;
  target.tabIndex = 0;
}

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -1], End: [0, 1] };

function moveAmongCells(event) {
  const step = STEPS[event.key];
  if (!step || !event.target.matches("button.cell") || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll("tbody tr:not(.group)")];
  const cell = event.target.closest("td");
  let [row, column] = [rows.indexOf(cell.parentElement), cell.cellIndex];
  let found = null;
  for (;;) {
    row += step[0];
    column += step[1];
    const next = rows[row] && column > 0 && rows[row].cells[column];
    if (!next) break;
    found = next.querySelector("button.cell") || found;
    if (found && event.key.startsWith("Arrow")) break;
  }
  if (found) found.focus();
}
