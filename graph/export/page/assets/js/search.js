// Search over names and event labels that forgives spelling: hamza, ta marbuta, alef maqsura, marks, article, clitics.

const INDEX = [];
function indexEntry(type, number, names, weight) {
  const words = new Set();
  for (const spelling of names) if (spelling) for (const word of stems(spelling)) words.add(word);
  INDEX.push({ type, n: number, words: [...words], weight });
}

function buildIndex() {
  actors.forEach((actor, number) => indexEntry("actor", number, [actor.ar, actor.en, ...(actor.alt || [])], 3 * eventsOfActor[number].length + 3));
  places.forEach((place, number) => indexEntry("place", number, [place.ar, place.en, ...(place.alt || [])], 2));
  outlets.forEach((outlet, number) => indexEntry("outlet", number, [outlet.n], 2));
}

let eventsIndexed = false;
function indexEvents() {
  if (eventsIndexed) return;
  eventsIndexed = true;
  events.forEach((event, number) => indexEntry("event", number, [event.ar, event.en, event.topic], 1));
}

function wordScore(words, options) {
  let best = 0;
  for (const word of words) {
    for (const option of options) {
      if (word === option) return 4;
      if (word.startsWith(option)) best = Math.max(best, 3);
      else if (option.length > 2 && word.includes(option)) best = Math.max(best, 1);
    }
  }
  return best;
}

// Results of a query, the best first. Every word of the query must be found.
function find(query, limit, types, accept) {
  indexEvents();
  const asked = fold(query).split(" ").filter(Boolean).map(readings);
  if (!asked.length) return [];
  const found = [];
  for (const entry of INDEX) {
    if ((types && !types.includes(entry.type)) || (accept && !accept(entry.n))) continue;
    let score = 0;
    for (const options of asked) {
      const here = wordScore(entry.words, options);
      if (!here) { score = 0; break; }
      score += here;
    }
    if (score) found.push({ entry, score: score / asked.length - Math.min(1, entry.words.length / 40) });
  }
  found.sort((a, b) => b.score - a.score || b.entry.weight - a.entry.weight || a.entry.n - b.entry.n);
  return found.slice(0, limit).map((hit) => hit.entry);
}

const THINGS = { actor: actors, place: places, event: events, outlet: outlets };
const thingName = (entry) => (entry.type === "outlet" ? clean(outlets[entry.n].n) : name(THINGS[entry.type][entry.n]));

// What tells one suggestion from the next: an event's time, a name's other language.
function secondOf(entry) {
  if (entry.type === "outlet") return null;
  const thing = THINGS[entry.type][entry.n];
  const text = entry.type === "event" ? whenText(thing.w) : short(otherName(thing), 60);
  return text ? el("small", null, bdi(text)) : null;
}

// A text field with a list of suggestions, by the combobox pattern of WAI-ARIA.
function combobox(input, results, types, choose, accept) {
  let shown = [];
  let active = -1;
  const close = () => { results.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); active = -1; };
  const pick = (entry) => { close(); input.value = ""; choose(entry); };
  const mark = (next) => {
    active = (next + shown.length) % shown.length;
    [...results.children].forEach((option, place) => option.setAttribute("aria-selected", place === active ? "true" : "false"));
    input.setAttribute("aria-activedescendant", results.children[active].id);
    results.children[active].scrollIntoView({ block: "nearest" });
  };
  const show = () => {
    shown = find(input.value, 12, types, accept);
    results.replaceChildren(...shown.map((entry, place) =>
      el("li", { role: "option", id: results.id + "-" + place, "aria-selected": "false", onmousedown: (press) => { press.preventDefault(); pick(entry); } },
        el("span.tag", null, t(entry.type)), bdi(thingName(entry)),
        secondOf(entry))));
    if (!shown.length && input.value.trim()) results.append(el("li.none", { role: "option", "aria-disabled": "true", "aria-selected": "false", id: results.id + "-none" }, t("noResults")));
    results.hidden = !results.children.length;
    input.setAttribute("aria-expanded", String(!results.hidden));
    active = -1;
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (input.value) show(); });
  input.addEventListener("blur", () => setTimeout(close, 120));
  input.addEventListener("keydown", (press) => {
    if (press.key === "ArrowDown" && shown.length && !results.hidden) { mark(active + 1); press.preventDefault(); }
    else if (press.key === "ArrowUp" && shown.length && !results.hidden) { mark(active - 1); press.preventDefault(); }
    else if (press.key === "Enter" && shown.length && !results.hidden) { pick(shown[Math.max(0, active)]); press.preventDefault(); }
    else if (press.key === "Escape" && !results.hidden) { close(); press.stopPropagation(); press.preventDefault(); }
  });
}
