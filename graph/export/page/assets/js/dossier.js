// The dossier of one actor: offices, events by kind with their evidence, and the closest actors by month.

const SECTIONS = [["meetings", "meeting"], ["statements", "statement"], ["agreements", "agreement"], ["conflicts", "conflict"], ["movements", "movement"], ["others", "other"]];

function openDossier(number) {
  const actor = actors[number];
  const told = passing(eventsOfActor[number]);
  const about = passing(eventsAbout[number]);
  const offices = evidenceOf().positions.filter((position) => position.x === number);
  openDialog(t("dossier") + ": " + short(name(actor), 80),
    el("p.kind", null, shapeIcon(actor.k), t(actor.k), otherName(actor) ? [" · ", bdi(short(otherName(actor), 120))] : null, " · ", t("events") + ": " + num(told.length)),
    actor.alt ? el("p.note", null, t("names") + ": ", commas(actor.alt.slice(0, 30).map((text) => bdi(short(text, 80)))), actor.alt.length > 30 ? " … (" + num(actor.alt.length) + ")" : "") : null,
    offices.length ? section(t("offices"), el("ul.offices", null, offices.map(officeRow))) : null,
    closestByMonth(number, told),
    ...SECTIONS.map(([title, kind]) => {
      const part = told.filter((event) => events[event].kind === kind);
      return part.length ? section([el("i.dot." + kind), t(title) + " (" + num(part.length) + ")"], el("ul.dossier", null, part.slice(0, 60).map(dossierRow)), part.length > 60 ? el("p.note", null, "… " + num(part.length - 60)) : null) : null;
    }),
    about.length ? section(t("mentionedBy") + " (" + num(about.length) + ")", el("ul.dossier", null, about.slice(0, 60).map(dossierRow))) : null,
    told.length || about.length ? null : el("p.empty", null, t("nothingPasses")));
}

function officeRow(position) {
  const when = position.w[0] || position.w[1] ? whenText([null, position.w[0], position.w[1]]) : "";
  return el("li", null, el("strong", null, bdi(position.t)), position.of !== undefined ? [" — ", actorLink(position.of)] : null, when ? el("span.when", null, " " + when) : null,
    position.s.length ? el("details.why", null, el("summary", null, t("evidence")), position.s.map(([article, sentence]) => el("blockquote", { lang: "ar", dir: "rtl" }, clean(sentence), el("cite", null, bdi(articleText(article).outlet + "، " + articleText(article).date))))) : null);
}

function dossierRow(number) {
  const event = events[number];
  const claim = evidenceOf(number)[0];
  return el("li", null, el("span.when", null, whenText(event.w)), eventLink(number), event.f !== "Actual" ? badge(event.f, t(event.f)) : null, event.x ? badge("disputed", t("disputedShort")) : null,
    claim ? el("details.why", null, el("summary", null, t("evidence") + " (" + num(evidenceOf(number).length) + ")"), evidenceOf(number).slice(0, 6).map((version) => [el("p.source", null, el("strong", null, bdi(articleText(version.a).outlet)), " · " + articleText(version.a).date), marked(version.s)])) : null);
}

// A table of the closest actors and the months in which they met in an event; darker where there were more.
function closestByMonth(number, told) {
  const near = neighbourCounts(number).slice(0, 8).map(([other]) => other);
  const dated = told.filter((event) => events[event].dated && events[event].first !== null);
  const months = [...new Set(dated.map((event) => isoMonth(startOf(events[event]))))].sort().slice(-24);
  if (!near.length || !months.length) return null;
  const inTie = new Map(near.map((other) => [other, new Set(pairTies(number, other).flatMap((tie) => TIES[tie].events))]));
  const at = (other, month) => dated.filter((event) => inTie.get(other).has(event) && isoMonth(startOf(events[event])) === month);
  const rows = near.map((other) => {
    const cells = months.map((month) => at(other, month));
    return el("tr", null, el("th", { scope: "row" }, actorLink(other)), cells.map((here, place) => el("td.heat", { "data-heat": String(Math.min(4, here.length)) },
      here.length ? el("button.link", { "aria-label": `${name(actors[other])}, ${formats.month.format(new Date(months[place] + "-01"))}: ${num(here.length)}`, onclick: () => (here.length === 1 ? select({ type: "event", n: here[0] }) : openDialog(name(actors[other]), eventList(here))) }, num(here.length)) : "")));
  });
  return section(t("closest"), el("div.scroll", { tabindex: "0", role: "region", "aria-label": t("closest") }, el("table.months", null,
    el("thead", null, el("tr", null, el("td"), months.map((month) => el("th", { scope: "col" }, formats.monthShort.format(new Date(month + "-01")))))), el("tbody", null, rows))));
}
