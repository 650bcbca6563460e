// The keyboard, and the list of all keys.

const FIELDS = ["INPUT", "SELECT", "TEXTAREA"];

function pressed(event) {
  const { key } = event;
  if (event.altKey || event.metaKey) return event.metaKey && key === "z" ? "Ctrl+z" : null;
  if (event.ctrlKey) return key === "z" ? "Ctrl+z" : null;
  if (/^[a-zA-Z]$/.test(key)) return event.shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase();
  return event.shiftKey && key.startsWith("Arrow") ? `Shift+${key}` : key;
}

function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (state.view === "progress" || document.getElementById("help").open) return;
    const field = FIELDS.includes(event.target.tagName);
    if (field) {
      leaveField(event);
      return;
    }
    const key = pressed(event);
    if (!key || (key === " " && event.target.tagName === "BUTTON")) return;
    if (/^[1-9]$/.test(key)) {
      event.preventDefault();
      perform(() => digit(key));
      return;
    }
    const action = ACTIONS.find((candidate) => candidate.keys.includes(key));
    if (!action || (key === "Escape" && event.target.tagName === "DIALOG")) return;
    event.preventDefault();
    performAction(action);
  });
}

// A digit chooses from the list that is open, if one is; else it is the key of a label.
function digit(key) {
  if (state.choosing) return chosen(Number(key) - 1);
  const action = ACTIONS.find((candidate) => candidate.keys.includes(key));
  return action && (!action.when || action.when()) ? action.run() : undefined;
}

function leaveField(event) {
  const note = event.target.id === "note";
  if (event.key === "Escape" || (note && event.key === "Enter" && !event.shiftKey)) {
    event.preventDefault();
    listNode().focus({ preventScroll: true });
  }
}

function showHelp() {
  const dialog = document.getElementById("help");
  const groups = [...new Set(ACTIONS.map((action) => action.group))];
  dialog.replaceChildren(
    el("h2", { id: "help-title" }, "All keys"),
    el("div", { class: "help-groups" }, groups.map((group) => el("section", {}, el("h3", {}, group),
      el("dl", {}, ACTIONS.filter((action) => action.group === group).map((action) => [
        el("dt", {}, action.keys.map((key) => el("kbd", {}, keyName(key)))), el("dd", {}, action.label)]))))),
    el("ul", { class: "help-notes" },
      el("li", {}, "A click on a statement chooses it, a click on one of its parts chooses that part; its borders can be dragged."),
      el("li", {}, "While a part is chosen (E), ← and → move its end by a word, with Shift its beginning."),
      el("li", {}, "To add something missed, select its words, or press M and use the arrow keys: ← and → move the mark, with Shift they stretch it, M again goes on to the next word that made no statement (wavy line). Then C, H, O or 1 to 7."),
      el("li", {}, "1 to 7 set kind and force together. Each change is kept at once; U takes back one after the other, without limit."),
      el("li", {}, "In a field, Esc goes back to the statements.")),
    el("button", { type: "button", onclick: () => dialog.close(), autofocus: true }, "Close ", el("kbd", {}, "Esc")));
  dialog.showModal();
}
