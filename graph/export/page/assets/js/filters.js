// The filter panel: what may be shown, with the number of events behind each choice.

let countsOnce = null;
function filterCounts() {
  if (countsOnce) return countsOnce;
  const counts = { class: new Map(), fact: new Map(), outlet: new Map() };
  const more = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  for (const event of events) {
    for (const id of [event.c, ...(classes.get(event.c) || { up: [] }).up]) if (id !== "Event" || event.c === "Event") more(counts.class, id);
    more(counts.fact, event.f);
    for (const outlet of event.o) more(counts.outlet, outlet);
  }
  countsOnce = counts;
  return counts;
}

const toggled = (set, value) => { const next = new Set(set); if (!next.delete(value)) next.add(value); return next; };

function checks(key, title, options, open) {
  const shown = options.slice(0, 14);
  const make = ([value, label, count, deep]) =>
    el(deep ? "label.check.deep" : "label.check", null,
      el("input", { type: "checkbox", name: key, value: String(value), checked: state[key].has(value), onchange: () => change({ [key]: toggled(state[key], value) }) }),
      el("span", null, bdi(label)), el("span.count", null, num(count)));
  const more = options.length > 14
    ? el("button.link.more", { onclick: (press) => { press.target.replaceWith(...options.slice(14, 200).map(make)); } }, t("more") + " (" + num(options.length - 14) + ")")
    : null;
  return options.length ? el("details.group", { open: open || state[key].size > 0 }, el("summary", null, title), shown.map(make), more) : null;
}

function picker(key, title, types, items, open, accept) {
  const input = el("input", { type: "text", role: "combobox", "aria-label": title, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "pick-" + key, id: "filter-" + key, placeholder: t("add"), autocomplete: "off" });
  const results = el("ul", { id: "pick-" + key, role: "listbox", "aria-label": title, hidden: true, class: "results" });
  combobox(input, results, types, (entry) => change({ [key]: toggled(state[key], entry.n) }), accept);
  const chips = [...state[key]].map((number) =>
    el("button.chip", { "aria-label": t("unfilter") + ": " + name(items[number]), onclick: () => change({ [key]: toggled(state[key], number) }) }, bdi(short(name(items[number]), 40)), " ×"));
  return el("details.group", { open: open || state[key].size > 0 }, el("summary", null, title), el("div.pick", null, input, results), el("div.chips", null, chips));
}

function range(key, title, least, most, step, text) {
  const shown = el("output", null, text(state[key]));
  const slider = el("input", { type: "range", min: least, max: most, step, id: "filter-" + key, value: String(state[key]), "aria-label": title,
    oninput: (press) => { shown.textContent = text(Number(press.target.value)); },
    onchange: (press) => change({ [key]: Number(press.target.value) }) });
  return el("label.range", null, el("span", null, title), slider, shown);
}

// Each class is followed by the classes under it, whose events its number includes.
function classTree(options) {
  const up = (id) => classes.get(id).up.filter((above) => above !== "Event");
  const under = (id) => options.filter(([other]) => up(other)[0] === id).flatMap((option) => [[...option, true], ...under(option[0])]);
  return options.filter(([id]) => !up(id).length).flatMap((option) => [option, ...under(option[0])]);
}

const openGroups = new Set(["class", "fact"]);
function drawFilters() {
  const panel = $("filters");
  const focused = document.activeElement && panel.contains(document.activeElement) ? document.activeElement : null;
  const mark = focused ? [focused.id, focused.name, focused.value] : null;
  for (const group of panel.querySelectorAll("details.group")) (group.open ? openGroups.add(group.dataset.key) : openGroups.delete(group.dataset.key));
  const counts = filterCounts();
  const ranked = (map, label) => [...map].map(([value, count]) => [value, label(value), count]).sort((a, b) => b[2] - a[2] || formats.collator.compare(a[1], b[1]));
  const most = events.reduce((top, event) => Math.max(top, event.s), 1);
  const keyed = (key, group) => { if (group) group.dataset.key = key; return group; };
  panel.replaceChildren();
  add(panel,
    el("div.bar", null, el("h2", null, t("filters")), el("button", { id: "reset", onclick: resetFilters }, t("reset"))),
    keyed("class", checks("class", t("class"), classTree(ranked(counts.class, className)), openGroups.has("class"))),
    keyed("fact", checks("fact", t("factuality"), FACTUALITIES.filter((id) => counts.fact.has(id)).map((id) => [id, t(id), counts.fact.get(id)]), openGroups.has("fact"))),
    keyed("actor", picker("actor", t("actor"), ["actor"], actors, openGroups.has("actor"))),
    keyed("place", picker("place", t("place"), ["place"], places, openGroups.has("place"))),
    keyed("country", picker("country", t("country"), ["actor"], actors, openGroups.has("country"), (number) => actors[number].k === "Country")),
    keyed("outlet", checks("outlet", t("outlet"), ranked(counts.outlet, (outlet) => clean(outlets[outlet].n)), openGroups.has("outlet"))),
    range("conf", t("minConfidence"), 0, 100, 5, percent),
    most > 1 ? range("src", t("minSources"), 1, most, 1, num) : null,
    el("label.check", null, el("input", { type: "checkbox", id: "only-disputed", checked: state.disputed, onchange: (press) => change({ disputed: press.target.checked }) }), el("span", null, t("onlyDisputed"))),
  );
  if (mark) {
    const again = mark[0] ? $(mark[0]) : [...panel.querySelectorAll("input")].find((input) => input.name === mark[1] && input.value === mark[2]);
    if (again) again.focus();
  }
}

function resetFilters() {
  change({
    class: new Set(), fact: new Set(), outlet: new Set(), actor: new Set(), place: new Set(), country: new Set(), kinds: new Set(),
    conf: 0, src: 1, disputed: false, from: null, to: null,
  });
}

function drawLegend() {
  const used = new Set(TIES.map((tie) => tie.kind));
  const shapes = [...new Set(actors.map((actor) => actor.k))];
  $("legend").replaceChildren(
    ...KINDS.filter((kind) => used.has(kind)).map((kind) =>
      el("button.key", { "aria-pressed": String(!state.kinds.has(kind)), "data-kind": kind, onclick: () => change({ kinds: toggled(state.kinds, kind) }) }, el("i.line." + kind), t(kind))),
    ...Object.keys(SHAPES).filter((kind) => shapes.includes(kind)).map((kind) => el("span.key", null, shapeIcon(kind), t(kind))),
    ...(state.communities ? communityKeys() : []),
  );
  $("legend").classList.toggle("by-community", state.communities);
}

// The largest communities in the view, each by its busiest actor.
function communityKeys() {
  const found = new Map();
  for (const id of ranked()) {
    const group = NODES[id].community;
    if (group >= 0 && !found.has(group)) found.set(group, id);
  }
  const keys = [...found].slice(0, 6).map(([group, id]) => {
    const dot = el("i.dot");
    dot.style.background = `var(--community-${group % 10})`;
    return el("span.key.community", null, dot, bdi(short(name(actors[id]), 24)));
  });
  return [el("strong", null, t("communitiesOf")), ...keys];
}
