// The map of actors. As on a map, the most important names show first and zooming in brings the others: there are
// never more on the screen than it can hold, whatever the size of the corpus. All others are faint dots.

const SHAPES = {
  Person: "dot", Country: "square", Government: "hexagon", Organization: "diamond", ArmedForce: "triangle",
  ArmedGroup: "triangleDown", Group: "ellipse", Office: "star",
};
const VIS_SHAPES = { ...SHAPES, Group: "dot" };
let colours = {};
let network = null;
let nodeSet = null;
let edgeSet = null;
let shown = new Set();
let hovered = null;
let keyFocus = null;
let drawnScale = 0;
let focusView = null;

const at = (id) => (focusView && focusView.spots.get(id)) || NODES[id];

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (key) => style.getPropertyValue("--" + key).trim();
  colours = { ties: {}, communities: [] };
  for (const key of ["ink", "faint", "paper", "accent", "dots", "halo"]) colours[key] = read(key);
  for (const kind of KINDS) colours.ties[kind] = read(kind);
  for (const kind of Object.keys(SHAPES)) colours[kind] = read("actor-" + kind.toLowerCase());
  for (let number = 0; number < 10; number += 1) colours.communities.push(read("community-" + number));
  colours.font = getComputedStyle(document.body).fontFamily;
}

function shapeIcon(kind) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "shape");
  svg.setAttribute("aria-hidden", "true");
  const points = { square: "2,2 14,2 14,14 2,14", hexagon: "4,2 12,2 16,8 12,14 4,14 0,8", diamond: "8,0 16,8 8,16 0,8", triangle: "8,1 16,15 0,15", triangleDown: "8,15 16,1 0,1", star: "8,0 10,6 16,6 11,9.5 13,16 8,12 3,16 5,9.5 0,6 6,6" }[SHAPES[kind]];
  const shape = document.createElementNS(space, points ? "polygon" : "circle");
  for (const [key, value] of Object.entries(points ? { points } : { cx: 8, cy: 8, r: kind === "Group" ? 5 : 7 })) shape.setAttribute(key, value);
  shape.style.fill = `var(--actor-${kind.toLowerCase()})`;
  svg.append(shape);
  return svg;
}

function startNetwork() {
  readColours();
  nodeSet = new vis.DataSet();
  edgeSet = new vis.DataSet();
  network = new vis.Network($("network"), { nodes: nodeSet, edges: edgeSet }, { ...read("options"), interaction: { ...read("options").interaction, keyboard: false, hoverConnectedEdges: false } });
  network.on("beforeDrawing", drawDots);
  network.on("afterDrawing", drawLabels);
  network.on("click", clicked);
  network.on("doubleClick", (press) => { if (typeof press.nodes[0] === "number") openDossier(press.nodes[0]); });
  network.on("hoverNode", (over) => { hovered = over.node; showTooltip(over.node, over.pointer.DOM); });
  network.on("blurNode", () => { hovered = null; $("tooltip").hidden = true; });
  network.on("hoverEdge", (over) => showTieTooltip(over.edge, over.pointer.DOM));
  network.on("blurEdge", () => { $("tooltip").hidden = true; });
  network.on("dragStart", () => { $("tooltip").hidden = true; });
  network.on("dragEnd", (drag) => {
    for (const [id, place] of Object.entries(network.getPositions(drag.nodes))) {
      if (focusView) focusView.spots.set(id[0] === "e" ? id : Number(id), place);
      else Object.assign(NODES[id], place);
    }
    settle();
  });
  const settle = debounce(() => drawNetwork(), 120);
  network.on("zoom", () => { $("tooltip").hidden = true; rescale(); settle(); });
  network.on("animationFinished", settle);
  network.on("resize", debounce(() => { if (!fitted) fitNetwork(false); arrangeFocus(); drawNetwork(); }, 120));
  fitNetwork(false);
}

const ranked = () => NODES.map((node) => node.id).filter((id) => view.count[id]).sort((a, b) => view.count[b] - view.count[a] || a - b);
const room = () => {
  const box = $("network");
  return Math.max(8, Math.round(((box.clientWidth * box.clientHeight) / 9000) * [0.35, 0.6, 1, 1.5, 2.2][state.detail - 1]));
};

function boxOf(ids) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const id of ids) {
    box.left = Math.min(box.left, NODES[id].x); box.right = Math.max(box.right, NODES[id].x);
    box.top = Math.min(box.top, NODES[id].y); box.bottom = Math.max(box.bottom, NODES[id].y);
  }
  return box;
}

let fitted = false;
function fitNetwork(animated) {
  const which = ranked().slice(0, Math.max(room(), 12));
  const { clientWidth: width, clientHeight: height } = $("network");
  if (!which.length || !width) { drawNetwork(); return; }
  fitted = true;
  const box = boxOf(which);
  const scale = Math.min(1.6, (width - 130) / Math.max(80, box.right - box.left), (height - 70) / Math.max(50, box.bottom - box.top));
  moveTo({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + 8 / Math.max(scale, 0.02) }, Math.max(0.02, scale), animated);
}

function moveTo(position, scale, animated) {
  network.moveTo({ position, scale, animation: animated && !calm() ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
  if (!animated || calm()) { arrangeFocus(); drawNetwork(); }
}

function zoomBy(factor) {
  moveTo(network.getViewPosition(), Math.min(8, Math.max(0.02, network.getScale() * factor)), true);
}

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

function chooseShown() {
  if (focusView) return new Set([...focusView.spots.keys()].filter((id) => typeof id === "number"));
  const box = $("network");
  const from = network.DOMtoCanvas({ x: -20, y: -20 });
  const to = network.DOMtoCanvas({ x: box.clientWidth + 20, y: box.clientHeight + 20 });
  const inView = ranked().filter((id) => NODES[id].x >= from.x && NODES[id].x <= to.x && NODES[id].y >= from.y && NODES[id].y <= to.y);
  const chosen = new Set(inView.slice(0, room()));
  for (const id of state.actor) chosen.add(id);
  if (keyFocus !== null) chosen.add(keyFocus);
  return chosen;
}

function pairsAmong(chosen) {
  const pairs = new Map();
  TIES.forEach((tie, number) => {
    if (!view.weight[number] || !chosen.has(tie.from) || !chosen.has(tie.to)) return;
    const key = tie.from * NODES.length + tie.to;
    if (!pairs.has(key)) pairs.set(key, { a: tie.from, b: tie.to, weight: 0, ties: [] });
    pairs.get(key).weight += view.weight[number];
    pairs.get(key).ties.push(number);
  });
  return [...pairs.values()].sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
}

// The ties worth drawing: the strongest of each actor, then the strongest of all; of what is opened, its own.
function chooseTies(chosen) {
  const strongest = pairsAmong(chosen);
  if (focusView) return strongest.filter((pair) => focusView.pairs(pair.a, pair.b));
  const budget = chosen.size * [0.8, 1, 1.25, 1.3, 1.4][state.detail - 1];
  const own = new Map();
  const kept = new Set();
  for (const pair of strongest) {
    if (!own.has(pair.a) || !own.has(pair.b)) kept.add(pair);
    own.set(pair.a, true);
    own.set(pair.b, true);
  }
  for (const pair of strongest) if (kept.size < budget) kept.add(pair);
  return [...kept];
}

const radius = (id, most) => {
  const largest = Math.min(24, 12 + Math.min($("network").clientWidth, 2 * $("network").clientHeight) / 60);
  return 5 + (largest - 5) * Math.sqrt(view.count[id] / Math.max(4, most));
};
const EVENNESS = { Group: 0.75, Country: 0.84 };  // squares look larger than dots of the same reach
const fillOf = (id) => (state.communities ? (NODES[id].community < 0 ? colours.other : colours.communities[NODES[id].community % 10]) : colours[actors[id].k]) || colours.faint;

function drawNetwork() {
  if (!network || !$("network").clientWidth) return;
  shown = chooseShown();
  drawnScale = network.getScale();
  const most = [...shown].reduce((top, id) => Math.max(top, view.count[id]), 1);
  const nodes = [...shown].map((id) => nodeOf(id, most));
  const pairs = chooseTies(shown);
  const apart = focusView || pairs.reduce((sum, pair) => sum + pair.ties.length, 0) <= 70;
  const edges = pairs.flatMap((pair) => edgesOf(pair, apart));
  addEventNodes(nodes, edges);
  replace(nodeSet, nodes);
  replace(edgeSet, edges);
  network.unselectAll();
  const total = view.count.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  $("network-note").textContent = total ? `${t("shown")} ${num([...shown].filter((id) => view.count[id]).length)} ${t("of")} ${num(total)}` : t("noActors");
}

function replace(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  if (items.length) set.update(items);
}

function nodeOf(id, most) {
  const fill = fillOf(id);
  const chosen = state.sel && ["actor", "tie", "path"].includes(state.sel.type) && (state.sel.n === id || state.sel.m === id);
  const border = chosen ? colours.ink : colours.paper;
  return {
    id, x: at(id).x, y: at(id).y, shape: VIS_SHAPES[actors[id].k] || "dot", size: ((EVENNESS[actors[id].k] || 1) * radius(id, most)) / drawnScale,
    borderWidth: chosen ? 3 : 1.5, borderWidthSelected: 3,
    color: { background: fill, border, highlight: { background: fill, border: colours.ink }, hover: { background: fill, border: colours.ink } },
  };
}

// A pair's ties, one line for each kind; where the map is full, one line in the colour of the most frequent kind.
function edgesOf(pair, apart) {
  const kinds = pair.ties.map((number) => TIES[number]).sort((a, b) => view.weight[b.number] - view.weight[a.number]);
  const lines = kinds.slice(0, apart ? 3 : 1);
  return lines.map((tie, place) => {
    const bend = lines.length === 1 ? 0 : [0, 0.14, -0.14][place];
    const weight = lines.length === 1 ? pair.weight : view.weight[tie.number];
    const colour = colours.ties[tie.kind];
    return {
      id: "t" + tie.number, from: tie.from, to: tie.to, width: Math.min(7, 0.8 + 1.1 * Math.sqrt(weight)) / drawnScale,
      color: { color: colour, highlight: colour, hover: colour, opacity: focusView ? 0.85 : state.communities ? 0.25 : 0.6 }, hoverWidth: 1.5 / drawnScale, selectionWidth: 0,
      smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
    };
  });
}

// The events of what is opened, as diamonds joined to those who took part.
function addEventNodes(nodes, edges) {
  if (!focusView) return;
  for (const number of focusView.events) {
    const colour = colours.ties[events[number].kind];
    const alone = focusView.events.length === 1 && state.sel.type === "event";
    nodes.push({
      id: "e" + number, shape: "diamond", size: (alone ? 15 : 9) / drawnScale, borderWidth: 1.5, ...focusView.spots.get("e" + number),
      color: { background: colour, border: colours.paper, highlight: { background: colour, border: colours.ink }, hover: { background: colour, border: colours.ink } },
    });
    for (const end of shown) {
      if (alone || state.sel.type === "tie") edges.push({ id: "e" + number + "-" + end, from: "e" + number, to: end, dashes: alone ? false : [4 / drawnScale, 4 / drawnScale], width: (alone ? 2 : 1) / drawnScale, smooth: false, color: { color: colour, opacity: 0.6 } });
    }
  }
}

// While zooming, sizes follow at once so that they stay the same on the screen; who is shown follows when it settles.
function rescale() {
  const scale = network.getScale();
  if (Math.abs(Math.log(scale / drawnScale)) < 0.12) return;
  const by = drawnScale / scale;
  nodeSet.update(nodeSet.get().map((node) => ({ id: node.id, size: node.size * by })));
  edgeSet.update(edgeSet.get().map((edge) => ({ id: edge.id, width: edge.width * by })));
  drawnScale = scale;
}

function drawDots(context) {
  if (focusView) return;
  const scale = network.getScale();
  const size = 2.4 / scale;
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  const to = network.DOMtoCanvas({ x: $("network").clientWidth, y: $("network").clientHeight });
  context.fillStyle = colours.dots;
  for (const node of NODES) {
    if (!view.count[node.id] || shown.has(node.id) || node.x < from.x || node.x > to.x || node.y < from.y || node.y > to.y) continue;
    if (state.communities) context.fillStyle = fillOf(node.id);
    context.fillRect(node.x - size / 2, node.y - size / 2, size, size);
  }
}

// Names, the most important first, each where no other name or actor is; a name that finds no room is left out.
function drawLabels(context) {
  const ratio = context.canvas.width / Math.max(1, $("network").clientWidth);
  const scale = network.getScale();
  const taken = [];
  const discs = [];
  const order = [...shown].sort((a, b) => labelRank(b) - labelRank(a) || view.count[b] - view.count[a] || a - b);
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const places = new Map();
  for (const id of order) {
    const node = nodeSet.get(id);
    if (!node) continue;
    const point = network.canvasToDOM(at(id));
    const size = node.size * scale;
    places.set(id, [point, size]);
    discs.push({ id, l: point.x - size, r: point.x + size, t: point.y - size, b: point.y + size });
  }
  for (const id of order) {
    if (!places.has(id)) continue;
    const [point, size] = places.get(id);
    const must = id === hovered || id === keyFocus || labelRank(id) > 1 || taken.length < 8 || focusView !== null;
    const pixels = size > 18 ? 14.5 : size > 11 ? 13 : 12;
    context.font = (size > 14 || must ? "600 " : "") + pixels + "px " + colours.font;
    const text = isolated(short(name(actors[id]), must ? 40 : 26));
    const half = widthOf(context, text) / 2 + 2;
    const high = pixels * 0.72 + 1;
    const spots = [[0, size + high + 1], [0, -size - high - 1], [size + half + 2, 0], [-size - half - 2, 0]];
    const spot = spots.map(([dx, dy]) => ({ x: point.x + dx, y: point.y + dy, l: point.x + dx - half, r: point.x + dx + half, t: point.y + dy - high, b: point.y + dy + high }))
      .find((box) => box.l >= 0 && box.t >= 0 && box.r <= context.canvas.width / ratio && box.b <= context.canvas.height / ratio && !taken.some((other) => meet(box, other)) && !discs.some((disc) => disc.id !== id && meet(box, disc)));
    const box = spot || (must ? { x: point.x, y: point.y + size + high, l: point.x - half, r: point.x + half, t: point.y + size, b: point.y + size + 2 * high } : null);
    if (!box) continue;
    taken.push(box);
    context.strokeStyle = colours.halo;
    context.lineWidth = 3.5;
    context.strokeText(text, box.x, box.y);
    context.fillStyle = colours.ink;
    context.fillText(text, box.x, box.y);
    if (id === keyFocus) { context.strokeStyle = colours.accent; context.lineWidth = 2; context.strokeRect(point.x - size - 5, point.y - size - 5, 2 * size + 10, 2 * size + 10); }
  }
  context.restore();
}
const meet = (a, b) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
const widths = new Map();
function widthOf(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}
const labelRank = (id) => {
  if (id === keyFocus || id === hovered) return 3;
  return focusView && (id === state.sel.n || id === state.sel.m) ? 2 : 0;
};

function clicked(press) {
  const id = press.nodes[0];
  if (typeof id === "number") return select({ type: "actor", n: id }, true);
  if (typeof id === "string") return select({ type: "event", n: Number(id.slice(1)) }, true);
  const edge = press.edges[0];
  if (typeof edge === "string" && edge[0] === "t") { const tie = TIES[Number(edge.slice(1))]; return select({ type: "tie", n: tie.from, m: tie.to }, true); }
  const near = focusView ? null : nearestDot(press.pointer.canvas, 9 / network.getScale());
  if (near !== null) return select({ type: "actor", n: near }, true);
  return state.sel ? select(null) : undefined;
}

function nearestDot(point, reach) {
  let best = null;
  let least = reach;
  for (const node of NODES) {
    if (!view.count[node.id]) continue;
    const distance = Math.hypot(node.x - point.x, node.y - point.y);
    if (distance < least) { least = distance; best = node.id; }
  }
  return best;
}

function showTooltip(id, point) {
  const lines = typeof id === "number"
    ? [name(actors[id]), t(actors[id].k) + " · " + t("events") + ": " + num(view.count[id])]
    : [name(events[Number(id.slice(1))]), whenText(events[Number(id.slice(1))].w)];
  placeTooltip(lines, point);
}

function showTieTooltip(id, point) {
  if (id[0] !== "t") return;
  const tie = TIES[Number(id.slice(1))];
  placeTooltip([name(actors[tie.from]) + " ↔ " + name(actors[tie.to]), ...pairTies(tie.from, tie.to).filter((number) => view.weight[number]).map((number) => t(TIES[number].kind) + ": " + num(view.weight[number]))], point);
}

function placeTooltip(lines, point) {
  const tip = $("tooltip");
  tip.replaceChildren(...lines.map((line, place) => el(place ? "div" : "strong", null, bdi(short(line, 90)))));
  tip.hidden = false;
  const box = $("network");
  tip.style.left = Math.max(4, Math.min(box.offsetLeft + point.x + 14, box.offsetLeft + box.clientWidth - tip.offsetWidth - 4)) + "px";
  tip.style.top = Math.max(4, Math.min(box.offsetTop + point.y + 14, box.offsetTop + box.clientHeight - tip.offsetHeight - 4)) + "px";
}

// Arrow keys go to the nearest actor in that direction; Enter opens it.
function networkKey(press) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (ways[press.key]) {
    press.preventDefault();
    moveKeyFocus(ways[press.key]);
  } else if ((press.key === "Enter" || press.key === " ") && keyFocus !== null) {
    press.preventDefault();
    select({ type: "actor", n: keyFocus });
  } else if (press.key === "+" || press.key === "=") zoomBy(1.4);
  else if (press.key === "-") zoomBy(1 / 1.4);
  else if (press.key === "0") fitNetwork(true);
}

function moveKeyFocus([dx, dy]) {
  const start = keyFocus ?? (state.sel && state.sel.type === "actor" ? state.sel.n : null);
  let best = null;
  let least = Infinity;
  for (const id of shown) {
    if (start === null) { if (best === null || view.count[id] > view.count[best]) best = id; continue; }
    const [x, y] = [at(id).x - at(start).x, at(id).y - at(start).y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (id === start || ahead <= 0 || aside > ahead * 2) continue;
    if (ahead + 2 * aside < least) { least = ahead + 2 * aside; best = id; }
  }
  if (best === null) return;
  keyFocus = best;
  const point = network.canvasToDOM(at(best));
  const box = $("network");
  if (point.x < 20 || point.y < 20 || point.x > box.clientWidth - 20 || point.y > box.clientHeight - 20) network.moveTo({ position: at(best), animation: false });
  $("announce").textContent = `${name(actors[best])}, ${t(actors[best].k)}, ${t("events")}: ${num(view.count[best])}`;
  network.redraw();
}

function updateNetwork() {
  if (!fitted) fitNetwork(false);
  if (keyFocus !== null && focusView && !focusView.spots.has(keyFocus)) keyFocus = null;
  arrangeFocus();
  drawNetwork();
}
