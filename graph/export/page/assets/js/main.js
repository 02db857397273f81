// Puts the page together and keeps its parts in step.

function drawSummary() {
  const shownActors = view.count.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  $("summary").textContent = events.length
    ? `${t("events")}: ${num(view.passing)} ${t("of")} ${num(events.length)} · ${t("actors")}: ${num(shownActors)} · ${t("articles")}: ${num(CORE.articles)}`
    : t("empty");
}

function applyTheme() {
  const dark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  $("theme").textContent = dark ? t("light") : t("theme");
}

function showView() {
  const asTable = state.view === "table";
  $("network-section").hidden = asTable;
  $("timeline-section").hidden = asTable;
  $("table-section").hidden = !asTable;
  $("view-table").setAttribute("aria-pressed", String(asTable));
  $("communities").setAttribute("aria-pressed", String(state.communities));
}

function drawAll(what) {
  drawSummary();
  showView();
  if (what === "filter") { drawFilters(); drawBrush(); }
  if (what !== "select") drawLegend();
  if (what === "filter" || what === "select") { drawDetails(); drawTimeline(); showChosen(); }
  else if (what === "view") drawTimeline();
  drawTable();
  if (state.view === "network") updateNetwork();
}

function switchLanguage(next) {
  stopPlay();
  setLanguage(next);
  translatePage();
  applyTheme();
  readColours();
  widths.clear();
  if (!movedByReader) fitted = null;
  if (PERIOD) forgetTimeline();
  else $("timeline").replaceChildren(el("p.empty", null, t("noDates")));
  change({}, "filter");
}

function openHelp() {
  const keys = [["/", "keySearch"], ["← ↑ → ↓", "keyMove"], ["Enter", "keyOpen"], ["← → Enter", "keyItems"], ["+ −", "keyZoom"], ["0", "keyFit"], ["Esc", "keyEscape"]];
  openDialog(t("helpTitle"), ["help1", "help2", "help3", "help4"].map((key) => el("p", null, t(key))),
    el("h3", null, t("keys")), el("dl.keys", null, keys.map(([key, what]) => el("div.fact", null, el("dt", null, el("kbd", null, key)), el("dd", null, t(what))))));
}

function globalKey(press) {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(press.target.tagName);
  if (press.key === "/" && !typing) { press.preventDefault(); $("search").focus(); }
  else if (press.key === "?" && !typing) openHelp();
  else if (press.key === "Escape" && !$("dialog").open) {
    if (document.body.classList.contains("filters-open")) toggleFilters(false);
    else if (state.sel) select(null);
    else { keyFocus = null; network.redraw(); }
  }
}

function toggleFilters(open) {
  const narrow = matchMedia("(max-width: 900px)").matches;
  const name = narrow ? "filters-open" : "filters-closed";
  const next = open ?? !document.body.classList.contains(name);
  document.body.classList.toggle(name, narrow ? next : open === undefined ? next : false);
  $("show-filters").setAttribute("aria-expanded", String(narrow ? next : !document.body.classList.contains(name)));
}

function listen() {
  const click = {
    "show-filters": () => toggleFilters(), "view-table": () => change({ view: state.view === "table" ? "network" : "table" }, "view"),
    "open-paths": () => openPaths(), communities: () => change({ communities: !state.communities }, "view"),
    "save-csv": () => save("events.csv", "text/csv;charset=utf-8", csvOf(shownEvents())), "save-ttl": () => save("view.ttl", "text/turtle;charset=utf-8", turtleOf(shownEvents())),
    "copy-view-sparql": () => copy(viewSparql()), "copy-link": () => copy(location.href), language: () => switchLanguage(lang === "ar" ? "en" : "ar"),
    theme: () => { change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }, "theme"); restyle(); }, "open-help": openHelp,
    "zoom-in": () => zoomBy(1.4), "zoom-out": () => zoomBy(1 / 1.4), fit: () => fitNetwork(true), play: togglePlay, "clear-range": () => { stopPlay(); change({ from: null, to: null }); },
  };
  for (const id in click) $(id).addEventListener("click", click[id]);
  for (const button of $("save-menu").querySelectorAll("button")) button.addEventListener("click", () => { $("save-menu").open = false; });
  document.addEventListener("click", (press) => { if (!$("save-menu").contains(press.target)) $("save-menu").open = false; });
  $("detail").addEventListener("input", (press) => { change({ detail: Number(press.target.value) }, "view"); });
  $("network").addEventListener("keydown", networkKey);
  $("network").addEventListener("blur", () => { keyFocus = null; network.redraw(); });
  document.addEventListener("keydown", globalKey);
  addEventListener("hashchange", () => { readFragment(); switchLanguage(lang); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
  addEventListener("resize", debounce(() => { drawBrush(); drawTimeline(); }, 200));
  combobox($("search"), $("search-results"), null, chooseFound);
  startBrush();
  startDivider();
}

function chooseFound(entry) {
  if (entry.type === "outlet") change({ outlet: toggled(state.outlet, entry.n) });
  else select({ type: entry.type, n: entry.n });
}

function restyle() {
  applyTheme();
  readColours();
  if (state.view === "network") drawNetwork();
}

function start() {
  addEventListener("DOMContentLoaded", () => { if (state.sel) drawDetails(); setTimeout(indexEvents, 50); });
  readFragment();
  translatePage();
  applyTheme();
  $("detail").value = String(state.detail);
  buildIndex();
  onChange(drawAll);
  listen();
  showView();
  startNetwork();
  drawAll("filter");
  const ready = () => { document.documentElement.dataset.ready = "true"; };
  if (state.view === "table") { requestAnimationFrame(ready); return; }
  network.once("afterDrawing", ready);
  network.redraw();
}

start();
