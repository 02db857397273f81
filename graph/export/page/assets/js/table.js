// The same data as text: events and actors in sortable tables, for screen readers and for those who like rows.

const table = { what: "events", sort: "when", down: false, page: 0 };
const ROWS = 50;

const EVENT_COLUMNS = [
  ["when", "when", (number) => whenText(events[number].w), (number) => (events[number].dated ? startOf(events[number]) : Infinity)],
  ["class", "class", (number) => className(events[number].c), (number) => className(events[number].c)],
  ["label", "label", (number) => eventLink(number), (number) => name(events[number])],
  ["actors", "actors", (number) => commas(events[number].who.slice(0, 6).map(actorLink)), (number) => events[number].who.length],
  ["place", "place", (number) => commas(events[number].where.slice(0, 3).map(placeLink)), (number) => (events[number].where.length ? name(places[events[number].where[0]]) : "")],
  ["fact", "factuality", (number) => [t(events[number].f), events[number].x ? badge("disputed", t("disputedShort")) : null], (number) => FACTUALITIES.indexOf(events[number].f)],
  ["src", "sources", (number) => num(events[number].s), (number) => events[number].s],
  ["conf", "confidence", (number) => percent(events[number].q), (number) => events[number].q],
];
const ACTOR_COLUMNS = [
  ["label", "actor", (number) => actorLink(number), (number) => name(actors[number])],
  ["class", "class", (number) => t(actors[number].k), (number) => t(actors[number].k)],
  ["count", "countOfEvents", (number) => num(view.count[number]), (number) => view.count[number]],
  ["near", "neighbours", (number) => commas(neighbourCounts(number).slice(0, 4).map(([other]) => actorLink(other))), (number) => tiesOfActor[number].length],
];

function drawTable() {
  if (state.view !== "table") return;
  const isEvents = table.what === "events";
  const columns = isEvents ? EVENT_COLUMNS : ACTOR_COLUMNS;
  const chosen = selEvents();
  const numbers = isEvents ? (chosen ? passing(chosen) : shownEvents()) : actors.map((_, number) => number).filter((number) => view.count[number]);
  const [, , , key] = columns.find(([id]) => id === table.sort) || columns[0];
  const keyed = numbers.map((number) => [key(number), number]);
  keyed.sort((a, b) => (typeof a[0] === "number" ? a[0] - b[0] || 0 : formats.collator.compare(a[0], b[0])) * (table.down ? -1 : 1) || a[1] - b[1]);
  const pages = Math.max(1, Math.ceil(keyed.length / ROWS));
  table.page = Math.min(table.page, pages - 1);
  const rows = keyed.slice(table.page * ROWS, (table.page + 1) * ROWS);
  const turn = (by) => { table.page += by; drawTable(); };
  const tab = (what) => el("button", { id: "table-" + what, "aria-pressed": String(table.what === what), onclick: () => { Object.assign(table, { what, page: 0, sort: what === "events" ? "when" : "count", down: what !== "events" }); drawTable(); } }, t(what));
  $("table-section").replaceChildren(
    el("div.bar", null, tab("events"), tab("actors"), el("span.note", null, num(keyed.length)),
      el("span.spacer"), el("button", { disabled: table.page === 0, onclick: () => turn(-1) }, t("previous")), el("span.note", null, `${num(table.page + 1)} / ${num(pages)}`), el("button", { disabled: table.page >= pages - 1, onclick: () => turn(1) }, t("next"))),
    el("div.scroll", { tabindex: "0", role: "region", "aria-label": t("table") }, el("table.rows", null,
      el("thead", null, el("tr", null, columns.map(([id, title]) => el("th", { scope: "col", "aria-sort": table.sort === id ? (table.down ? "descending" : "ascending") : "none" },
        el("button.link", { onclick: () => { table.down = table.sort === id ? !table.down : id === "count"; table.sort = id; drawTable(); } }, t(title), table.sort === id ? (table.down ? " ▼" : " ▲") : ""))))),
      el("tbody", null, rows.map(([, number]) => el("tr", null, columns.map(([, , show]) => el("td", null, show(number)))))))),
    keyed.length ? el("span") : el("p.empty", null, events.length ? t("nothingPasses") : t("empty")));
}
