// What is written on the map: faint dots for the many, names for the few, roles and events where one is opened.

function drawDots(context) {
  if (focusView) return;
  const scale = network.getScale();
  const size = 2.6 / scale;
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  const to = network.DOMtoCanvas({ x: $("network").clientWidth, y: $("network").clientHeight });
  context.fillStyle = colours.dots;
  for (const node of NODES) {
    if (!view.count[node.id] || shown.has(node.id) || node.x < from.x || node.x > to.x || node.y < from.y || node.y > to.y) continue;
    if (state.communities) context.fillStyle = fillOf(node.id);
    context.fillRect(node.x - size / 2, node.y - size / 2, size, size);
  }
}

const meet = (a, b) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
const overlap = (a, b) => Math.max(0, Math.min(a.r, b.r) - Math.max(a.l, b.l)) * Math.max(0, Math.min(a.b, b.b) - Math.max(a.t, b.t));
const widths = new Map();
function widthOf(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

const pixelsOf = (size) => (size > 18 ? 14.5 : size > 11 ? 13 : 12);
const fontOf = (size, bold) => (bold || size > 14 ? "600 " : "") + pixelsOf(size) + "px " + colours.font;
let ruler = null;
function labelWidth(text, size) {
  ruler ||= document.createElement("canvas").getContext("2d");
  ruler.font = fontOf(size, true);
  return widthOf(ruler, isolated(text));
}

const labelRank = (id) => {
  if (id === keyFocus || id === hovered) return 3;
  return focusView && (id === state.sel.n || id === state.sel.m) ? 2 : 0;
};

// All that has a name on the map now, the most important first, with where it is drawn in pixels.
function labelled() {
  const scale = network.getScale();
  const order = [...shown].sort((a, b) => labelRank(b) - labelRank(a) || view.count[b] - view.count[a] || a - b);
  return [...order, ...(focusView ? focusView.events.map((number) => "e" + number) : [])].flatMap((id) => {
    const node = nodeSet.get(id);
    if (!node) return [];
    const { x, y } = network.canvasToDOM(at(id));
    return [{ id, x, y, size: node.size * scale }];
  });
}

// The first line names it; the second says, of what is opened, the actor's role or the event's time.
function linesOf(id, must) {
  if (typeof id === "string") {
    const event = events[Number(id.slice(1))];
    return [className(event.c), whenText(event.w)];
  }
  const role = focusView && state.sel.type === "event" ? Object.keys(events[state.sel.n].r).filter((key) => events[state.sel.n].r[key].includes(id)) : [];
  return [short(name(actors[id]), must ? 40 : 26), role.map(roleName).join(lang === "ar" ? "، " : ", ")];
}

// Names, each where no other name or actor is; one that finds no room is left out, unless it must be seen.
function drawLabels(context) {
  const ratio = context.canvas.width / Math.max(1, $("network").clientWidth);
  const frame = { r: context.canvas.width / ratio, b: context.canvas.height / ratio };
  const things = labelled();
  const discs = things.map(({ id, x, y, size }) => ({ id, l: x - size, r: x + size, t: y - size, b: y + size }));
  const taken = [];
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const thing of things) {
    const must = labelRank(thing.id) > 1 || taken.length < 8 || focusView !== null;
    const [first, second] = linesOf(thing.id, must);
    context.font = fontOf(thing.size, must);
    const size = { half: widthOf(context, isolated(first)) / 2 + 2, high: pixelsOf(thing.size) * 0.72 + 1 };
    const box = labelPlace(thing, size, discs, taken, frame, must);
    if (!box) continue;
    taken.push(box);
    write(context, isolated(first), box.x, box.y, colours.ink);
    if (second) {
      context.font = "12px " + colours.font;
      write(context, isolated(second), box.x, box.y + 17, colours.soft);
      taken.push({ l: box.x - widthOf(context, second) / 2, r: box.x + widthOf(context, second) / 2, t: box.b, b: box.b + 15 });
    }
    if (thing.id === keyFocus) { context.strokeStyle = colours.accent; context.lineWidth = 2; context.strokeRect(thing.x - thing.size - 5, thing.y - thing.size - 5, 2 * thing.size + 10, 2 * thing.size + 10); }
  }
  context.restore();
}

function write(context, text, x, y, colour) {
  context.strokeStyle = colours.halo;
  context.lineWidth = 3.5;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

// Below, above, beside or at a corner; what must be seen goes where it covers least.
function labelPlace({ id, x, y, size }, { half, high }, discs, taken, frame, must) {
  const slant = 0.7 * size + half;
  const spots = [[0, size + high + 1], [0, -size - high - 1], [size + half + 2, 0], [-size - half - 2, 0], [slant, size + high - 2], [-slant, size + high - 2], [slant, -size - high + 2], [-slant, -size - high + 2]];
  let best = null;
  for (const [dx, dy] of spots) {
    const box = { x: x + dx, y: y + dy, l: x + dx - half, r: x + dx + half, t: y + dy - high, b: y + dy + high };
    const others = [...taken, ...discs.filter((disc) => disc.id !== id)];
    const inside = box.l >= 0 && box.t >= 0 && box.r <= frame.r && box.b <= frame.b;
    if (inside && !others.some((other) => meet(box, other))) return box;
    const cost = others.reduce((sum, other) => sum + overlap(box, other), inside ? 0 : 1e4);
    if (!best || cost < best.cost) best = { ...box, cost };
  }
  return must ? best : null;
}
