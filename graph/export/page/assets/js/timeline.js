// The timeline: a lane for each class, uncertain times as intervals, dense stretches as clusters.

let timeline = null;
let itemSet = null;
let groupSet = null;
let drawing = false;
let showsMajor = true;

const laneTitle = (id) => className(id);
const lanes = [...new Set(CORE.classes.map((entry) => entry.lane))].filter((lane) => lane !== "Event").concat("Event");

function forgetTimeline() {
  if (timeline) timeline.destroy();
  timeline = null;
}

// Made with its first items: given them one after the other it would lay itself out each time.
function makeTimeline(items, groups) {
  const window = firstWindow();
  itemSet = new vis.DataSet(items);
  groupSet = new vis.DataSet(groups);
  const label = (kind) => (date, scale) => axisLabel(new Date(date.valueOf()), scale, kind);
  showsMajor = showsYearsAbove(window);
  const frame = el("div.frame");  // a new one: the old one keeps the scroll position of the other direction
  $("timeline").replaceChildren(frame);
  timeline = new vis.Timeline(frame, itemSet, groupSet, {
    rtl: lang === "ar", stack: true, height: "100%", verticalScroll: true, zoomKey: "ctrlKey", horizontalScroll: true, moment: (date) => vis.moment(date).utc(),
    start: window.start, end: window.end, min: PERIOD[0] - 40 * window.margin, max: PERIOD[1] + 40 * window.margin, showMajorLabels: showsMajor, zoomMin: 10 * DAY, zoomMax: Math.max(100 * 366 * DAY, 3 * (PERIOD[1] - PERIOD[0])),
    orientation: { axis: "top", item: "top" }, margin: { item: { horizontal: 3, vertical: 3 }, axis: 4 }, selectable: false, showCurrentTime: false, showTooltips: false,
    groupOrder: "order", groupTemplate: (group) => (group ? el("span.lane", null, el("i.dot." + kindOf(group.id)), laneTitle(group.id)) : null),
    template: itemElement, format: { minorLabels: label("minor"), majorLabels: label("major") },
  });
  const panel = $("timeline").querySelector(lang === "ar" ? ".vis-panel.vis-right" : ".vis-panel.vis-left");  // it scrolls the lanes
  panel.tabIndex = 0;
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", t("timeline"));
  panel.addEventListener("keydown", (press) => { if (press.target === panel) itemKey(press, null); });
  timeline.on("click", (press) => {
    if (press.item === null || press.item === undefined) return;
    const item = itemSet.get(press.item);
    if (item) openItem(item);
  });
  timeline.on("rangechanged", debounce((change) => { if (change.byUser || timelineMoved()) drawTimeline(); }, 60));
}

// The window at first; its end leaves room for the names of the last events, which stand behind their points.
function firstWindow() {
  const [from, to] = usualPeriod();
  const margin = Math.max(20 * DAY, (to - from) * 0.03);
  const width = Math.max(200, $("timeline").clientWidth - 110);
  const behind = events.length > 300 ? 50 : 250;  // where most are grouped, their numbers need little
  const room = Math.min(0.5, behind / width) * Math.min(to - from, 100 * 366 * DAY);  // past year 10,000 the axis gives up
  return { start: from - margin, end: to + Math.max(margin, room), margin };
}
const showsYearsAbove = (range) => range.end - range.start < 4 * 366 * DAY;
let drawnWindow = "";
const windowText = (range) => [range.start.valueOf(), range.end.valueOf()].map(Math.round).join();
const timelineMoved = () => timeline !== null && windowText(timeline.getWindow()) !== drawnWindow;

// The period in view at first: all of it, but for the rare event decades before or after the others.
function usualPeriod() {
  const starts = events.filter((event) => event.dated).map(startOf).sort((a, b) => a - b);
  if (starts.length < 20) return PERIOD;
  return [starts[Math.floor(starts.length * 0.02)], Math.min(PERIOD[1], starts[Math.ceil(starts.length * 0.98) - 1] + 31 * DAY)];
}

function axisLabel(date, scale, kind) {
  if (kind === "major") return scale === "month" || scale === "year" ? formats.year.format(date) : formats.month.format(date);
  return { year: formats.year, month: formats.monthOnly, week: formats.dayOnly, day: formats.dayOnly, weekday: formats.dayOnly }[scale]?.format(date) || "";
}

function itemElement(item) {
  if (!item) return null;
  const keys = { tabindex: "-1", role: "button", "data-start": String(startOf(events[item.events[0]])), onkeydown: (press) => itemKey(press, item) };
  if (item.events.length > 1) return el("span.many", { ...keys, title: num(item.events.length) + " " + t("clusterOf") }, num(item.events.length));
  const event = events[item.events[0]];
  return el("span.one", { ...keys, title: clean(name(event)) + " — " + whenText(event.w) }, bdi(short(name(event), 36)));
}

// Arrows go from item to item in the order of time, also from the lanes into the first; Enter opens.
function itemKey(press, item) {
  const way = { ArrowLeft: lang === "ar" ? 1 : -1, ArrowRight: lang === "ar" ? -1 : 1 }[press.key];
  if (press.key === "Enter" || press.key === " ") { press.preventDefault(); press.stopPropagation(); if (item) openItem(item); return; }
  if (!way) return;
  press.preventDefault();
  press.stopPropagation();
  const all = [...$("timeline").querySelectorAll(".one, .many")].sort((a, b) => a.dataset.start - b.dataset.start);
  const next = all[item ? all.indexOf(press.target) + way : way > 0 ? 0 : all.length - 1];
  if (next) next.focus();
}

function openItem(item) {
  if (item.events.length === 1) return select({ type: "event", n: item.events[0] });
  const from = item.events.reduce((least, number) => Math.min(least, startOf(events[number])), Infinity);
  const to = item.events.reduce((most, number) => Math.max(most, endOf(events[number])), -Infinity);
  openDialog(`${num(item.events.length)} ${t("clusterOf")} (${className(item.group)})`, eventList(byTime(item.events), 200));
  return timeline.setWindow(from - 3 * DAY, to + 4 * DAY, { animation: !calm() });
}

const timelineEvents = () => {
  const chosen = selEvents();
  const numbers = chosen ? [...new Set(chosen)] : shownEvents();
  return numbers.filter((number) => view.mask[number] && events[number].dated);
};

// Events of a lane that would overlap on the screen become one item with their number.
function clusters(numbers, from, to, width) {
  const pixel = (to - from) / Math.max(200, width);
  const perLane = new Map();
  for (const number of numbers) {
    const event = events[number];
    if (endOf(event) < from - (to - from) || startOf(event) > to + (to - from)) continue;
    if (!perLane.has(event.lane)) perLane.set(event.lane, []);
    perLane.get(event.lane).push(number);
  }
  const items = [];
  for (const [lane, told] of perLane) {
    const slot = pixel * (told.length > 40 ? 34 : 96);
    const slots = new Map();
    const put = (key, number) => { if (!slots.has(key)) slots.set(key, []); slots.get(key).push(number); };
    for (const number of told) {
      const event = events[number];
      const long = endOf(event) - startOf(event) > 3 * slot;
      put(long ? "i" + Math.floor(startOf(event) / slot) + "-" + Math.floor(endOf(event) / slot) : "p" + Math.floor(startOf(event) / slot), number);
    }
    const crowd = told.length > 40 ? 1 : 2;
    for (const [key, members] of slots) {
      if (members.length > crowd) items.push(itemOf(lane, members, "c-" + lane + key, pixel));
      else for (const number of members) items.push(itemOf(lane, [number], "e" + number, pixel));
    }
  }
  return items;
}

function itemOf(lane, members, id, pixel) {
  const start = members.reduce((least, number) => Math.min(least, startOf(events[number])), Infinity);
  const end = members.reduce((most, number) => Math.max(most, endOf(events[number]) + DAY), -Infinity);
  const event = events[members[0]];
  const single = members.length === 1;
  const interval = single && end - start > DAY;
  const wide = interval && end - start > 24 * pixel;
  const open = single && (event.first === null || event.last === null);
  const chosen = state.sel && state.sel.type === "event" && members.includes(state.sel.n);
  const item = { id, group: lane, events: members, start, content: "", type: wide ? "range" : single ? "point" : "box",
    className: ["k-" + kindOf(lane), single ? "f-" + event.f : "cluster", interval ? "interval" : "", open ? "open" : "", chosen ? "chosen" : ""].join(" ") };
  if (wide) item.end = end;
  else item.start = interval || !single ? (start + end) / 2 : start;
  return item;
}

function drawTimeline() {
  drawTray();
  if (drawing || !$("timeline").clientWidth) return;
  if (!PERIOD) { $("timeline").replaceChildren(el("p.empty", null, t("noDates"))); return; }
  drawing = true;
  const numbers = timelineEvents();
  const range = timeline ? timeline.getWindow() : firstWindow();
  const items = clusters(numbers, range.start.valueOf(), range.end.valueOf(), $("timeline").clientWidth - 110);
  const used = new Set(numbers.map((number) => events[number].lane));
  const groups = lanes.filter((lane) => used.has(lane)).map((lane) => ({ id: lane, order: lanes.indexOf(lane), content: lane }));
  drawnWindow = windowText(range);
  if (!timeline) makeTimeline(items, groups);
  else {
    if (showsYearsAbove(range) !== showsMajor) { showsMajor = !showsMajor; timeline.setOptions({ showMajorLabels: showsMajor }); }
    replace(groupSet, groups);
    replace(itemSet, items);
  }
  drawing = false;
}

function showChosen() {
  if (!timeline || !state.sel || state.sel.type !== "event" || !events[state.sel.n].dated) return;
  const event = events[state.sel.n];
  const range = timeline.getWindow();
  if (endOf(event) < range.start.valueOf() || startOf(event) > range.end.valueOf()) timeline.moveTo((startOf(event) + endOf(event)) / 2, { animation: !calm() });
}

function drawTray() {
  const chosen = selEvents();
  const numbers = (chosen ? [...new Set(chosen)] : shownEvents()).filter((number) => view.mask[number] && !events[number].dated);
  const tray = $("undated");
  tray.hidden = !numbers.length;
  tray.querySelector("summary").textContent = `${t("undated")} (${num(numbers.length)})`;
  const make = (number) => el("li", null, el("button.chip", { onclick: () => select({ type: "event", n: number }), "data-event": events[number].id }, el("i.dot." + events[number].kind), bdi(short(name(events[number]), 60))));
  tray.querySelector("ul").replaceChildren(...numbers.slice(0, 100).map(make), ...(numbers.length > 100 ? [el("li", null, "… " + num(numbers.length - 100))] : []));
}
