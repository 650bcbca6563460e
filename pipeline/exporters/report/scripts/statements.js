// Statements: all of them, filtered, sorted, searched.

function columnsOf(place) {
  return indexOf().documents[place];
}

function namesOf(field) {
  return (place, number) => columnsOf(place)[field][number].map((entry) => indexOf()[field][entry]);
}

function firmnessOf(place, number) {
  return indexOf().firmness[columnsOf(place).firmness[number]];
}

function isForce(name) {
  return FORCES.includes(name);
}

const AGREEMENT_FACET = {
  name: "agreement", label: "Agreement",
  values: (place) => [run.agreements[place].id],
  title: (id) => (placeOf(id) < 0 ? id : run.agreements[placeOf(id)].citeAs),
  get order() { return readAgreements().map((agreement) => agreement.id); },
};

const STATEMENT_FACETS = [
  AGREEMENT_FACET,
  {
    name: "actor", label: "Actor", none: "no actor named", title: actorTitle,
    values: (place, number) => {
      const actor = columnsOf(place).actor[number];
      return actor < 0 ? [] : [indexOf().actor[actor]];
    },
  },
  {
    name: "kind", label: "Kind", order: KINDS,
    values: (place, number) => [isForce(firmnessOf(place, number)) ? "commitment" : firmnessOf(place, number)],
  },
  { name: "force", label: "Force", order: FORCES, values: (place, number) => [firmnessOf(place, number)].filter(isForce) },
  { name: "topic", label: "Topic", none: "no topic", values: namesOf("topics") },
  { name: "hedge", label: "Hedge", none: "without hedge", values: namesOf("hedges") },
  { name: "condition", label: "Condition", none: "without condition", values: namesOf("conditions") },
];

function softness(place, number) {
  return columnsOf(place).firmness[number] * 1000 + columnsOf(place).hedged[number];
}

function statementsView(params, remember) {
  return facetedView({
    title: "Statements",
    noun: "statement",
    empty: "No statement fits these filters. Loosen one of them, or look under Left out for words that made no statement.",
    facets: STATEMENT_FACETS,
    size: (place) => columnsOf(place).firmness.length,
    sorts: [
      ["", "date and place"],
      ["firm", "firmest first", softness],
      ["soft", "softest first", (...item) => -softness(...item)],
      ["hedged", "most hedged first", (place, number) => -columnsOf(place).hedged[number]],
      ["actor", "actor", (place, number) => actorTitle(indexOf().actor[columnsOf(place).actor[number]] || "\uffff")],
    ],
    haystack: (data, number) => {
      const { start, end, citation } = data.statements[number];
      return `${data.text.slice(start, end)} ${citation}`;
    },
    card: (place, number) => statementCard(documentOf(place).statements[number]),
    height: 210,
  }, params, remember);
}
