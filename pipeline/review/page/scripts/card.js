// Everything about the current statement: its labels, its parts, what others decided, a note.

function drawCard() {
  const card = document.getElementById("card");
  const whole = current();
  if (!whole) {
    card.replaceChildren(el("p", { class: "empty" }, emptyMessage()));
    return;
  }
  const known = state.documents.get(whole.document);
  const line = currentLine();
  const sections = [cardHead(whole, line)];
  if (whole.versions) sections.push(versionList(whole, known));
  sections.push(partList(whole, known));
  if (whole.elsewhere.length) sections.push(elsewhereList(whole));
  sections.push(noteField(whole));
  if (line.reasons.length) sections.push(el("p", { class: "doubt" }, "Doubtful: ", line.reasons.join("; "), "."));
  if (whole.rules.length) sections.push(el("p", { class: "rules" }, whole.rules.join("  ")));
  card.replaceChildren(...sections);
}

function emptyMessage() {
  if (state.lines.length) return "No statement passes these filters.";
  return isAdjudicating() ? "Nobody has decided anything in this run yet." : "This run found no statement.";
}

function cardHead(whole, line) {
  const { shown } = whole;
  const done = whole.mine;
  const status = isAdjudicating() ? whole.state : done ? `${DECIDED[done.decision]} by you` : "proposed by rule";
  const moved = done && done.found === "moved" ? " (its words have moved since)" : "";
  return el("div", { class: "card-head" },
    el("p", { class: "head" },
      el("span", { class: `chip ${labelOf(shown)}` }, labelOf(shown)),
      shown.polarity === "negative" && el("span", { class: "chip" }, "negative"),
      el("span", { class: "pinpoint" }, [line.citation, `p. ${whole.page}`].filter(Boolean).join(", ")),
      el("span", { class: `status was-${line.decision}` }, status + moved)),
    whole.version && el("p", { class: "version" }, `Shown: ${whole.version}`));
}

function partList(whole, known) {
  const selected = selectedPart();
  const items = partsOf(whole.shown).map((part) => el("li", {},
    el("button", {
      type: "button", class: `part-choice${selected && samePart(part, selected) ? " is-chosen" : ""}`,
      "aria-pressed": String(Boolean(selected && samePart(part, selected))), onclick: () => act(() => choosePart(part)),
    },
    el("span", { class: `name for-${PART_ROLES[part.field] || part.field}` }, partName(part)), " ",
    el("span", { class: "part-words" }, shortened(known.text.slice(part.span.start, part.span.end))))));
  return el("ul", { class: "parts" }, items);
}

function shortened(text) {
  const flat = text.replace(/\s+/g, " ");
  return flat.length > 160 ? `${flat.slice(0, 90)} … ${flat.slice(-60)}` : flat;
}

function elsewhereList(whole) {
  const items = whole.elsewhere.map((span) => el("li", {},
    el("span", { class: `name for-${span.role}` }, [span.role, span.type].filter(Boolean).join(": ")), ` ${shortened(span.text)} `,
    el("span", { class: "origin" }, `from the ${span.from}`)));
  return el("details", { class: "covering" },
    el("summary", {}, `${counted(items.length, "qualifier")} from elsewhere, judged where ${items.length === 1 ? "it stands" : "they stand"}`),
    el("ul", {}, items));
}

function versionList(whole, known) {
  const items = whole.versions.map((version) => el("li", {},
    el("strong", {}, version.by), ` ${DECIDED[version.decision]}`,
    version.annotation ? `: ${described(version.annotation, whole.proposed, known)}` : "",
    version.note ? el("q", {}, version.note) : ""));
  return el("div", { class: "versions" }, el("h2", {}, "What reviewers made of it"), el("ul", {}, items));
}

// In what an annotation differs from what the rules proposed, in words.
function described(annotation, proposed, known) {
  const words = (span) => `“${shortened(known.text.slice(span.start, span.end))}”`;
  if (!proposed) return `${labelOf(annotation)}, ${words(annotation)}`;
  const found = [];
  if (labelOf(annotation) !== labelOf(proposed)) found.push(labelOf(annotation));
  if (annotation.polarity !== proposed.polarity && annotation.polarity) found.push(annotation.polarity);
  const before = partsOf(proposed);
  const after = partsOf(annotation);
  const key = (part) => JSON.stringify([part.field, part.span.start, part.span.end, part.span.type || ""]);
  const [known1, known2] = [new Set(before.map(key)), new Set(after.map(key))];
  for (const part of after) if (!known1.has(key(part))) found.push(`${partName(part)} ${words(part.span)}`);
  for (const part of before) if (!known2.has(key(part)) && part.field !== "clause") found.push(`without ${partName(part)} ${words(part.span)}`);
  return found.length ? found.join("; ") : "as the rules proposed";
}

function noteField(whole) {
  const field = el("textarea", { id: "note", rows: "2", maxlength: "4000", onchange: () => saveNote(field.value) });
  field.value = whole.mine ? whole.mine.note : "";
  return el("div", { class: "field note-field" }, el("label", { for: "note" }, "Note (N; Enter keeps it)"), field);
}
