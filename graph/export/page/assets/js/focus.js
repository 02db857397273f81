// What is opened is drawn alone, in an arrangement of its own in the middle of the view: an actor among those it deals
// with most, a tie with its events, an event with those who took part, paths from one end to the other.
const FOCUS_ACTORS = 16;
const FOCUS_EVENTS = 12;

function arrangeFocus() {
  focusView = null;
  const sel = state.sel;
  if (!sel || sel.type === "place" || !network || !$("network").clientWidth) return;
  const scale = network.getScale();
  const { x, y } = network.getViewPosition();
  const wide = Math.max(60, $("network").clientWidth / 2 - 110) / scale;
  const high = Math.max(50, $("network").clientHeight / 2 - 48) / scale;
  const spots = new Map();
  focusView = { spots, events: [], pairs: () => false };
  ({ actor: focusActor, tie: focusTie, event: focusEvent, path: focusPaths })[sel.type](sel, { x, y, wide, high });
}

// Actors on an ellipse, in the order in which they stand around its middle on the map.
function ring(ids, middle, { x, y, wide, high }) {
  const ordered = ids.map((id) => [Math.atan2(NODES[id].y - middle.y, NODES[id].x - middle.x), id]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  ordered.forEach(([, id], place) => {
    const angle = -Math.PI + (2 * Math.PI * (place + 0.5)) / ordered.length;
    const reach = ordered.length > 10 && place % 2 ? 0.72 : 1;
    focusView.spots.set(id, { x: x + Math.cos(angle) * wide * reach, y: y + Math.sin(angle) * high * reach });
  });
}

function focusActor(sel, box) {
  const near = neighbourCounts(sel.n).slice(0, FOCUS_ACTORS).map(([other]) => other);
  ring(near, NODES[sel.n], box);
  focusView.spots.set(sel.n, { x: box.x, y: box.y });
  focusView.pairs = (a, b) => a === sel.n || b === sel.n;
}

function focusTie(sel, { x, y, wide, high }) {
  const way = lang === "ar" ? -1 : 1;
  focusView.spots.set(sel.n, { x: x - way * wide, y });
  focusView.spots.set(sel.m, { x: x + way * wide, y });
  focusView.pairs = () => true;
  const told = passing(pairTies(sel.n, sel.m).flatMap((tie) => TIES[tie].events)).slice(0, FOCUS_EVENTS);
  told.forEach((number, place) => focusView.spots.set("e" + number, { x, y: y + (told.length > 1 ? (2 * place) / (told.length - 1) - 1 : 0.45) * high }));
  focusView.events = told;
}

function focusEvent(sel, box) {
  ring([...new Set([...events[sel.n].who, ...(events[sel.n].on || [])])].slice(0, 2 * FOCUS_ACTORS), { x: 0, y: 0 }, { ...box, wide: box.wide * 0.8, high: box.high * 0.8 });
  focusView.spots.set("e" + sel.n, { x: box.x, y: box.y });
  focusView.events = [sel.n];
}

function focusPaths(sel, { x, y, wide, high }) {
  const paths = findPaths(sel.n, sel.m);
  const columns = new Map();
  for (const path of paths) path.forEach((id, step) => columns.set(step, new Set([...(columns.get(step) || []), id])));
  const way = lang === "ar" ? -1 : 1;
  for (const [step, ids] of columns) {
    [...ids].forEach((id, place) => focusView.spots.set(id, {
      x: x + way * wide * (columns.size > 1 ? (2 * step) / (columns.size - 1) - 1 : 0), y: y + (ids.size > 1 ? ((2 * place) / (ids.size - 1) - 1) * 0.7 * high : 0),
    }));
  }
  for (const id of [sel.n, sel.m]) if (!focusView.spots.has(id)) focusView.spots.set(id, { x: x + (id === sel.n ? -way : way) * wide, y });
  const steps = new Set(paths.flatMap((path) => path.slice(1).map((id, place) => [Math.min(id, path[place]), Math.max(id, path[place])].join())));
  focusView.pairs = (a, b) => steps.has([a, b].join());
}
