// The key to the reading view: what each mark means, and the qualifiers that reach statements from elsewhere, numbered.

const NUMBERED_SHOWN = 8;

// Qualifiers said once for an article, a part or the whole instrument, in the order of the text, each with the
// statements it reaches. What a chapeau says stands just above its items and needs no number.
function inheritedKey(data) {
  const key = new Map();
  for (const statement of data.statements) {
    for (const [role, start, end, kind, from] of statement.spans) {
      if (!from || from === "chapeau" || !LISTED_BESIDE.includes(role) || role === "actor" || role === "deontic") continue;
      const name = `${role} ${start} ${end} ${kind}`;
      const entry = key.get(name) || { role, start, end, kind, levels: new Set(), statements: new Set() };
      entry.levels.add(from);
      entry.statements.add(statement.number);
      key.set(name, entry);
    }
  }
  [...key.values()].sort((a, b) => a.start - b.start || a.end - b.end).forEach((entry, place) => { entry.mark = place + 1; });
  return key;
}

// The numbers behind a statement's tag; each leads to the words it stands for.
function inheritedMarks(statement, inherited) {
  const marks = statement.spans
    .map(([role, start, end, kind, from]) => from && inherited.get(`${role} ${start} ${end} ${kind}`)).filter(Boolean);
  if (!marks.length) return null;
  return el("sup", { class: "inherited" }, [...new Set(marks)].sort((a, b) => a.mark - b.mark).map((entry) => el("a", {
    href: readingAddress(statement.place, { at: entry.start }),
    class: `for-${entry.role}`,
    title: `${spanName(entry)}: ${words(statement.place, entry.start, entry.end)}`,
    "aria-label": `also ${spanName(entry)}, number ${entry.mark}`,
    // Going back leads to the statement that was left.
    onclick: () => history.replaceState(null, "", readingAddress(statement.place, { statement: statement.id })),
  }, String(entry.mark))));
}

function marksLegend(place, data, inherited) {
  const sample = (name, label) => [el("span", { class: name }, label), " "];
  return el("details", { class: "key-to-marks", open: matchMedia("(min-width: 700px)").matches },
    el("summary", {}, "What the marks mean"),
    el("dl", {},
      el("dt", {}, "Statements"),
      el("dd", {}, [...FORCES, ...KINDS.filter((kind) => kind !== "commitment")].map((name) => sample(`chip ${name}`, name)),
        "a tag stands before each statement; open it for all that is known of it. The first four are commitments, from firmest to softest."),
      el("dt", {}, "Qualifiers"),
      el("dd", {}, QUALIFIERS.map((role) => [el("span", { class: `is-${role}` }, el("small", { class: `name for-${role}` }, role)), " "]),
        "each is named before its words. Point at a statement, or reach it with j and k, to see which words belong to it."),
      el("dt", {}, "Words"),
      el("dd", {}, sample("is-actor", "actor"), sample("is-deontic", "force word"), sample("is-aim", "verb"), sample("is-left-out", "left out")),
      inherited.size ? [el("dt", {}, "Numbers"), el("dd", {}, "a number behind a tag is a qualifier that stands elsewhere and reaches the statement:",
        inheritedList(place, data, inherited))] : null));
}

function inheritedList(place, data, inherited) {
  const entries = [...inherited.values()].sort((a, b) => a.mark - b.mark);
  const list = (listed) => el("ol", { class: "numbered", start: String(listed[0].mark) }, listed.map((entry) => el("li", {},
    el("small", { class: `name for-${entry.role}` }, spanName(entry)), " ",
    el("q", {}, words(place, entry.start, entry.end)), ", ",
    readingLink(place, { at: entry.start }, citationAt(place, entry.start) || "where it stands"),
    el("span", { class: "origin" }, `, reaches ${counted(entry.statements.size, "statement")} through the ${[...entry.levels].join(" and ")}`))));
  if (entries.length <= NUMBERED_SHOWN) return list(entries);
  return [list(entries.slice(0, NUMBERED_SHOWN)),
    el("details", {}, el("summary", {}, `${entries.length - NUMBERED_SHOWN} more`), list(entries.slice(NUMBERED_SHOWN)))];
}
