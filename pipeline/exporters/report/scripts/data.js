// The data blocks of the page, each parsed when it is first needed.

const FORCES = ["obligation", "pledge", "intention", "recommendation"];
const READINGS = ["firm", "qualified", "soft", "aspirational"];
const KINDS = ["commitment", "permission", "disclaimer", "term"];
const QUALIFIERS = ["condition", "hedge", "time", "amount"];

// Of hundreds of agreements only the ones last looked at are kept parsed; the others are parsed again when asked for.
const BLOCKS_KEPT = 60;
const parsed = new Map();

function rawBlock(id) {
  return document.getElementById(id).textContent;
}

function block(id, prepare = null) {
  let data = parsed.get(id);
  if (data === undefined) {
    data = JSON.parse(rawBlock(id));
    if (prepare) prepare(data);
    if (parsed.size >= BLOCKS_KEPT) parsed.delete(parsed.keys().next().value);
  } else parsed.delete(id);
  parsed.set(id, data);
  return data;
}

const run = JSON.parse(rawBlock("run"));
run.agreements.forEach((agreement, place) => { agreement.place = place; });

let index = null;

function indexOf() {
  if (!index) index = JSON.parse(rawBlock("index"));
  return index;
}

function placeOf(id) {
  return run.agreements.findIndex((agreement) => agreement.id === id);
}

function textOf(place) {
  return JSON.parse(rawBlock(`text-${place}`));
}

function documentOf(place) {
  return block(`document-${place}`, (data) => {
    data.text = textOf(place);
    data.statements.forEach((statement, number) => {
      statement.place = place;
      statement.number = number;
    });
    data.leftOut.forEach((item) => { item.place = place; });
  });
}

function cellsOf(place) {
  return block(`cells-${place}`);
}

function readAgreements() {
  return run.agreements.filter((agreement) => agreement.read);
}

let topicMap = null;

function topicsById() {
  if (!topicMap) topicMap = new Map(run.topics.map((topic) => [topic.id, topic]));
  return topicMap;
}

// The reader's name of an actor that the data knows by a short id.
function actorTitle(actor) {
  return run.actorTitles[actor] || actor;
}

function words(place, start, end) {
  return documentOf(place).text.slice(start, end).replace(/\s+/g, " ").trim();
}

// The citation of the innermost provision that holds the offset, as `citation_at` finds it for the tables.
function citationAt(place, offset) {
  let best = null;
  for (const provision of documentOf(place).provisions) {
    const [start, end, , , citation] = provision;
    if (start <= offset && offset < end && citation && (!best || start >= best[0])) best = provision;
  }
  return best ? best[4] : "";
}

function quoteOf(statement) {
  return words(statement.place, statement.start, statement.end);
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
