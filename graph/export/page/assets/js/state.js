// What the reader has chosen, kept in the URL's fragment, and the events, actors and ties that pass it.

const state = {
  class: new Set(), fact: new Set(), outlet: new Set(), actor: new Set(), place: new Set(), country: new Set(),
  kinds: new Set(), conf: 0, src: 1, disputed: false, from: null, to: null, sel: null, view: "network",
  communities: false, detail: 3, theme: null,
};
const view = { mask: new Uint8Array(events.length), timeless: new Uint8Array(events.length), passing: 0, count: [], weight: [], undated: 0 };
const listeners = [];
const onChange = (listener) => listeners.push(listener);

function passes(event) {
  if (state.class.size && !state.class.has(event.c) && !classes.get(event.c).up.some((up) => state.class.has(up))) return false;
  if (state.kinds.has(event.kind)) return false;
  if (state.fact.size && !state.fact.has(event.f)) return false;
  if (event.q < state.conf || event.s < state.src || (state.disputed && !event.x)) return false;
  if (state.actor.size && !event.who.some((actor) => state.actor.has(actor))) return false;
  if (state.place.size && !event.where.some((place) => state.place.has(place))) return false;
  if (state.outlet.size && !event.o.some((outlet) => state.outlet.has(outlet))) return false;
  if (state.country.size) {
    const there = event.where.some((place) => state.country.has(placeCountry[place]));
    if (!there && !event.who.some((actor) => state.country.has(actor) || state.country.has(actors[actor].country))) return false;
  }
  return true;
}

const inPeriod = (event) =>
  (state.from === null && state.to === null) ||
  (event.dated && (state.to === null || startOf(event) < state.to) && (state.from === null || endOf(event) >= state.from));

function recount() {
  view.passing = 0;
  view.undated = 0;
  view.count = new Int32Array(actors.length);
  view.weight = new Int32Array(TIES.length);
  events.forEach((event, number) => {
    const pass = passes(event);
    view.timeless[number] = pass ? 1 : 0;
    const shown = pass && inPeriod(event);
    view.mask[number] = shown ? 1 : 0;
    if (!shown) return;
    view.passing += 1;
    if (!event.dated) view.undated += 1;
    for (const actor of event.who) view.count[actor] += 1;
  });
  TIES.forEach((tie, number) => {
    let weight = 0;
    for (const event of tie.events) weight += view.mask[event];
    view.weight[number] = weight;
  });
}

let announced = 0;
function change(values, what = "filter") {
  Object.assign(state, values);
  if (what === "filter") recount();
  writeFragment();
  announced += 1;
  for (const listener of listeners) listener(what);
}

const selEvents = () => {
  if (!state.sel) return null;
  if (state.sel.type === "actor") return eventsOfActor[state.sel.n];
  if (state.sel.type === "tie") return pairTies(state.sel.n, state.sel.m).flatMap((tie) => TIES[tie].events);
  return null;
};
const pairTies = (a, b) => tiesOfActor[a].filter((tie) => TIES[tie].from === b || TIES[tie].to === b);

function writeFragment() {
  const words = new URLSearchParams();
  if (lang !== "ar") words.set("lang", lang);
  if (state.theme) words.set("theme", state.theme);
  for (const key of ["class", "fact", "kinds"]) if (state[key].size) words.set(key, [...state[key]].sort().join(","));
  for (const [key, list] of [["outlet", outlets], ["actor", actors], ["place", places], ["country", actors]]) {
    if (state[key].size) words.set(key, [...state[key]].map((number) => list[number].id).sort().join(","));
  }
  if (state.conf) words.set("conf", state.conf);
  if (state.src > 1) words.set("src", state.src);
  if (state.disputed) words.set("disputed", "1");
  if (state.from !== null) words.set("from", isoDay(state.from));
  if (state.to !== null) words.set("to", isoDay(state.to));
  if (state.view !== "network") words.set("view", state.view);
  if (state.communities) words.set("communities", "1");
  if (state.detail !== 3) words.set("detail", state.detail);
  if (state.sel) words.set("sel", selToText(state.sel));
  const fragment = words.toString();
  history.replaceState(null, "", fragment ? "#" + fragment : "#");
}

function selToText(sel) {
  const list = { actor: actors, tie: actors, event: events, place: places, path: actors }[sel.type];
  return [sel.type, list[sel.n].id, ...(sel.m === undefined ? [] : [list[sel.m].id])].join(":");
}

function selFromText(text) {
  const [type, first, second] = (text || "").split(":");
  const known = new Map([["actor", byId.actor], ["tie", byId.actor], ["event", byId.event], ["place", byId.place], ["path", byId.actor]]).get(type);
  if (!known || !known.has(first)) return null;
  if (type !== "tie" && type !== "path") return { type, n: known.get(first) };
  return known.has(second) && second !== first ? { type, n: known.get(first), m: known.get(second) } : null;
}

function readFragment() {
  const words = new URLSearchParams(location.hash.slice(1));
  const list = (key) => (words.get(key) || "").split(",").filter(Boolean);
  const numbers = (key, ids) => new Set(list(key).map((id) => ids.get(id)).filter((number) => number !== undefined));
  const day = (key) => (/^\d{4}-\d{2}-\d{2}$/.test(words.get(key) || "") ? parseDay(words.get(key)) || null : null);
  const bounded = (key, least, most, fallback) => {
    const value = parseInt(words.get(key), 10);
    return value >= least && value <= most ? value : fallback;
  };
  setLanguage(words.get("lang") || "ar");
  Object.assign(state, {
    theme: ["dark", "light"].includes(words.get("theme")) ? words.get("theme") : null,
    class: new Set(list("class").filter((id) => classes.has(id))),
    fact: new Set(list("fact").filter((id) => FACTUALITIES.includes(id))),
    kinds: new Set(list("kinds").filter((id) => KINDS.includes(id))),
    outlet: numbers("outlet", byId.outlet), actor: numbers("actor", byId.actor),
    place: numbers("place", byId.place), country: numbers("country", byId.actor),
    conf: bounded("conf", 0, 100, 0), src: bounded("src", 1, 999, 1), disputed: words.get("disputed") === "1",
    from: day("from"), to: day("to"), view: words.get("view") === "table" ? "table" : "network",
    communities: words.get("communities") === "1", detail: bounded("detail", 1, 5, 3), sel: selFromText(words.get("sel")),
  });
  recount();
}
