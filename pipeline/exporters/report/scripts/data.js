// The data blocks of the page, each parsed when it is first needed.

const FORCES = ["obligation", "pledge", "intention", "recommendation"];
const KINDS = ["commitment", "permission", "disclaimer", "term"];
const QUALIFIERS = ["condition", "hedge", "time", "amount"];

const parsed = new Map();

function block(id) {
  if (!parsed.has(id)) parsed.set(id, JSON.parse(document.getElementById(id).textContent));
  return parsed.get(id);
}

const run = block("run");
run.agreements.forEach((agreement, place) => { agreement.place = place; });

function placeOf(id) {
  return run.agreements.findIndex((agreement) => agreement.id === id);
}

function documentOf(place) {
  const data = block(`document-${place}`);
  if (!data.ready) {
    data.statements.forEach((statement, number) => {
      statement.place = place;
      statement.number = number;
    });
    data.leftOut.forEach((item) => { item.place = place; });
    data.ready = true;
  }
  return data;
}

function cellsOf(place) {
  return block(`cells-${place}`);
}

function readAgreements() {
  return run.agreements.filter((agreement) => agreement.read);
}

function gathered(key) {
  return readAgreements().flatMap((agreement) => documentOf(agreement.place)[key]);
}

function words(place, start, end) {
  return documentOf(place).text.slice(start, end).replace(/\s+/g, " ").trim();
}

function quoteOf(statement) {
  return words(statement.place, statement.start, statement.end);
}

// Search compares words without regard to case and line breaks; made once for each statement that is searched.
function searchable(item, start, end) {
  if (item.searchable === undefined) item.searchable = words(item.place, start, end).toLowerCase();
  return item.searchable;
}

function spansOf(statement, role) {
  return statement.spans
    .filter((span) => span[0] === role)
    .map(([, start, end, kind, from]) => ({ role, start, end, kind, from }));
}

// What a chapeau says, its items say themselves; only what stands further off counts as said elsewhere.
function fromElsewhere(span) {
  return Boolean(span.from) && span.from !== "chapeau";
}

function pinpoint(place, citation, page) {
  const agreement = run.agreements[place];
  return [agreement.citeAs, citation, agreement.pages > 1 ? `p. ${page}` : ""].filter(Boolean).join(", ");
}

function placeWords(place, citation, page) {
  return [citation, run.agreements[place].pages > 1 ? `p. ${page}` : ""].filter(Boolean).join(", ");
}

function firmnessWords(statement) {
  const name = statement.kind === "commitment" ? statement.force : statement.kind;
  return statement.negative ? `${name} (not to)` : name;
}

function firmnessClass(statement) {
  return statement.kind === "commitment" ? statement.force : statement.kind;
}
