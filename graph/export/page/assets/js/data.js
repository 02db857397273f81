// The page's data and what follows from it once. The evidence stands after the code, so that the page is ready before
// it has arrived, and is read when the first event is opened.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const CORE = read("core");
const NODES = read("nodes");
const TIES = read("edges");
const { actors, places, outlets } = CORE;
const KINDS = ["meeting", "agreement", "statement", "conflict", "movement", "other"];
const FACTUALITIES = CORE.factualities;
const classes = new Map(CORE.classes.map((entry) => [entry.id, entry]));
const roleLabels = new Map(CORE.roles.map(([role, ...labels]) => [role, labels]));

// Numbers in pairs, a role and who fills it, as lists by role.
function byRole(pairs) {
  const found = {};
  for (let place = 0; place < pairs.length; place += 2) (found[CORE.roles[pairs[place]][0]] ||= []).push(pairs[place + 1]);
  return found;
}
const fillers = (pairs) => {
  if (pairs.length === 2) return [pairs[1]];
  const found = [];
  for (let place = 1; place < pairs.length; place += 2) if (!found.includes(pairs[place])) found.push(pairs[place]);
  return found;
};

// The lane of a class on the timeline: the class below wq:Event that it belongs to.
for (const entry of CORE.classes) entry.lane = entry.up.length > 1 ? entry.up[entry.up.length - 2] : entry.id;

// An event: what is drawn and filtered at once, the rest when it is asked for.
class EventRecord {
  constructor(row) {
    const entry = CORE.classes[row[1]];
    const time = row[9];
    this.row = row;
    this.id = row[0];
    this.c = entry.id;
    this.lane = entry.lane;
    this.kind = entry.tie;
    this.ar = row[2];
    this.en = row[3];
    this.f = FACTUALITIES[row[4]];
    this.q = row[5];
    this.s = row[6];
    this.who = fillers(row[7]);
    this.where = fillers(row[8]);
    this.first = time && time[0] !== null ? time[0] * DAY : null;
    this.last = time && time[1] !== null ? time[1] * DAY : null;
    this.dated = this.first !== null || this.last !== null;
    this.o = row[10];
    this.x = row[11] ? row[11].x : undefined;
  }
  get r() { return byRole(this.row[7]); }
  get p() { return byRole(this.row[8]); }
  get l() { return this.row[11] ? this.row[11].l : undefined; }
  get on() { return this.row[11] ? this.row[11].on : undefined; }
  get topic() { return this.row[11] ? this.row[11].topic : undefined; }
  // EDTF, first and last day and the basis, as times of claims have them.
  get w() {
    const time = this.row[9];
    if (!time) return undefined;
    const [first, last] = [this.first, this.last].map((at) => (at === null ? null : isoDay(at)));
    return [time.length > 3 ? time[3] : first, first, last, CORE.bases[time[2]]];
  }
}
const events = CORE.events.map((row) => new EventRecord(row));

let evidence = null;
let articles = [];
const arrived = () => document.readyState !== "loading";

function evidenceOf(event) {
  if (!evidence) readEvidence();
  return event === undefined ? evidence : evidence.claims[event];
}

function readEvidence() {
  evidence = read("evidence");
  articles = evidence.articles;
  evidence.eventOfMention = new Map();
  evidence.claims.forEach((claims, number) => {
    const event = events[number];
    for (const claim of claims) {
      claim.id ??= "e-" + articles[claim.a].id.replace(/^a-/, "") + "-" + claim.at.join("-");
      claim.t = (claim.s.find((run) => run[1] === "trigger") || [""])[0];
      claim.c ??= event.c;
      claim.f ??= event.f;
      claim.q ??= event.q;
      if (claim.w === 1) claim.w = [...event.w, evidence.reasons[number]];
      if (claim.x === 1) claim.x = event.who;
      evidence.eventOfMention.set(claim.id, [number, claim]);
      for (const quantity of claim.n || []) evidence.eventOfMention.set(quantity.id, [number, claim, quantity]);
    }
  });
  evidence.disputesOf = new Map();
  for (const pair of evidence.contradictions) {
    for (const number of new Set(pair.map((mention) => (evidence.eventOfMention.get(mention) || [])[0]))) {
      if (number !== undefined) evidence.disputesOf.set(number, [...(evidence.disputesOf.get(number) || []), pair]);
    }
  }
}

const className = (id) => { const entry = classes.get(id); return entry ? entry[lang] : id; };
const kindOf = (id) => (classes.get(id) || { tie: "other" }).tie;
const roleName = (role) => { const labels = roleLabels.get(role); return labels ? labels[lang === "ar" ? 0 : 1] : t(role); };

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
const eventsAbout = actors.map(() => []);
events.forEach((event, number) => {
  byId.event.set(event.id, number);
  for (const actor of event.who) eventsOfActor[actor].push(number);
  for (const actor of event.on || []) if (!event.who.includes(actor)) eventsAbout[actor].push(number);
});

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
  if (!event.l) return;
  for (const link in event.l) {
    for (const target of event.l[link]) {
      if (!backLinks.has(target)) backLinks.set(target, []);
      backLinks.get(target).push([inverse[link], number]);
    }
  }
});
