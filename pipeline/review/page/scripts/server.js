// Talking to the program that serves this page. The token stands behind "#" in the address and goes into a header.

class NoAnswer extends Error {}

function addressParts() {
  const [token, view] = location.hash.slice(1).split("/");
  return { token, view: ["adjudicate", "progress"].includes(view) ? view : "review" };
}

async function ask(path, body = null) {
  const role = state.view === "adjudicate" ? "adjudicator" : "reviewer";
  const options = { headers: { authorization: `Bearer ${addressParts().token}` }, cache: "no-store" };
  if (body) {
    options.method = "POST";
    options.body = JSON.stringify(body);
    options.headers["content-type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(`${path}?role=${role}`, options);
  } catch {
    throw new NoAnswer();
  }
  const data = await answer.json().catch(() => ({}));
  return { ok: answer.ok, status: answer.status, data, problem: data.problem || `the program answered ${answer.status}` };
}

function trouble(message) {
  const place = document.getElementById("trouble");
  place.textContent = message;
  place.hidden = !message;
}

// A word to the reviewer, seen and read aloud, that goes away by itself.
let untold = null;

function tell(message) {
  say(message);
  clearTimeout(untold);
  untold = setTimeout(() => say(""), 6000);
}

// Nothing can be kept while the program does not answer, so nothing can be decided meanwhile.
function standStill(dropped) {
  state.still = true;
  const what = dropped ? `Not kept: the last ${counted(dropped, "decision")}. ` : "";
  trouble(`${what}The program does not answer, so nothing can be decided. Start “hedgerow review” again and open the address it prints.`);
  const again = setInterval(async () => {
    try {
      if (!(await ask("/api/run")).ok) return;
    } catch {
      return;
    }
    clearInterval(again);
    state.still = false;
    trouble("");
    await load();
  }, 2000);
}
