// The brush: one bar for each month (or more, when there are many), two handles, and playing through the months.

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
