// Statements: all of them, filtered, sorted, searched.

function columnsOf(place) {
  return indexOf().documents[place];
}

function namesOf(field) {
  return (place, number) => columnsOf(place)[field][number].map((entry) => indexOf()[field][entry]);
}

// The force of a commitment, the kind of any other statement.
function kindOf(place, number) {
  return indexOf().kind[columnsOf(place).kind[number]];
}

function topicTitle(id) {
  const topic = topicsById().get(id);
  return topic ? topic.name : id;
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
    values: (place, number) => [isForce(kindOf(place, number)) ? "commitment" : kindOf(place, number)],
  },
  { name: "force", label: "Force", order: FORCES, values: (place, number) => [kindOf(place, number)].filter(isForce) },
  {
    name: "reading", label: "Firmness", order: READINGS,
    values: (place, number) => (columnsOf(place).reading[number] < 0 ? [] : [READINGS[columnsOf(place).reading[number]]]),
  },
  { name: "topic", label: "Topic", none: "no topic", title: topicTitle, values: namesOf("topics") },
  { name: "hedge", label: "Hedge", none: "without hedge", values: namesOf("hedges") },
  { name: "condition", label: "Condition", none: "without condition", values: namesOf("conditions") },
];

function softness(place, number) {
  const columns = columnsOf(place);
  const rank = columns.reading[number] < 0 ? READINGS.length : columns.reading[number];
  return (rank * 10 + columns.kind[number]) * 1000 + columns.hedged[number];
}

function statementsView(params, remember) {
  return facetedView({
    title: "Statements",
    noun: "statement",
    empty: "No statement fits these filters. Loosen one of them, or look under Left out for words that made no statement.",
    facets: STATEMENT_FACETS,
    columns: columnsOf,
    sorts: [
      ["", "date and place"],
      ["firm", "firmest first", softness],
      ["soft", "softest first", (...item) => -softness(...item)],
      ["hedged", "most hedged first", (place, number) => -columnsOf(place).hedged[number]],
      ["actor", "actor", (place, number) => actorTitle(indexOf().actor[columnsOf(place).actor[number]] || "\uffff")],
    ],
    card: (place, number) => statementCard(documentOf(place).statements[number]),
    height: 210,
  }, params, remember);
}
