// A short list from which one digit, or a click, chooses: types of conditions and hedges, and other parts.

const OTHER_PARTS = ["attribute", "deontic", "aims", "direct_object", "beneficiary", "times", "amounts"];

function choose(title, options, pick) {
  state.choosing = { title, options, pick };
  drawActions();
}

function chosen(place) {
  const { options, pick } = state.choosing;
  if (place >= options.length) return;
  state.choosing = null;
  pick(options[place]);
  refreshAll();
}

function chooseType(field, then) {
  choose(`Which ${PART_NAMES[field]}?`, state.run.vocabulary.types[field], then);
}
