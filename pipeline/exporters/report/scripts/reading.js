// Reading: the whole text of an agreement with its statements marked and every qualifier named.

function readingView(params, remember, id) {
  const readable = readAgreements();
  if (!readable.length) return { title: "Reading", nodes: [el("h1", {}, "Reading"), el("p", { class: "empty" }, "No agreement was read.")] };
  const agreement = chosenAgreement(id, readable);
  const { place } = agreement;
  const data = documentOf(place);
  const paragraphs = paragraphsOf(data);
  const inherited = inheritedKey(data);
  const list = new WindowedList(paragraphs, (paragraph) => readingParagraph(data, paragraph, inherited), { itemHeight: 110 });
  list.node.classList.add("text");
  list.node.addEventListener("click", (event) => openFromText(event, data));
  lightStatements(list.node);
  return {
    title: agreement.title,
    nodes: [
      el("h1", {}, agreement.title),
      el("p", { class: "lead" }, [agreement.signed, agreement.parties.join(" · "),
        counted(agreement.words, "word"), counted(data.statements.length, "statement"),
        `${data.leftOut.length} left out`].filter(Boolean).join(" — ")),
      agreement.reason ? el("p", { class: "note" }, agreement.reason) : null,
      readingTools(agreement, readable, list),
      marksLegend(place, inherited),
      el("div", { class: "reading" }, outline(agreement, data, paragraphs, list), list.node),
    ],
    list,
    close: () => list.close(),
    ready: () => goTo(params, data, paragraphs, list),
    turn: (by) => turnTo("read", agreement, readable, by),
  };
}

// The agreement that the address names, else the first that was examined.
function chosenAgreement(id, readable) {
  const found = placeOf(id);
  return found >= 0 && run.agreements[found].read ? run.agreements[found] : readable.find((one) => !one.reason) || readable[0];
}

function turnTo(view, agreement, readable, by) {
  const next = readable[readable.indexOf(agreement) + by];
  if (next) location.hash = `#/${view}/${encodeURIComponent(next.id)}`;
}

function agreementChooser(view, agreement, readable) {
  const select = choice("Agreement", "agreement", readable.map((one) => [one.id, one.citeAs]), agreement.id);
  select.addEventListener("change", (event) => { location.hash = `#/${view}/${encodeURIComponent(event.target.value)}`; });
  return select;
}

function readingTools(agreement, readable, list) {
  const toggle = (label, name) => el("label", { class: "toggle" }, el("input", {
    type: "checkbox", checked: true, onchange: (event) => list.node.classList.toggle(name, !event.target.checked),
  }), ` ${label}`);
  return el("div", { class: "tools" }, agreementChooser("read", agreement, readable),
    toggle("Name qualifiers", "without-names"), toggle("Number inherited qualifiers", "without-inherited"),
    toggle("Mark words left out", "without-left-out"));
}

// The statement that is pointed at, or has the focus, is lit with all its qualifiers.
function lightStatements(node) {
  const light = (target) => {
    for (const lit of node.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
    const piece = target.closest("[data-statements]");
    for (const number of piece ? piece.dataset.statements.split(" ") : []) {
      for (const other of node.querySelectorAll(`[data-statements~="${number}"]`)) other.classList.add("is-lit");
    }
  };
  node.addEventListener("pointerover", (event) => light(event.target));
  node.addEventListener("pointerleave", () => light(node));
  node.addEventListener("focusin", (event) => light(event.target));
}

function openFromText(event, data) {
  const piece = event.target.closest("span[data-statements]");
  if (!piece || String(getSelection())) return;
  showStatements(piece.dataset.statements.split(" ").map((number) => data.statements[Number(number)]), null);
}

function outline(agreement, data, paragraphs, list) {
  const entries = paragraphs.map((paragraph, place) => ({ paragraph, place })).filter(({ paragraph }) => isHeading(data, paragraph));
  return el("nav", { class: "outline", "aria-label": "Parts of the agreement" },
    el("details", { open: matchMedia("(min-width: 1100px)").matches }, el("summary", {}, "Parts of the agreement"),
      el("ul", {}, entries.map(({ paragraph, place }) => el("li", { class: paragraph.provision.kind }, el("button", {
        type: "button", class: "quiet", onclick: () => show(list.reveal(place)),
      }, words(agreement.place, paragraph.start, paragraph.end)))))));
}

function show(node) {
  node.setAttribute("tabindex", "-1");
  node.scrollIntoView({ block: "center" });
  node.focus({ preventScroll: true });
  // Blocks that fill on the way may move the place; once they have, it is brought back.
  requestAnimationFrame(() => setTimeout(() => node.scrollIntoView({ block: "center" }), 60));
}

function goTo(params, data, paragraphs, list) {
  const statement = data.statements.find((one) => one.id === params.get("statement"));
  const offset = statement ? statement.start : Number(params.get("at") || 0);
  if (!statement && !params.get("at")) return;
  const node = list.reveal(lastBefore(paragraphs, offset));
  const tag = statement && [...node.querySelectorAll("button.tag")].find((one) => one.dataset.statement === statement.id);
  for (const piece of tag ? node.querySelectorAll("span[data-statements]") : []) {
    if (piece.dataset.statements.split(" ").includes(String(statement.number))) piece.classList.add("is-target");
  }
  if (!tag) node.classList.add("is-target");
  show(tag || node);
}
