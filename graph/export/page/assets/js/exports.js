// What leaves the page: CSV, Turtle, SPARQL and citations, all made here from the same data as the view.

const WQ = "https://w3id.org/waqai/ontology#";
const PREFIXES = {
  wq: WQ, sem: "http://semanticweb.cs.vu.nl/2009/11/sem/", gaf: "http://groundedannotationframework.org/gaf#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#", skos: "http://www.w3.org/2004/02/skos/core#", xsd: "http://www.w3.org/2001/XMLSchema#",
  edtf: "http://id.loc.gov/datatypes/edtf/", nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
  dcterms: "http://purl.org/dc/terms/",
};
const iri = (kind, id) => "<" + (CORE.base + kind + "/" + id).replace(/[<>"{}|^`\\\u0000-\u0020]/g, (char) => encodeURIComponent(char)) + ">";
const literal = (text, language) =>
  '"' + String(text).replace(/[\\"\n\r\t\u0000-\u001f]/g, (char) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[char] || "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0")) + '"' + (language ? "@" + language : "");
const prefixLines = (names, sparql) =>
  names.map((key) => (sparql ? `PREFIX ${key}: <${PREFIXES[key]}>` : `@prefix ${key}: <${PREFIXES[key]}> .`)).join("\n");

function eventTurtle(number) {
  const event = events[number];
  const lines = [["a", ["sem:Event", ...[event.c, ...classes.get(event.c).up].map((id) => "wq:" + id)].join(", ")]];
  lines.push(["rdfs:label", [event.ar && literal(event.ar, "ar"), event.en && literal(event.en, "en")].filter(Boolean).join(", ")]);
  const who = [...event.who].sort((a, b) => a - b);
  if (who.length) lines.push(["sem:hasActor", who.map((actor) => iri("actor", actors[actor].id)).join(", ")]);
  for (const role of Object.keys(event.r || {}).sort()) {
    if (role !== "hasActor") lines.push(["wq:" + role, event.r[role].map((actor) => iri("actor", actors[actor].id)).join(", ")]);
  }
  if (event.where.length) lines.push(["sem:hasPlace", event.where.map((place) => iri("place", places[place].id)).join(", ")]);
  for (const role of ["origin", "targetPlace"]) {
    if (event.p && event.p[role]) lines.push(["wq:" + role, event.p[role].map((place) => iri("place", places[place].id)).join(", ")]);
  }
  lines.push(["wq:factuality", "wq:" + event.f], ["wq:sourceCount", String(event.s)], ["wq:confidence", (event.q / 100).toFixed(2)]);
  if (event.w) {
    if (event.w[0]) lines.push(["wq:date", literal(event.w[0]) + "^^edtf:EDTF"]);
    if (event.w[1]) lines.push(["sem:hasEarliestBeginTimeStamp", literal(event.w[1]) + "^^xsd:date"]);
    if (event.w[2]) lines.push(["sem:hasLatestEndTimeStamp", literal(event.w[2]) + "^^xsd:date"]);
    lines.push(["wq:timeBasis", "wq:" + event.w[3]]);
  }
  const links = { sub: "sem:hasSubEvent", realises: "wq:realises", cancels: "wq:cancels", asserts: "wq:asserts", about: "wq:about" };
  for (const link in event.l || {}) lines.push([links[link], event.l[link].map((other) => iri("event", events[other].id)).join(", ")]);
  if (event.on) lines.push(["wq:about", event.on.map((actor) => iri("actor", actors[actor].id)).join(", ")]);
  lines.push(["gaf:denotedBy", evidenceOf(number).map((claim) => iri("mention", claim.id)).join(", ")]);
  return iri("event", event.id) + "\n" + lines.filter(([, value]) => value).map(([key, value]) => "    " + key + " " + value).join(" ;\n") + " .\n";
}

function actorTurtle(number) {
  const actor = actors[number];
  const labels = [actor.ar && literal(actor.ar, "ar"), actor.en && literal(actor.en, "en")].filter(Boolean).join(", ");
  return iri("actor", actor.id) + " a sem:Actor, wq:" + actor.k + (labels ? " ;\n    skos:prefLabel " + labels : "") + " .\n";
}

function turtleOf(numbers) {
  const who = [...new Set(numbers.flatMap((number) => [...events[number].who, ...(events[number].on || [])]))].sort((a, b) => a - b);
  const where = [...new Set(numbers.flatMap((number) => events[number].where))].sort((a, b) => a - b);
  const placeText = where.map((number) => iri("place", places[number].id) + " a sem:Place ;\n    skos:prefLabel " + [places[number].ar && literal(places[number].ar, "ar"), places[number].en && literal(places[number].en, "en")].filter(Boolean).join(", ") + " .\n");
  return [prefixLines(Object.keys(PREFIXES)), "", "# A part of the graph: the mentions named here are described in the whole file.", "", ...who.map(actorTurtle), ...placeText, ...numbers.map(eventTurtle)].join("\n");
}

const shownEvents = () => {
  const numbers = [];
  for (let number = 0; number < events.length; number += 1) if (view.mask[number]) numbers.push(number);
  return numbers;
};

// A cell of CSV: quoted where needed, and never a formula for the spreadsheet that opens it.
function cell(value) {
  let text = String(value ?? "");
  if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
  return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}

function csvOf(numbers) {
  const head = ["id", "class", "label_ar", "label_en", "date", "earliest", "latest", "time_basis", "actors", "roles", "places", "factuality", "confidence", "sources", "outlets", "articles"];
  const rows = numbers.map((number) => {
    const event = events[number];
    const when = event.w || [];
    const roles = Object.keys(event.r || {}).sort().flatMap((role) => event.r[role].map((actor) => role + ": " + actors[actor].ar));
    const told = event.o.map((outlet) => outlets[outlet].n);
    const files = [...new Set(evidenceOf(number).map((claim) => articles[claim.a].file))];
    return [
      event.id, event.c, event.ar, event.en, when[0], when[1], when[2], when[3], event.who.map((actor) => actors[actor].ar).join(" | "), roles.join(" | "),
      event.where.map((place) => places[place].ar).join(" | "), event.f, (event.q / 100).toFixed(2), event.s, told.join(" | "), files.join(" | "),
    ];
  });
  return "\ufeff" + [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

const eventSparql = (number) =>
  `${prefixLines(["gaf", "nif", "wq"], true)}\n\nSELECT ?property ?value ?words ?sentence WHERE {\n  ${iri("event", events[number].id)} ?property ?value .\n  OPTIONAL { ?value nif:anchorOf ?words ; wq:sentence ?sentence }\n}`;

const actorSparql = (number) =>
  `${prefixLines(["rdfs", "sem", "wq"], true)}\n\nSELECT ?event ?label ?from ?to WHERE {\n  ?event sem:hasActor ${iri("actor", actors[number].id)} ; rdfs:label ?label .\n  FILTER (lang(?label) = "${lang}")\n  OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?from }\n  OPTIONAL { ?event sem:hasLatestEndTimeStamp ?to }\n}\nORDER BY ?from`;

const tieSparql = (a, b) =>
  `${prefixLines(["rdfs", "sem"], true)}\n\nSELECT ?event ?label ?from WHERE {\n  ?event sem:hasActor ${iri("actor", actors[a].id)}, ${iri("actor", actors[b].id)} ; rdfs:label ?label .\n  FILTER (lang(?label) = "${lang}")\n  OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?from }\n}\nORDER BY ?from`;

function viewSparql() {
  const one = (variable, terms) => `  VALUES ${variable} { ${terms.join(" ")} }`;
  const lines = ["  ?event a sem:Event ; rdfs:label ?label ; wq:factuality ?factuality ; wq:sourceCount ?sources ; wq:confidence ?confidence .", `  FILTER (lang(?label) = "${lang}")`];
  if (state.class.size) lines.push(one("?class", [...state.class].sort().map((id) => "wq:" + id)), "  ?event a ?class .");
  const hiddenKinds = [...classes.values()].filter((entry) => state.kinds.has(entry.tie)).map((entry) => "wq:" + entry.id);
  if (hiddenKinds.length) lines.push(`  FILTER NOT EXISTS { VALUES ?hidden { ${hiddenKinds.join(" ")} } ?event a ?hidden }`);
  if (state.fact.size) lines.push(one("?factuality", [...state.fact].sort().map((id) => "wq:" + id)));
  if (state.actor.size) lines.push(one("?actor", [...state.actor].map((number) => iri("actor", actors[number].id))), "  ?event sem:hasActor ?actor .");
  if (state.place.size) lines.push(one("?place", [...state.place].map((number) => iri("place", places[number].id))), "  ?event sem:hasPlace ?place .");
  if (state.country.size) {
    lines.push(one("?country", [...state.country].map((number) => iri("actor", actors[number].id))),
      "  { ?event sem:hasActor/wq:country? ?country } UNION { ?event sem:hasPlace/wq:inCountry?/wq:territoryOf ?country }");
  }
  if (state.outlet.size) {
    lines.push(one("?outlet", [...state.outlet].map((number) => iri("outlet", outlets[number].id))), "  ?event gaf:denotedBy/nif:referenceContext/dcterms:publisher ?outlet .");
  }
  if (state.conf) lines.push(`  FILTER (?confidence >= ${(state.conf / 100).toFixed(2)})`);
  if (state.src > 1) lines.push(`  FILTER (?sources >= ${state.src})`);
  if (state.disputed) lines.push("  FILTER EXISTS { ?event gaf:denotedBy/wq:quantity? ?mention . ?mention wq:contradicts ?other }");
  lines.push("  OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?from }", "  OPTIONAL { ?event sem:hasLatestEndTimeStamp ?to }");
  if (state.from !== null || state.to !== null) lines.push("  FILTER (BOUND(?from) || BOUND(?to))");
  if (state.from !== null) lines.push(`  FILTER (!BOUND(?to) || ?to >= "${isoDay(state.from)}"^^xsd:date)`);
  if (state.to !== null) lines.push(`  FILTER (!BOUND(?from) || ?from < "${isoDay(state.to)}"^^xsd:date)`);
  return `${prefixLines(["dcterms", "gaf", "nif", "rdfs", "sem", "wq", "xsd"], true)}\n\nSELECT DISTINCT ?event ?label ?from ?to WHERE {\n${lines.join("\n")}\n}\nORDER BY ?from`;
}

function articleText(number) {
  const article = articles[number];
  const outlet = article.o === undefined ? t("noOutlet") : clean(outlets[article.o].n);
  const source = article.o === undefined ? clean(article.file) : outlet;  // tells unnamed outlets apart
  return { outlet, source, title: clean(article.t || t("noTitle")), date: article.d ? dayText(parseDay(article.d)) : t("none"), basis: t(article.b) };
}

function citation(claim) {
  const { outlet, title, date } = articleText(claim.a);
  const article = articles[claim.a];
  const sentence = claim.s.map((run) => run[0]).join("").replace(/\s+/g, " ").trim();
  const where = `${clean(article.file)}${article.part > 1 ? " #" + article.part : ""}, ${claim.at[0]}–${claim.at[1]}`;
  return lang === "ar"
    ? `${outlet}، «${title}»، ${date}: «${clean(sentence)}» (${where})`
    : `${outlet}, “${title}”, ${date}: “${clean(sentence)}” (${where})`;
}
