// The page's data and what follows from it once. The evidence is read when the first event is opened.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const CORE = read("core");
const NODES = read("nodes");
const TIES = read("edges");
const { actors, places, outlets, articles, events } = CORE;
const KINDS = ["meeting", "agreement", "statement", "conflict", "movement", "other"];
const FACTUALITIES = ["Actual", "Planned", "Possible", "Denied"];
const classes = new Map(CORE.classes.map((entry) => [entry.id, entry]));

let evidence = null;
function evidenceOf(event) {
  if (!evidence) {
    evidence = read("evidence");
    evidence.eventOfMention = new Map();
    evidence.claims.forEach((claims, number) => {
      for (const claim of claims) {
        evidence.eventOfMention.set(claim.id, [number, claim]);
        for (const quantity of claim.n || []) evidence.eventOfMention.set(quantity.id, [number, claim, quantity]);
      }
    });
    evidence.disputesOf = new Map();
    for (const [left, right] of evidence.contradictions) {
      for (const mention of [left, right]) {
        const place = evidence.eventOfMention.get(mention);
        if (place) evidence.disputesOf.set(place[0], [...(evidence.disputesOf.get(place[0]) || []), [left, right]]);
      }
    }
    for (const [number, pairs] of evidence.disputesOf) {
      evidence.disputesOf.set(number, [...new Map(pairs.map((pair) => [pair.join(), pair])).values()]);
    }
  }
  return event === undefined ? evidence : evidence.claims[event];
}

const className = (id) => { const entry = classes.get(id); return entry ? entry[lang] : id; };
const laneOf = (id) => { const up = (classes.get(id) || { up: [] }).up; return up.length > 1 ? up[up.length - 2] : id; };
const kindOf = (id) => (classes.get(id) || { tie: "other" }).tie;
const roleName = (role) => { const labels = CORE.roles[role]; return labels ? labels[lang === "ar" ? 0 : 1] : t(role); };

const byId = { actor: new Map(), place: new Map(), event: new Map(), outlet: new Map() };
actors.forEach((actor, number) => byId.actor.set(actor.id, number));
places.forEach((place, number) => byId.place.set(place.id, number));
outlets.forEach((outlet, number) => byId.outlet.set(outlet.id, number));

const countryOfPlace = (number) => {
  let place = places[number];
  for (let step = 0; place && step < 4; step += 1) {
    if (place.of !== undefined) return place.of;
    place = places[place.in];
  }
  return undefined;
};
const placeCountry = places.map((_, number) => countryOfPlace(number));

const eventsOfActor = actors.map(() => []);
events.forEach((event, number) => {
  byId.event.set(event.id, number);
  const who = new Set();
  for (const role in event.r || {}) for (const actor of event.r[role]) who.add(actor);
  event.who = [...who];
  for (const actor of who) eventsOfActor[actor].push(number);
  event.where = [...new Set(Object.values(event.p || {}).flat())];
  event.lane = laneOf(event.c);
  event.kind = kindOf(event.c);
  event.first = event.w && event.w[1] ? parseDay(event.w[1]) : null;
  event.last = event.w && event.w[2] ? parseDay(event.w[2]) : null;
  event.dated = event.first !== null || event.last !== null;
});
const outletOf = (article) => articles[article].o;

// The period that the dated events span; whole months, so that the bars of the brush line up.
const PERIOD = (() => {
  let first = Infinity;
  let last = -Infinity;
  for (const event of events) {
    for (const time of [event.first, event.last]) {
      if (time !== null) { first = Math.min(first, time); last = Math.max(last, time); }
    }
  }
  if (first === Infinity) return null;
  const start = new Date(first);
  const end = new Date(last);
  return [
    Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), 1),
    Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 1),
  ];
})();
const startOf = (event) => (event.first !== null ? event.first : PERIOD[0]);
const endOf = (event) => (event.last !== null ? event.last : PERIOD[1] - DAY);

const tiesOfActor = actors.map(() => []);
TIES.forEach((tie, number) => {
  tie.number = number;
  tiesOfActor[tie.from].push(number);
  tiesOfActor[tie.to].push(number);
});
const inverse = { sub: "partOf", realises: "realisedBy", cancels: "cancelledBy", asserts: "assertedBy", about: "mentionedBy" };
const backLinks = new Map();
events.forEach((event, number) => {
  for (const link in event.l || {}) {
    for (const target of event.l[link]) {
      if (!backLinks.has(target)) backLinks.set(target, []);
      backLinks.get(target).push([inverse[link], number]);
    }
  }
});
