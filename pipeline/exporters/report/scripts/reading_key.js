// The key to the reading view: what each mark means, and the qualifiers that reach statements from elsewhere, numbered.

const NUMBERED_SHOWN = 8;

// Qualifiers said once for an article, a part or the whole instrument, in the order of the text, each with the
// statements it reaches. Those that one disclaimer holds share its number. What a chapeau says stands just above its
// items and needs no number.
function inheritedKey(data) {
  const key = new Map();
  for (const statement of data.statements) {
    for (const [role, start, end, kind, from] of statement.spans) {
      if (!from || from === "chapeau" || !NUMBERED_ROLES.has(role)) continue;
      const name = spanKey(role, start, end, kind);
      const entry = key.get(name) || { role, start, end, kind, levels: new Set(), statements: new Set() };
      entry.levels.add(from);
      entry.statements.add(statement.number);
      key.set(name, entry);
    }
  }
  let [mark, holder] = [0, null];
  for (const entry of [...key.values()].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const held = holder && entry.role !== "disclaimer" && entry.end <= holder.end;
    if (!held) {
      mark += 1;
      holder = entry.role === "disclaimer" ? entry : null;
    }
    entry.mark = mark;
  }
  return key;
}

const NUMBERED_ROLES = new Set(["condition", "hedge", "disclaimer", "time", "amount"]);

function spanKey(role, start, end, kind) {
  return `${role} ${start} ${end} ${kind}`;
}

// Entries by their number, in the order of the numbers.
function byMark(entries) {
  const marks = new Map();
  for (const entry of [...entries].sort((a, b) => a.mark - b.mark || a.start - b.start || b.end - a.end)) {
    marks.set(entry.mark, [...(marks.get(entry.mark) || []), entry]);
  }
  return marks;
}

// The numbers behind a statement's tag; each leads to the words it stands for.
function inheritedMarks(statement, inherited) {
  const reaching = new Set(statement.spans
    .map(([role, start, end, kind, from]) => from && inherited.get(spanKey(role, start, end, kind))).filter(Boolean));
  if (!reaching.size) return null;
  return el("sup", { class: "inherited" }, [...byMark(reaching)].map(([mark, entries]) => {
    const names = entries.map(spanName).join(", ");
    return el("a", {
      href: readingAddress(statement.place, { at: entries[0].start }),
      class: `for-${(entries.find(({ role }) => role !== "disclaimer") || entries[0]).role}`,
      title: `${names}: ${words(statement.place, entries[0].start, entries[0].end)}`,
      "aria-label": `also ${names}, number ${mark}`,
      // Going back leads to the statement that was left.
      onclick: () => history.replaceState(null, "", readingAddress(statement.place, { statement: statement.id })),
    }, String(mark));
  }));
}

function marksLegend(place, inherited) {
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
        inheritedList(place, inherited))] : null));
}

function inheritedList(place, inherited) {
  const marks = [...byMark(inherited.values())];
  const list = (listed) => el("ol", { class: "numbered", start: String(listed[0][0]) }, listed.map(([, [first, ...held]]) => el("li", {},
    nameOf(first), " ", el("q", {}, words(place, first.start, first.end)), ", ",
    readingLink(place, { at: first.start }, citationAt(place, first.start) || "where it stands"), reachWords(first),
    held.map((entry) => el("span", { class: "held" }, nameOf(entry), " ", el("q", {}, words(place, entry.start, entry.end)), reachWords(entry))))));
  if (marks.length <= NUMBERED_SHOWN) return list(marks);
  return [list(marks.slice(0, NUMBERED_SHOWN)),
    el("details", {}, el("summary", {}, `${marks.length - NUMBERED_SHOWN} more`), list(marks.slice(NUMBERED_SHOWN)))];
}

function nameOf(span) {
  return el("small", { class: `name for-${span.role}` }, spanName(span));
}

function reachWords(entry) {
  return el("span", { class: "origin" }, `, reaches ${counted(entry.statements.size, "statement")} through the ${[...entry.levels].join(" and ")}`);
}
