// The keyboard: every view and every cell is reached without a mouse; "?" lists how. Single keys can be switched off, for
// people who dictate or whose aids use them.

const SHORTCUTS = [
  [["?"], "show this list"],
  [["1", "…", "9"], "go to a view, in the order of the bar above"],
  [["/"], "go to the search field of the view"],
  [["j", "k"], "next, previous statement or quote"],
  [["Enter"], "open the cell or the statement at hand"],
  [["←", "→", "↑", "↓"], "move from cell to cell in a table; Home and End go to the ends of a row"],
  [["c"], "copy the citation of the statement at hand"],
  [["q"], "copy its words with the citation"],
  [["[", "]"], "previous, next agreement (in profiles, novelty and reading)"],
  [["Esc"], "close the panel or this list"],
];
const KEYS_STORED = "hedgerow-single-keys";

const singleKeys = { on: stored() !== "off" };

function stored(value) {
  // A page opened from disk may be kept from storing anything: then the choice holds until the page is closed.
  try {
    if (value === undefined) return localStorage.getItem(KEYS_STORED);
    localStorage.setItem(KEYS_STORED, value);
  } catch { /* nothing is stored */ }
  return null;
}

function showShortcuts() {
  if (document.querySelector("dialog[open]")) return;
  const toggle = el("input", {
    type: "checkbox", checked: singleKeys.on,
    onchange: (event) => { singleKeys.on = event.target.checked; stored(singleKeys.on ? "on" : "off"); },
  });
  const dialog = el("dialog", { class: "shortcuts", "aria-labelledby": "shortcuts-title", onclose: () => dialog.remove() },
    el("h2", { id: "shortcuts-title" }, "Keyboard"),
    el("dl", {}, SHORTCUTS.flatMap(([keys, what]) => [
      el("dt", {}, keys.map((key) => (key === "…" ? " … " : [el("kbd", {}, key), " "]))), el("dd", {}, what)])),
    el("p", {}, el("label", {}, toggle, " Single keys act on this page")),
    el("p", { class: "actions" }, el("button", { type: "button", onclick: () => dialog.close() }, "Close")));
  document.body.append(dialog);
  dialog.showModal();
}

const STOPS = ".card, button.tag";

function step(by) {
  const scope = panel.node.contains(document.activeElement) ? panel.node : document.getElementById("main");
  const stops = [...scope.querySelectorAll(STOPS)].filter((node) => node.offsetParent);
  if (!stops.length) return;
  const current = document.activeElement.closest(STOPS);
  const top = document.querySelector(".masthead").offsetHeight;
  let next = current ? stops.indexOf(current) + by : stops.findIndex((node) => node.getBoundingClientRect().top >= top);
  next = Math.min(Math.max(next, 0), stops.length - 1);
  if (stops[next].matches(".card")) stops[next].tabIndex = -1;
  stops[next].focus({ preventScroll: true });
  stops[next].scrollIntoView({ block: "center" });
}

function copyAtHand(what) {
  const node = document.activeElement.closest(STOPS) || panel.node.querySelector(".card");
  if (node && node.copies) node.copies[what]();
}

function goToView(number) {
  const link = document.querySelectorAll(".masthead nav a")[number - 1];
  if (link) link.click();
}

const SINGLE_KEYS = {
  "?": showShortcuts,
  "/": () => { const field = document.querySelector("main input[type=search]"); if (field) field.focus(); },
  j: () => step(1),
  k: () => step(-1),
  c: () => copyAtHand("citation"),
  q: () => copyAtHand("quote"),
  "[": () => current && current.turn && current.turn(-1),
  "]": () => current && current.turn && current.turn(1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
  // The list itself stays within reach, or single keys could not be switched on again.
  if (!singleKeys.on && event.key !== "?") return;
  if (document.querySelector("dialog[open]")) return;
  if (/^[1-9]$/.test(event.key)) goToView(Number(event.key));
  else if (SINGLE_KEYS[event.key]) SINGLE_KEYS[event.key]();
  else return;
  event.preventDefault();
});
document.getElementById("keys").addEventListener("click", showShortcuts);
