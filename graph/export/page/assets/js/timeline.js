// The timeline: a lane for each class, uncertain times as intervals, dense stretches as clusters, and the brush.

let timeline = null;
let itemSet = null;
let groupSet = null;
let drawing = false;
let showsMajor = true;

const laneTitle = (id) => className(id);
const lanes = [...new Set(CORE.classes.map((entry) => entry.lane))].filter((lane) => lane !== "Event").concat("Event");

function startTimeline() {
  if (!PERIOD) { $("timeline").append(el("p.empty", null, t("noDates"))); return; }
  itemSet = new vis.DataSet();
  groupSet = new vis.DataSet();
  makeTimeline();
}

function makeTimeline() {
  if (timeline) timeline.destroy();
  const [from, to] = usualPeriod();
  const margin = Math.max(20 * DAY, (to - from) * 0.03);
  const label = (kind) => (date, scale) => axisLabel(new Date(date.valueOf()), scale, kind);
  showsMajor = true;
  timeline = new vis.Timeline($("timeline"), itemSet, groupSet, {
    rtl: lang === "ar", stack: true, height: "100%", verticalScroll: true, zoomKey: "ctrlKey", horizontalScroll: true, moment: (date) => vis.moment(date).utc(),
    start: from - margin, end: to + 3 * margin, min: PERIOD[0] - 40 * margin, max: PERIOD[1] + 40 * margin, zoomMin: 10 * DAY, zoomMax: Math.max(100 * 366 * DAY, 3 * (PERIOD[1] - PERIOD[0])),
    orientation: { axis: "top", item: "top" }, margin: { item: { horizontal: 3, vertical: 3 }, axis: 4 }, selectable: false, showCurrentTime: false, showTooltips: false,
    groupOrder: "order", groupTemplate: (group) => (group ? el("span.lane", null, el("i.dot." + kindOf(group.id)), laneTitle(group.id)) : null),
    template: itemElement, format: { minorLabels: label("minor"), majorLabels: label("major") },
  });
  const panel = $("timeline").querySelector(lang === "ar" ? ".vis-panel.vis-right" : ".vis-panel.vis-left");  // it scrolls the lanes
  panel.tabIndex = 0;
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", t("timeline"));
  timeline.on("click", (press) => {
    if (press.item === null || press.item === undefined) return;
    const item = itemSet.get(press.item);
    if (item) openItem(item);
  });
  timeline.on("rangechanged", debounce(() => drawTimeline(), 60));
}

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
  if (item.events.length > 1) return el("span.many", { title: num(item.events.length) + " " + t("clusterOf") }, num(item.events.length));
  const event = events[item.events[0]];
  return el("span.one", { title: clean(name(event)) + " — " + whenText(event.w) }, bdi(short(name(event), 46)));
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
  if (!timeline || drawing) return;
  drawing = true;
  const numbers = timelineEvents();
  const range = timeline.getWindow();
  const major = range.end - range.start < 4 * 366 * DAY;
  if (major !== showsMajor) { showsMajor = major; timeline.setOptions({ showMajorLabels: major }); }
  const items = clusters(numbers, range.start.valueOf(), range.end.valueOf(), $("timeline").clientWidth - 110);
  const used = new Set(numbers.map((number) => events[number].lane));
  replace(groupSet, lanes.filter((lane) => used.has(lane)).map((lane) => ({ id: lane, order: lanes.indexOf(lane), content: lane })));
  replace(itemSet, items);
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

// --- The brush: one bar for each month (or more, when there are many), two handles, and playing through the months.

// Starts of the bars: months, or the smallest of quarters, years ... centuries that gives no more than fit a screen.
const MONTHS = [];
const MOST_BARS = 200;
if (PERIOD) {
  const [first, last] = PERIOD.map((time) => new Date(time));
  const span = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const step = [1, 3, 12, 60, 120, 1200, 12000].find((months) => span / months <= MOST_BARS);
  for (let month = 0; month < span; month += step) MONTHS.push(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1));
  MONTHS.push(PERIOD[1]);
}
const monthAt = (time) => {
  let low = 0;
  let high = MONTHS.length - 1;
  while (low < high) { const middle = (low + high + 1) >> 1; if (MONTHS[middle] <= time) low = middle; else high = middle - 1; }
  return low;
};
let brushDrag = null;

function drawBrush() {
  const box = $("brush");
  if (!PERIOD) { box.replaceChildren(); $("play").hidden = true; return; }
  const months = MONTHS.length - 1;
  const counts = new Int32Array(months);
  events.forEach((event, number) => { if (view.timeless[number] && event.dated) counts[Math.min(months - 1, monthAt(startOf(event)))] += 1; });
  const most = counts.reduce((top, count) => Math.max(top, count), 1);
  const [from, to] = brushRange();
  const bars = el("div.bars", { "aria-hidden": "true" }, [...counts].map((count, month) => {
    const bar = el("i", { title: months < 400 ? formats.month.format(new Date(MONTHS[month])) + ": " + num(count) : null, class: month >= from && month < to ? "in" : "out" });
    bar.style.height = count ? Math.max(8, Math.round((100 * Math.sqrt(count)) / Math.sqrt(most))) + "%" : "0";
    return bar;
  }));
  const handle = (which, month) => {
    const grip = el("button.grip", { role: "slider", id: "brush-" + which, "aria-label": t(which), "aria-valuemin": "0", "aria-valuemax": String(months), "aria-valuenow": String(month),
      "aria-valuetext": formats.month.format(new Date(which === "from" ? MONTHS[month] : MONTHS[month] - DAY)), onkeydown: (press) => brushKey(press, which) });
    grip.style.insetInlineStart = (100 * month) / months + "%";
    return grip;
  };
  const years = MONTHS.slice(0, -1).map((time, month) => [new Date(time), month])
    .filter(([date, month]) => month === 0 || date.getUTCFullYear() !== new Date(MONTHS[month - 1]).getUTCFullYear());
  const every = Math.ceil(years.length / Math.max(1, Math.floor(box.clientWidth / 52)));
  const focus = document.activeElement && box.contains(document.activeElement) ? document.activeElement.id : null;
  box.replaceChildren(bars, handle("from", from), handle("to", to), el("div.years", { "aria-hidden": "true" }, years.filter(([, month], place) => place % every === 0 && month < months * 0.97).map(([date, month]) => {
    const mark = el("span", null, formats.year.format(date));
    mark.style.insetInlineStart = (100 * month) / months + "%";
    return mark;
  })));
  if (focus) $(focus).focus();
  const limited = state.from !== null || state.to !== null;
  $("clear-range").hidden = !limited;
  $("range-note").textContent = limited ? rangeText(from, to) : "";
}

const rangeText = (from, to) => {
  const first = formats.month.format(new Date(MONTHS[from]));
  const last = formats.month.format(new Date(MONTHS[Math.max(from + 1, to)] - DAY));
  return (first === last ? first : first + " – " + last);
};
const brushRange = () => [state.from === null ? 0 : monthAt(state.from), state.to === null ? MONTHS.length - 1 : Math.min(MONTHS.length - 1, monthAt(state.to - 1) + 1)];

function setBrush(from, to) {
  const last = MONTHS.length - 1;
  const [low, high] = [Math.max(0, Math.min(from, to, last - 1)), Math.min(last, Math.max(from, to, 1))];
  change({ from: low === 0 && high === last ? null : MONTHS[low], to: low === 0 && high === last ? null : MONTHS[Math.max(high, low + 1)] });
}

function brushKey(press, which) {
  const [from, to] = brushRange();
  const forward = lang === "ar" ? "ArrowLeft" : "ArrowRight";
  const back = lang === "ar" ? "ArrowRight" : "ArrowLeft";
  const step = { [forward]: 1, [back]: -1, ArrowUp: 1, ArrowDown: -1, PageUp: 12, PageDown: -12 }[press.key];
  if (!step) return;
  press.preventDefault();
  if (which === "from") setBrush(Math.min(to - 1, Math.max(0, from + step)), to);
  else setBrush(from, Math.max(from + 1, to + step));
}

function brushPoint(press) {
  const box = $("brush").querySelector(".bars").getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (press.clientX - box.left) / Math.max(1, box.width)));
  return (lang === "ar" ? 1 - share : share) * (MONTHS.length - 1);
}

function startBrush() {
  const box = $("brush");
  box.addEventListener("pointerdown", (press) => {
    if (!PERIOD) return;
    const [from, to] = brushRange();
    const grip = press.target.id;
    brushDrag = { anchor: grip === "brush-from" ? to : grip === "brush-to" ? from : Math.floor(brushPoint(press)), moved: false };
    box.setPointerCapture(press.pointerId);
  });
  box.addEventListener("pointermove", (press) => {
    if (!brushDrag) return;
    const point = brushPoint(press);
    const here = point >= brushDrag.anchor ? Math.ceil(point) : Math.floor(point);
    if (here === brushDrag.anchor || here === brushDrag.last) return;
    brushDrag.last = here;
    brushDrag.moved = true;
    setBrush(brushDrag.anchor, here);
  });
  box.addEventListener("pointerup", () => {
    if (brushDrag && !brushDrag.moved && !document.activeElement.classList.contains("grip")) setBrush(brushDrag.anchor, brushDrag.anchor + 1);
    brushDrag = null;
  });
  box.addEventListener("pointercancel", () => { brushDrag = null; });
}

let playing = 0;
function togglePlay() {
  if (playing) return stopPlay();
  $("play").setAttribute("aria-pressed", "true");
  $("play").textContent = t("pause");
  const [from, to] = brushRange();
  let month = to - from === 1 ? from : from - 1;
  const stepOn = () => {
    do month += 1; while (month < MONTHS.length - 1 && !monthHasEvents(month));
    if (month >= MONTHS.length - 1) { stopPlay(); change({ from: null, to: null }); return; }
    setBrush(month, month + 1);
  };
  playing = setInterval(stepOn, 900);
  return stepOn();
}

const monthHasEvents = (month) => events.some((event, number) => view.timeless[number] && event.dated && startOf(event) < MONTHS[month + 1] && endOf(event) >= MONTHS[month]);

function stopPlay() {
  clearInterval(playing);
  playing = 0;
  $("play").setAttribute("aria-pressed", "false");
  $("play").textContent = t("play");
}
