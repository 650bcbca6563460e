// The side panel: opens beside the page, takes the focus, and gives it back when it closes.

const panel = { node: document.getElementById("panel"), opener: null, list: null, onclose: null };

function openPanel(title, subtitle, makeBody, { opener = null, onclose = null } = {}) {
  releasePanel();
  panel.opener = opener;
  panel.onclose = onclose;
  const heading = el("h2", { id: "panel-title", tabindex: "-1" }, title);
  const body = el("div", { class: "panel-body" });
  panel.node.replaceChildren(
    el("div", { class: "panel-head" }, heading,
      el("button", { type: "button", class: "quiet", onclick: () => closePanel() }, "Close")),
    subtitle ? el("p", { class: "panel-sub" }, subtitle) : "",
    body);
  // The bar of views stays in reach above the panel where it stays on the page at all.
  const bar = document.querySelector(".masthead");
  panel.node.style.top = getComputedStyle(bar).position === "sticky" ? `${bar.offsetHeight}px` : "0";
  panel.node.hidden = false;
  document.body.classList.add("with-panel");
  panel.node.scrollTop = 0;
  const made = makeBody(panel.node);
  if (made instanceof WindowedList) {
    panel.list = made;
    body.append(made.node);
  } else body.append(...[made].flat());
  heading.focus();
}

function releasePanel() {
  if (panel.list) panel.list.close();
  panel.list = null;
}

function closePanel({ giveBack = true } = {}) {
  if (panel.node.hidden) return;
  releasePanel();
  panel.node.hidden = true;
  panel.node.replaceChildren();
  document.body.classList.remove("with-panel");
  const { opener, onclose } = panel;
  panel.opener = null;
  panel.onclose = null;
  if (onclose) onclose();
  if (giveBack && opener && opener.isConnected) opener.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePanel();
});

// Quotes of one agreement or of several, each with its place: [place, quote].
function openQuotes(title, subtitle, description, quotes, { opener: button = null, onclose = null, withAgreement = false } = {}) {
  openPanel(title, subtitle, (scroller) => {
    const list = new WindowedList(quotes, ([place, quote]) => quoteCard(place, quote, { withAgreement }), { scroller, itemHeight: 240 });
    list.node.prepend(el("p", { class: "description" }, `${description} ${counted(quotes.length, "quote")}.`));
    return list;
  }, { opener: button, onclose });
}

function showStatements(statements, opener) {
  const [first] = statements;
  openPanel(statements.length > 1 ? `${statements.length} statements here` : "Statement",
    placeWords(first.place, first.citation, first.page),
    () => statements.flatMap((statement) => [statementCard(statement, { withAgreement: false }), statementDetails(statement)]),
    { opener });
}
