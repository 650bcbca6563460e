// The parts of a statement: its clause, and every span within or beside it, each with its borders.

const SINGLE_PARTS = ["attribute", "deontic", "direct_object", "beneficiary"];
const LIST_PARTS = ["aims", "conditions", "hedges", "times", "amounts", "elements"];
const PART_NAMES = {
  clause: "clause", attribute: "actor", deontic: "force word", direct_object: "object", beneficiary: "for whom",
  aims: "verb", conditions: "condition", hedges: "hedge", times: "time", amounts: "amount", elements: "element",
};
const PART_ROLES = {
  attribute: "actor", deontic: "deontic", aims: "aim", conditions: "condition", hedges: "hedge", times: "time", amounts: "amount",
};

function partsOf(annotation) {
  const parts = [{ field: "clause", index: 0, span: { start: annotation.start, end: annotation.end } }];
  const others = [];
  for (const field of SINGLE_PARTS) if (annotation[field]) others.push({ field, index: 0, span: annotation[field] });
  for (const field of LIST_PARTS) annotation[field].forEach((span, index) => others.push({ field, index, span }));
  others.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return parts.concat(others);
}

function partName(part) {
  return part.span.type ? `${PART_NAMES[part.field]}: ${part.span.type}` : PART_NAMES[part.field];
}

function selectedPart() {
  const whole = current();
  return whole && state.editing ? partsOf(whole.shown)[state.part] || null : null;
}

// A copy of the annotation in which a part has another span; null takes the part away.
function withPart(annotation, part, span) {
  const copy = structuredClone(annotation);
  if (part.field === "clause") return { ...copy, start: span.start, end: span.end };
  if (SINGLE_PARTS.includes(part.field)) return { ...copy, [part.field]: span };
  if (span) copy[part.field][part.index] = span;
  else copy[part.field].splice(part.index, 1);
  return copy;
}

function withNewPart(annotation, field, span) {
  const copy = structuredClone(annotation);
  if (SINGLE_PARTS.includes(field)) return { ...copy, [field]: span };
  copy[field].push(span);
  if (field !== "aims") copy[field].sort((a, b) => a.start - b.start || a.end - b.end);
  return copy;
}

function samePart(one, other) {
  return one.field === other.field && one.span.start === other.span.start && one.span.end === other.span.end;
}

function selectPart(part) {
  const place = partsOf(current().shown).findIndex((candidate) => samePart(candidate, part));
  state.editing = place >= 0;
  state.part = Math.max(0, place);
}

function newAnnotation(start, end, kind, force) {
  const annotation = { kind, force, polarity: kind === "commitment" ? "positive" : null, start, end };
  for (const field of SINGLE_PARTS) annotation[field] = null;
  for (const field of LIST_PARTS) annotation[field] = [];
  return annotation;
}
