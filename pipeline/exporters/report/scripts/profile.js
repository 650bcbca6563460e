// Profile: one page an agreement. What it is, each indicator quoted and without verdict; then what it promises, to whom,
// how firmly, on what terms.

function profileView(params, remember, id) {
  const examined = run.agreements.filter((agreement) => agreement.read && !agreement.reason);
  if (!examined.length) return { title: "Profiles", nodes: [el("h1", {}, "Profiles"), el("p", { class: "empty" }, "No agreement was examined, so there is no profile.")] };
  const found = run.agreements[placeOf(id)];
  const agreement = found && examined.includes(found) ? found : examined[0];
  const { place } = agreement;
  const data = block(`profile-${place}`);
  const sheet = el("div", { class: "profile" },
    statusSheet(agreement, remember),
    partsSection(data.parts),
    hedgesSection(place, data),
    consultationSection(place, data.consultations, remember),
    moneySection(place, data.money, remember),
    promisesSection(agreement, data, remember),
    gradedSection(place, data),
    elementsSection(place, data.elements, remember));
  return {
    title: `Profile of ${agreement.title}`,
    nodes: [
      el("h1", {}, agreement.title),
      el("p", { class: "lead" }, [agreement.signed, agreement.parties.join(" · "), counted(agreement.words, "word")].filter(Boolean).join(" — ")),
      el("div", { class: "tools" }, agreementChooser("profile", agreement, examined),
        el("p", {}, readingLink(place, {}, "Read the text"), " · ",
          el("a", { href: statementsAddress({ agreement: agreement.id }) }, "All statements"))),
      sheet,
    ],
    ready: () => openNamedCell(sheet, params.get("cell")),
    turn: (by) => turnTo("profile", agreement, examined, by),
  };
}

function profileSection(title, lead, ...content) {
  return el("section", { class: "sheet" }, el("h2", {}, title), lead ? el("p", { class: "lead" }, lead) : null, ...content);
}

function noneFound(words) {
  return el("p", { class: "empty" }, words);
}

// A small button that opens quotes of this agreement.
function quotesButton(place, key, title, quotes, remember, label = counted(quotes.length, "quote")) {
  return opener(key, { class: "quiet", "aria-label": `${title}: ${label}` }, remember, (button, onclose) => openQuotes(title, run.agreements[place].citeAs, "",
    quotes.map((quote) => [place, quote]), { opener: button, onclose }), label);
}

// --- status ---

function statusSheet(agreement, remember) {
  const findings = new Map(run.findings.map((finding) => [finding.key, finding]));
  const cells = cellsOf(agreement.place);
  return profileSection("Status sheet", "What the instrument says of itself, quoted; no verdict.",
    el("div", { class: "status" }, run.statusSheet.map(([group, keys]) => el("section", {}, el("h3", {}, group),
      el("dl", {}, keys.flatMap((key) => {
        const [finding, cell] = [findings.get(key), cells[key]];
        return [
          el("dt", { title: finding.description }, finding.label),
          el("dd", { class: `state-${cell.state.replace(" ", "-")}` }, cell.quotes
            ? findingButton(finding, agreement.place, remember, { class: "indicator" }) : cell.value),
        ];
      }))))));
}

// --- forces by part ---

function partsSection(parts) {
  const mix = (names, counts, total) => [bar(names.map((name) => [name, counts[name]]), total || 1),
    el("span", { class: "sub" }, names.filter((name) => counts[name]).map((name) => (FORCES.includes(name) ? counted(counts[name], name) : `${counts[name]} ${name}`)).join(" · ") || "none")];
  return profileSection("Force and firmness by part", "Force is the word used; firmness also counts what qualifies it and how the instrument uses its words.",
    el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Force and firmness by part" }, el("table", {},
      el("thead", {}, el("tr", {}, ["Part", "Commitments", "Force", "Firmness", "Hedged in own words"].map((name, place) => el("th", { scope: "col", class: place === 1 || place === 4 ? "figure" : null }, name)))),
      el("tbody", {}, parts.map((part) => el("tr", {},
        el("th", { scope: "row" }, part.part),
        figure("Commitments", String(part.commitments)),
        el("td", { class: "mix" }, mix(FORCES, part.forces, part.commitments)),
        el("td", { class: "mix" }, mix(READINGS, part.readings, part.commitments)),
        figure("Hedged", part.commitments ? `${part.hedged} (${percent(part.hedged, part.commitments)})` : "–")))))));
}

// --- hedges ---

function hedgesSection(place, { hedges, wide }) {
  const [total] = hedges.map((share) => share[3]);
  return profileSection("Hedges", "How many commitments each type of hedge qualifies.",
    hedges.length ? el("ul", { class: "bar-list shares" }, hedges.map(([type, own, elsewhere]) => el("li", {},
      el("a", { href: statementsAddress({ agreement: run.agreements[place].id, kind: "commitment", hedge: type }) }, type),
      bar([["own", own], ["elsewhere", elsewhere]], total),
      el("span", { class: "number" }, [own ? `${own} in own words` : "", elsewhere ? `${elsewhere} from elsewhere` : ""].filter(Boolean).join(", "), ` of ${total}`))))
      : noneFound("No commitment is hedged."),
    el("h3", {}, "Said once, for the whole or for a part"),
    wide.length ? wide.map((one) => el("div", {}, el("p", { class: "reaches" }, one.note), quoteCard(place, one.quote)))
      : noneFound("No clause was found that hedges or disclaims the whole instrument or a part of it."));
}

// --- consultation, money ---

function recordTable(name, heads, rows) {
  return el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": name }, el("table", { class: "records" },
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell) => el("td", { class: cell === "" ? "unsaid" : null }, cell === "" ? "not said" : cell)))))));
}

function consultationSection(place, consultations, remember) {
  return profileSection("Consultation", "Commitments to consult or meet: on what event, at whose request, by when.",
    consultations.length ? recordTable("Consultation", ["On what event", "At whose request", "By when", "Words"],
      consultations.map((one, number) => [one.trigger, one.request, one.deadline,
        quotesButton(place, `consultation-${number}`, "Consultation", [one.quote], remember, placeOfQuote(place, one.quote))]))
      : noneFound("No commitment to consult or meet was found."));
}

function placeOfQuote(place, quote) {
  const item = typeof quote === "number" ? documentOf(place).statements[quote] : quote;
  return placeWords(place, item.citation, item.page) || "Read it";
}

function moneySection(place, money, remember) {
  return profileSection("Money", "Each sum as it is given. Sums are never added up: clauses may name one sum twice.",
    money.length ? recordTable("Money", ["Sum", "Years", "For what", "From", "To", "Words"],
      money.map((one, number) => [el("span", { class: "figure" }, one.sum), one.years,
        el("span", {}, one.purpose, one.topics.length ? el("span", { class: "sub" }, one.topics.join(", ")) : null), one.actor, one.beneficiary,
        quotesButton(place, `money-${number}`, one.sum, [one.quote], remember, placeOfQuote(place, one.quote))]))
      : noneFound("No sum of money stands in a statement."));
}

// --- who promises what to whom ---

function promisesSection(agreement, { promises, reciprocity }, remember) {
  const { place } = agreement;
  return profileSection("Who promises what to whom", reciprocityWords(reciprocity),
    promises.length ? recordTable("Promises", ["Who", "For whom", "Force", "Verbs, the most frequent first", "Words"],
      promises.map((one, number) => [el("strong", {}, one.actor), one.beneficiary,
        el("span", { class: "mix" }, bar(FORCES.map((force) => [force, one.forces[force]]), one.commitments), el("span", { class: "sub" }, forceWords(one))),
        one.aims.map(([verb, count]) => (count > 1 ? `${verb} (${count})` : verb)).join(", "),
        quotesButton(place, `promise-${number}`, `${one.actor}${one.beneficiary ? ` to ${one.beneficiary}` : ""}`, one.quotes, remember, counted(one.commitments, "commitment"))]))
      : noneFound("No commitment was found."));
}

function reciprocityWords({ jointly, alone, unnamed }) {
  return [
    jointly ? `${counted(jointly, "commitment")} of the parties together or of each alike` : "none by the parties together",
    ...alone.map(([name, count]) => `${name} alone: ${count}`),
    unnamed ? `${unnamed} with no actor named` : "",
  ].filter(Boolean).join("; ") + ".";
}

// --- firmest and softest, elements ---

function gradedSection(place, { firmest, softest }) {
  const column = (title, quotes) => el("section", {}, el("h3", {}, title), quotes.map((quote) => quoteCard(place, quote, { brief: true })));
  return profileSection("Firmest and softest", "Each with its reason.", firmest.length
    ? el("div", { class: "two" }, column("The firmest commitments", firmest), column("The softest commitments", softest))
    : noneFound("No commitment was found."));
}

function elementsSection(place, elements, remember) {
  const total = elements.reduce((sum, one) => sum + one.count, 0);
  return profileSection("Elements of cooperation", elements.length ? `${counted(total, "element")} listed by ${counted(elements.length, "statement")}.` : "",
    elements.length ? elements.map((one, number) => el("div", {},
      el("p", {}, el("strong", {}, `${counted(one.count, "element")} `), quotesButton(place, `elements-${number}`, "Elements", [one.quote], remember, placeOfQuote(place, one.quote))),
      el("ol", { class: "elements" }, one.items.map((item) => el("li", {}, item)))))
      : noneFound("No statement lists elements."));
}
