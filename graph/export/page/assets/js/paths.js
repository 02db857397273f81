// Shortest paths between two actors over the ties of the present view.

function findPaths(from, to, most = 4) {
  const depth = new Map([[from, 0]]);
  const parents = new Map();
  let edge = [from];
  for (let step = 1; edge.length && !depth.has(to); step += 1) {
    const next = [];
    for (const id of edge) {
      for (const tie of tiesOfActor[id]) {
        if (!view.weight[tie]) continue;
        const other = TIES[tie].from === id ? TIES[tie].to : TIES[tie].from;
        if (!depth.has(other)) { depth.set(other, step); parents.set(other, []); next.push(other); }
        if (depth.get(other) === step && !parents.get(other).includes(id)) parents.get(other).push(id);
      }
    }
    edge = next;
  }
  if (!depth.has(to)) return [];
  const weightOf = (a, b) => pairTies(a, b).reduce((sum, tie) => sum + view.weight[tie], 0);
  const paths = [];
  const walk = (id, tail) => {
    if (paths.length >= 60) return;
    if (id === from) { paths.push([from, ...tail]); return; }
    for (const parent of parents.get(id)) walk(parent, [id, ...tail]);
  };
  walk(to, []);
  const strength = (path) => Math.min(...path.slice(1).map((id, place) => weightOf(path[place], id)));
  return paths.map((path) => [path, strength(path)]).sort((a, b) => b[1] - a[1] || a[0].join().localeCompare(b[0].join())).slice(0, most).map(([path]) => path);
}

function openPaths(first) {
  const chosen = [first ?? (state.sel && state.sel.type === "actor" ? state.sel.n : null), null];
  const field = (place, label) => {
    const id = "path-" + (place + 1);
    const input = el("input", { type: "text", id, role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id + "-list", autocomplete: "off" });
    const results = el("ul.results", { id: id + "-list", role: "listbox", "aria-label": label, hidden: true });
    const chip = el("span.chosen", { id: id + "-chosen" });
    const put = (number) => { chosen[place] = number; chip.replaceChildren(bdi(number === null ? "—" : name(actors[number]))); go.disabled = chosen.some((number) => number === null) || chosen[0] === chosen[1]; };
    combobox(input, results, ["actor"], (entry) => put(entry.n));
    return [el("div.pick", null, el("label", { for: id }, label), input, results, chip), put];
  };
  const go = el("button.primary", { id: "find-path", onclick: () => select({ type: "path", n: chosen[0], m: chosen[1] }) }, t("findPath"));
  const [left, putLeft] = field(0, t("first"));
  const [right, putRight] = field(1, t("second"));
  putLeft(chosen[0]);
  putRight(null);
  openDialog(t("pathsTitle"), el("div.paths", null, left, right, go));
  $(chosen[0] === null ? "path-1" : "path-2").focus();
}

function pathDetails(a, b) {
  const paths = findPaths(a, b);
  return [
    el("p.kind", null, t("paths")), el("h2", null, bdi(name(actors[a])), " ⇠⇢ ", bdi(name(actors[b]))),
    paths.length ? null : el("p.empty", null, t("noPath")),
    paths.map((path, place) => section(`${t("path")} ${num(place + 1)} · ${num(path.length - 1)} ${t("steps")}`, el("ol.path", null, path.map((id, step) => {
      if (!step) return el("li", null, actorLink(id));
      const told = passing(pairTies(path[step - 1], id).flatMap((tie) => TIES[tie].events));
      return el("li", null, eventList(told, 3), actorLink(id));
    })))),
  ];
}
