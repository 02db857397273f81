// The details panel: an event with its sources, an actor, a tie, a place, or where to begin.

function select(sel, onCanvas) {
  const dialog = $("dialog");
  if (dialog.open) dialog.close();
  change({ sel }, "select");
  if (sel && !onCanvas && matchMedia("(max-width: 900px)").matches) $("details").scrollIntoView({ block: "start" });
}

function closeDetails() {
  select(null);
  if (matchMedia("(max-width: 900px)").matches) $("network-section").scrollIntoView({ block: "start" });
}

function drawDetails() {
  const panel = $("details");
  const draw = { event: eventDetails, actor: actorDetails, tie: tieDetails, place: placeDetails, path: pathDetails };
  panel.replaceChildren();
  add(panel, state.sel ? el("button.close", { id: "close-details", onclick: closeDetails, "aria-label": t("close") }, "×") : null,
    !state.sel ? overview() : arrived() || state.sel.type !== "event" ? draw[state.sel.type](state.sel.n, state.sel.m) : null);
  panel.scrollTop = 0;
}

function overview() {
  if (!events.length) return el("div.empty", null, el("h2", null, t("empty")), el("p", null, t("emptyNote")));
  const busy = actors.map((_, number) => number).filter((number) => view.count[number]).sort((a, b) => view.count[b] - view.count[a] || a - b).slice(0, 8);
  const shown = shownEvents();
  const latest = shown.filter((number) => events[number].dated).sort((a, b) => startOf(events[b]) - startOf(events[a]) || a - b).slice(0, 6);
  const disputed = shown.filter((number) => events[number].x).slice(0, 6);
  return [
    el("h2", null, t("start")), el("p.note", null, t("startNote")),
    shown.length ? null : el("p.empty", null, t("nothingPasses")),
    busy.length ? section(t("topActors"), el("ol.plain", null, busy.map((number) => el("li", null, actorLink(number), el("span.count", null, num(view.count[number])))))) : null,
    latest.length ? section(t("latest"), eventList(latest)) : null,
    disputed.length ? section(t("disputed"), eventList(disputed)) : null,
  ];
}

const section = (title, ...content) => el("section.part", null, el("h3", null, title), ...content);
const fact = (label, ...content) => el("div.fact", null, el("dt", null, label), el("dd", null, ...content));
const badge = (kind, text) => el("span.badge." + kind, null, text);

function eventList(numbers, most = 40) {
  const make = (number) => {
    const event = events[number];
    return el("li.event-row", null, el("div.when", null, el("i.dot." + event.kind), className(event.c) + " · ", whenText(event.w),
      event.f !== "Actual" ? badge(event.f, t(event.f)) : null, event.x ? badge("disputed", t("disputedShort")) : null), eventLink(number));
  };
  const rest = numbers.slice(most);
  const shown = el("ul.events", null, numbers.slice(0, most).map(make));
  if (rest.length) shown.append(el("li", null, el("button.link.more", { onclick: (press) => press.target.parentNode.replaceWith(...rest.slice(0, 500).map(make)) }, t("more") + " (" + num(rest.length) + ")")));
  return shown;
}

const byTime = (numbers) => [...new Set(numbers)].sort((a, b) => {
  const [left, right] = [events[a], events[b]];
  if (left.dated !== right.dated) return left.dated ? -1 : 1;
  return (left.dated ? startOf(left) - startOf(right) : 0) || a - b;
});
const passing = (numbers) => byTime(numbers.filter((number) => view.mask[number]));

function eventDetails(number) {
  const event = events[number];
  const claims = evidenceOf(number);
  const disputes = evidenceOf().disputesOf.get(number) || [];
  const links = [...Object.entries(event.l || {}).flatMap(([link, others]) => others.map((other) => [link === "about" ? "aboutEvent" : link, other])), ...(backLinks.get(number) || [])];
  return [
    el("p.kind", null, el("i.dot." + event.kind), className(event.c), " ", badge(event.f, t(event.f))),
    el("h2", null, bdi(name(event))),
    otherName(event) ? el("p.other", { lang: lang === "ar" ? "en" : "ar" }, bdi(short(otherName(event), 200))) : null,
    el("dl", null,
      fact(t("when"), whenText(event.w), event.w ? el("details.why", null, el("summary", null, t("whyDate")), el("p", null, t(event.w[3]), evidence.reasons[number] ? [" — ", bdi(groundText(evidence.reasons[number]), { dir: "auto" })] : null, event.w[0] ? [" ", el("code", { dir: "ltr" }, event.w[0])] : null)) : null),
      event.where.length ? fact(t("where"), commas(event.where.map(placeLink))) : null,
      ...Object.keys(event.r || {}).sort().map((role) => fact(roleName(role), commas(event.r[role].map(actorLink)))),
      event.topic ? fact(t("topic"), bdi(event.topic)) : null,
      event.on ? fact(t("on"), commas(event.on.map(actorLink))) : null,
      ...links.map(([link, other]) => fact(t(link), eventLink(other))),
      fact(t("sourceCount"), num(event.s), " · ", t("confidence"), " ", percent(event.q)),
    ),
    disputes.length ? disputeBox(disputes) : null,
    el("div.actions", null,
      claims.length > 1 ? el("button", { id: "compare", onclick: () => compareVersions(number) }, t("compare")) : null,
      el("button", { id: "copy-turtle", onclick: () => copy(turtleOf([number])) }, t("copyTurtle")),
      el("button", { id: "copy-sparql", onclick: () => copy(eventSparql(number)) }, t("copySparql"))),
    section(t("evidence") + " (" + num(claims.length) + ")", claims.map((claim) => claimCard(claim, disputes))),
  ];
}

function marked(runs) {
  return el("blockquote", { lang: "ar", dir: "rtl" }, runs.map(([text, role]) => (role ? el("mark." + markKind(role) + (text.length < 36 ? ".whole" : ""), { title: markName(role) }, clean(text), el("span.role", null, "\u2060\u00a0" + markName(role))) : clean(text))));
}
const markKind = (role) => (["trigger", "place", "quantity", "date"].includes(role) ? role : "actor");
const markName = (role) => (["trigger", "place", "quantity", "date"].includes(role) ? t(role) : roleName(role));

function claimCard(claim, disputes) {
  const article = articles[claim.a];
  const { outlet, title, date, basis } = articleText(claim.a);
  const own = new Set([claim.id, ...(claim.n || []).map((quantity) => quantity.id)]);
  const disputed = disputes.some((pair) => pair.some((mention) => own.has(mention)));
  return el("article.claim" + (disputed ? ".disputed" : ""), { "data-claim": claim.id },
    el("header", null, el("strong", null, bdi(outlet)), el("span", null, date), article.d ? el("small", null, basis) : null, article.same ? badge("Possible", t("reprint")) : null, disputed ? badge("disputed", t("contradiction")) : null),
    el("p.headline", null, bdi(title)),
    marked(claim.s),
    el("dl", null,
      claim.f !== "Actual" ? fact(t("factuality"), t(claim.f)) : null,
      claim.w ? fact(t("date"), whenText(claim.w), claim.w[4] ? [" — ", bdi(groundText(claim.w[4]))] : null) : null,
      claim.by !== undefined ? fact(t("accordingTo"), actorLink(claim.by)) : null,
      claim.quote ? fact(t("quotation"), el("q", null, bdi(claim.quote))) : null,
      claim.n ? fact(t("numbers"), commas(claim.n.map(quantityText))) : null),
    claim.why || claim.not ? el("details.why", null, el("summary", null, t("reasons")), el("ul", null, (claim.why || []).map((why) => el("li", null, bdi(groundText(why))))),
      claim.not ? [el("p", null, t("rejected")), el("ul", null, claim.not.map((why) => el("li", null, bdi(groundText(why)))))] : null) : null,
    el("footer", null, el("button.copy-citation", { onclick: () => copy(citation(claim)) }, t("copyCitation")),
      el("small", { dir: "ltr" }, bdi(article.file), article.part > 1 ? " #" + article.part : "", ` ${claim.at[0]}–${claim.at[1]}`)));
}

function quantityText(quantity) {
  const value = Number(quantity.v);
  return el("span", null, [t(quantity.b), Number.isFinite(value) ? num(value) : quantity.v].filter(Boolean).join(" "), " ", bdi(quantity.of));
}

function disputeBox(disputes) {
  const { eventOfMention } = evidenceOf();
  const side = (mention) => {
    const [, claim, quantity] = eventOfMention.get(mention) || [];
    if (!claim) return mention;
    return [el("strong", null, bdi(articleText(claim.a).source)), ": ", quantity ? quantityText(quantity) : [claim.w ? whenText(claim.w) + " — " : "", claim.f !== "Actual" ? t(claim.f) + " — " : "", bdi(short(claim.t, 80))]];
  };
  return el("div.dispute", { role: "note" }, el("h3", null, t("contradiction")), el("p", null, t("contradictionNote")),
    el("ul", null, disputes.map(([left, right]) => el("li", null, side(left), el("div.versus", null, t("versus")), side(right)))));
}

// One column for each version; rows whose versions differ stand out.
function compareVersions(number) {
  const claims = evidenceOf(number);
  const rows = [
    [t("date"), (claim) => (claim.w ? whenText(claim.w) : "—")],
    [t("place"), (claim) => (claim.p !== undefined ? name(places[claim.p]) : "—")],
    [t("statedActors"), (claim) => (claim.x || []).map((actor) => name(actors[actor])).join(lang === "ar" ? "، " : ", ") || "—"],
    [t("class"), (claim) => className(claim.c)],
    [t("factuality"), (claim) => t(claim.f)],
    [t("accordingTo"), (claim) => (claim.by !== undefined ? name(actors[claim.by]) : "—")],
    [t("numbers"), (claim) => (claim.n || []).map((quantity) => quantityText(quantity).textContent).join(lang === "ar" ? "، " : ", ") || "—"],
    [t("confidence"), (claim) => percent(claim.q)],
  ];
  const body = rows.map(([label, value]) => {
    const values = claims.map(value);
    const differs = new Set(values.filter((text) => text !== "—")).size > 1 && label !== t("confidence");
    return el("tr" + (differs ? ".differs" : ""), null, el("th", { scope: "row" }, label, differs ? badge("disputed", t("differs")) : null), values.map((text) => el("td", null, bdi(text))));
  });
  openDialog(t("versions") + ": " + short(name(events[number]), 90),
    el("div.scroll", null, el("table.versions", null,
      el("thead", null, el("tr", null, el("td"), claims.map((claim) => { const { source, date } = articleText(claim.a); return el("th", { scope: "col" }, bdi(source), el("br"), el("small", null, date)); }))),
      el("tbody", null, body, el("tr", null, el("th", { scope: "row" }, t("evidence")), claims.map((claim) => el("td", null, marked(claim.s))))))));
}

function neighbourCounts(number) {
  const counts = new Map();
  for (const tie of tiesOfActor[number]) {
    if (!view.weight[tie]) continue;
    const other = TIES[tie].from === number ? TIES[tie].to : TIES[tie].from;
    if (!counts.has(other)) counts.set(other, { total: 0, kinds: {} });
    counts.get(other).total += view.weight[tie];
    counts.get(other).kinds[TIES[tie].kind] = view.weight[tie];
  }
  return [...counts].sort((a, b) => b[1].total - a[1].total || a[0] - b[0]);
}

const limitButton = (key, number) =>
  el("button", { "aria-pressed": String(state[key].has(number)), onclick: () => change({ [key]: toggled(state[key], number) }) }, t("filterBy"));

function actorDetails(number) {
  const actor = actors[number];
  const told = passing(eventsOfActor[number]);
  const about = passing(eventsAbout[number]);
  const near = neighbourCounts(number);
  return [
    el("p.kind", null, shapeIcon(actor.k), t(actor.k), actor.country !== undefined ? [" · ", actorLink(actor.country)] : null),
    el("h2", null, bdi(name(actor))),
    otherName(actor) ? el("p.other", null, bdi(short(otherName(actor), 200))) : null,
    el("div.actions", null, el("button.primary", { id: "open-dossier", onclick: () => openDossier(number) }, t("dossier")), limitButton("actor", number),
      el("button", { onclick: () => openPaths(number) }, t("paths")),
      el("button", { id: "copy-sparql", onclick: () => copy(actorSparql(number)) }, t("copySparql")),
      el("button", { id: "copy-turtle", onclick: () => copy(turtleOf(told)) }, t("copyTurtle"))),
    el("dl", null,
      actor.alt ? fact(t("aliases"), commas(actor.alt.slice(0, 12).map((text) => bdi(short(text, 80)))), actor.alt.length > 12 ? " … (" + num(actor.alt.length) + ")" : "") : null,
      actor.member ? fact(t("memberOf"), commas(actor.member.map(actorLink))) : null,
      actor.part ? fact(t("bodyPartOf"), commas(actor.part.map(actorLink))) : null,
      /^Q\d+$/.test(actor.wd || "") ? fact(t("inWikidata"), el("code", { dir: "ltr" }, actor.wd)) : null),
    near.length ? section(t("neighbours"), el("ol.plain", null, near.slice(0, 8).map(([other, { total, kinds }]) =>
      el("li", null, el("button.link", { onclick: () => select({ type: "tie", n: number, m: other }), "data-tie": actors[other].id }, bdi(name(actors[other]))),
        el("span.kinds", null, KINDS.filter((kind) => kinds[kind]).map((kind) => el("i.dot." + kind, { title: t(kind) + " " + num(kinds[kind]) }))), el("span.count", null, num(total)))))) : null,
    section(t("events") + " (" + num(told.length) + ")", told.length ? eventList(told) : el("p.note", null, t("nothingPasses"))),
    about.length ? section(t("mentionedBy") + " (" + num(about.length) + ")", eventList(about)) : null,
  ];
}

function tieDetails(a, b) {
  const ties = pairTies(a, b);
  return [
    el("p.kind", null, t("ties")),
    el("h2", null, bdi(name(actors[a])), " ↔ ", bdi(name(actors[b]))),
    el("div.actions", null, actorLink(a), actorLink(b), el("button", { id: "copy-sparql", onclick: () => copy(tieSparql(a, b)) }, t("copySparql"))),
    ...ties.map((number) => {
      const told = passing(TIES[number].events);
      return told.length ? section([el("i.line." + TIES[number].kind), t(TIES[number].kind) + " (" + num(told.length) + ")"], eventList(told)) : null;
    }),
    ties.some((number) => view.weight[number]) ? null : el("p.note", null, t("nothingPasses")),
  ];
}

function placeDetails(number) {
  const place = places[number];
  const told = passing(events.map((_, event) => event).filter((event) => events[event].where.includes(number)));
  return [
    el("p.kind", null, t("Place"), place.in !== undefined ? [" · ", placeLink(place.in)] : null),
    el("h2", null, bdi(name(place))), otherName(place) ? el("p.other", null, bdi(short(otherName(place), 200))) : null,
    el("div.actions", null, limitButton("place", number)),
    el("dl", null, place.lat ? fact(t("coordinates"), el("code", { dir: "ltr" }, place.lat + ", " + place.long)) : null,
      place.alt ? fact(t("aliases"), commas(place.alt.slice(0, 12).map((text) => bdi(short(text, 80))))) : null),
    section(t("events") + " (" + num(told.length) + ")", told.length ? eventList(told) : el("p.note", null, t("nothingPasses"))),
  ];
}
