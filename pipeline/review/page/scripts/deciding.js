// Decisions: shown at once, sent one after another, each on the disk before the program answers.

const waiting = [];
let sending = null;

function copyOf(whole) {
  return { mine: whole.mine, shown: whole.shown };
}

function decide(decision, { annotation = null, note = null } = {}) {
  const whole = current();
  const before = stretchesOf(whole);
  const kept = note ?? (whole.mine ? whole.mine.note : "");
  whole.mine = { ...(whole.mine || { by: state.run.person.name, found: "exact" }), decision, note: kept, annotation };
  if (annotation) whole.shown = annotation;
  else if (decision === "accept") whole.shown = whole.proposed;
  forgetVersion(whole, { putBack: false });
  if (isAdjudicating()) whole.state = `adjudicated by ${state.run.person.name}`;
  updateLine(lineOf(whole), whole);
  redraw(state.documents.get(whole.document), [...before, ...stretchesOf(whole)]);
  refreshAll();
  send({ whole, decision, annotation, note: kept });
}

function correct(annotation) {
  decide("correct", { annotation });
}

function accept() {
  const whole = current();
  if (isAdjudicating()) settle(whole);
  else if (!whole.mine || !["correct", "add"].includes(whole.mine.decision)) decide("accept");
  return step(1);
}

function decideAndGo(decision) {
  decide(decision);
  return step(1);
}

// In adjudication, accepting takes the version that is shown, also where that is a rejection.
function settle(whole) {
  if (whole.rejectedVersion) decide("reject");
  else if (JSON.stringify(whole.shown) === JSON.stringify(whole.proposed)) decide("accept");
  else decide("correct", { annotation: whole.shown });
}

function relabel([, kind, force]) {
  const { shown } = current();
  const polarity = kind === "commitment" ? shown.polarity || "positive" : null;
  correct({ ...structuredClone(shown), kind, force, polarity });
}

function turnPolarity() {
  const { shown } = current();
  if (shown.kind !== "commitment") {
    tell("Only commitments have a polarity");
    return;
  }
  correct({ ...structuredClone(shown), polarity: shown.polarity === "negative" ? "positive" : "negative" });
}

// A note goes with the decision that stands; on a statement not yet decided it leaves it open.
function saveNote(note) {
  const whole = current();
  if (!whole || note === (whole.mine ? whole.mine.note : "")) return;
  if (whole.mine) decide(whole.mine.decision, { annotation: whole.mine.decision === "accept" ? null : whole.mine.annotation, note });
  else decide("skip", { note });
}

function send(job) {
  waiting.push(job);
  drawSaving();
  if (!sending) sending = sendAll().finally(() => { sending = null; });
}

async function sendAll() {
  while (waiting.length) {
    const job = waiting[0];
    const { whole, decision, annotation, note } = job;
    const body = { stamp: state.run.stamp, document: whole.document, statement: whole.key, decision, annotation, note, after: whole.savedId };
    let answer;
    try {
      answer = await ask("/api/decisions", body);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      const dropped = waiting.splice(0).length;
      drawSaving();
      standStill(dropped);
      return;
    }
    waiting.shift();
    if (answer.ok) keep(whole, answer.data);
    else await refused(whole, answer);
    drawSaving();
  }
}

// What the program says of the statement takes the place of what was shown, unless more decisions on it wait.
function keep(whole, { statement, line }) {
  whole.savedId = statement.mine.id;
  if (waiting.some((job) => job.whole === whole)) return;
  Object.assign(whole, statement, { savedId: statement.mine.id });
  const own = lineOf(whole);
  if (own) Object.assign(own, line);
}

async function refused(whole, { problem }) {
  for (let place = waiting.length - 1; place >= 0; place -= 1) if (waiting[place].whole === whole) waiting.splice(place, 1);
  await load();
  trouble(`Not kept: ${problem.replace(/^the page: /, "")}. What is shown is what is kept.`);
}

async function addToRun(known, annotation) {
  const body = { stamp: state.run.stamp, document: known.number, statement: null, decision: "add", annotation, note: "", after: null };
  const answer = await askWhenSent("/api/decisions", body);
  if (!answer) return;
  if (!answer.ok) {
    await refused(null, answer);
    return;
  }
  take(answer.data);
  await goToKey(answer.data.document, answer.data.key);
  state.editing = true;
  state.part = 0;
  refreshAll();
}

async function undo() {
  const answer = await askWhenSent("/api/undo", {});
  if (!answer) return;
  if (!answer.ok) {
    tell(answer.problem.replace(/^the page: /, ""));
    trouble(answer.status === 404 ? "" : answer.problem);
    return;
  }
  const { document: number, key, undone } = answer.data;
  const known = await documentFor(number);
  const before = stretchesOf(known.statements.get(key));
  take(answer.data);
  redraw(known, [...before, ...stretchesOf(known.statements.get(key))]);
  await goToKey(number, key);
  tell(`Undone: ${DECIDED[undone]}`);
}

async function askWhenSent(path, body) {
  while (sending) await sending;
  try {
    return await ask(path, body);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    standStill(0);
    return null;
  }
}

// Put a statement as the program knows it among those of the page: new, changed or gone.
function take({ document: number, key, statement, line }) {
  const known = state.documents.get(number);
  const place = (lines) => lines.findIndex((own) => own.document === number && own.key === key);
  if (known && statement) known.statements.set(key, remembered(statement));
  if (known && !statement) known.statements.delete(key);
  for (const lines of [state.lines, state.list]) {
    const at = place(lines);
    if (at >= 0 && line) lines[at] = Object.assign(lines[at], line);
    else if (at >= 0) lines.splice(at, 1);
    else if (line) lines.splice(lines.filter((own) => own.document < number || (own.document === number && own.start <= line.start)).length, 0, line);
  }
  state.at = Math.min(state.at, state.list.length - 1);
}

function drawSaving() {
  const words = waiting.length || turns ? "keeping …" : "all kept";
  const place = document.getElementById("saving");
  if (place.textContent !== words) place.textContent = words;
}
