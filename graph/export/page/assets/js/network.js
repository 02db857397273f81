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
let standOutNow = null;

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
    for (const [id, place] of Object.entries(network.getPositions(drag.nodes.filter((id) => typeof id === "number")))) Object.assign(NODES[id], place);
    settle();
  });
  const settle = debounce(() => drawNetwork(), 120);
  network.on("zoom", () => { $("tooltip").hidden = true; rescale(); settle(); });
  network.on("animationFinished", settle);
  network.on("resize", settle);
  fitNetwork(false);
}

const ranked = () => NODES.map((node) => node.id).filter((id) => view.count[id]).sort((a, b) => view.count[b] - view.count[a] || a - b);
const room = () => {
  const box = $("network");
  return Math.max(8, Math.round(((box.clientWidth * box.clientHeight) / 9000) * [0.35, 0.6, 1, 1.8, 3.5][state.detail - 1]));
};

function boxOf(ids) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const id of ids) {
    box.left = Math.min(box.left, NODES[id].x); box.right = Math.max(box.right, NODES[id].x);
    box.top = Math.min(box.top, NODES[id].y); box.bottom = Math.max(box.bottom, NODES[id].y);
  }
  return box;
}

function fitNetwork(animated, ids) {
  const which = ids || ranked().slice(0, Math.max(room(), 12));
  if (!which.length) { drawNetwork(); return; }
  const box = boxOf(which);
  const { clientWidth: width, clientHeight: height } = $("network");
  const scale = Math.min(1.6, (width - 130) / Math.max(80, box.right - box.left), (height - 70) / Math.max(50, box.bottom - box.top));
  moveTo({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + 8 / Math.max(scale, 0.02) }, Math.max(0.02, scale), animated);
}

function moveTo(position, scale, animated) {
  network.moveTo({ position, scale, animation: animated && !calm() ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
  if (!animated || calm()) drawNetwork();
}

function zoomBy(factor) {
  moveTo(network.getViewPosition(), Math.min(8, Math.max(0.02, network.getScale() * factor)), true);
}

// Which actors stand out: the ones chosen with their closest neighbours; null when nothing is chosen.
function standOut() {
  const sel = state.sel;
  if (!sel) return null;
  if (sel.type === "actor") return new Set([sel.n, ...neighbourCounts(sel.n).slice(0, 24).map(([other]) => other)]);
  if (sel.type === "tie") return new Set([sel.n, sel.m]);
  if (sel.type === "event") return new Set([...events[sel.n].who, ...(events[sel.n].on || [])]);
  if (sel.type === "path") return new Set(findPaths(sel.n, sel.m).flat());
  return null;
}

function chooseShown(out) {
  const box = $("network");
  const from = network.DOMtoCanvas({ x: -20, y: -20 });
  const to = network.DOMtoCanvas({ x: box.clientWidth + 20, y: box.clientHeight + 20 });
  const inView = ranked().filter((id) => NODES[id].x >= from.x && NODES[id].x <= to.x && NODES[id].y >= from.y && NODES[id].y <= to.y);
  const chosen = new Set(inView.slice(0, room()));
  for (const id of out || []) chosen.add(id);
  for (const id of state.actor) chosen.add(id);
  if (keyFocus !== null) chosen.add(keyFocus);
  return chosen;
}

// The ties worth drawing: the strongest of each actor, then the strongest of all, and every tie of what is chosen.
function chooseTies(chosen, out) {
  const pairs = new Map();
  TIES.forEach((tie, number) => {
    if (!view.weight[number] || !chosen.has(tie.from) || !chosen.has(tie.to)) return;
    const key = tie.from * NODES.length + tie.to;
    if (!pairs.has(key)) pairs.set(key, { a: tie.from, b: tie.to, weight: 0, ties: [] });
    pairs.get(key).weight += view.weight[number];
    pairs.get(key).ties.push(number);
  });
  const strongest = [...pairs.values()].sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
  const budget = chosen.size * [0.8, 1, 1.25, 1.7, 2.5][state.detail - 1];
  const own = new Map();
  const kept = new Set();
  const keptPairs = [];
  const keep = (pair) => { if (!kept.has(pair)) { kept.add(pair); keptPairs.push(pair); } };
  const focus = focusTies(out);
  for (const pair of strongest) if (focus && focus(pair)) keep(pair);
  for (const pair of strongest) {
    const least = Math.min(own.get(pair.a) || 0, own.get(pair.b) || 0);
    if (least < 1) keep(pair);
    own.set(pair.a, (own.get(pair.a) || 0) + 1);
    own.set(pair.b, (own.get(pair.b) || 0) + 1);
  }
  for (const pair of strongest) if (kept.size < budget) keep(pair);
  return keptPairs;
}

function focusTies(out) {
  const sel = state.sel;
  if (!out) return null;
  if (sel.type === "actor") return (pair) => pair.a === sel.n || pair.b === sel.n;
  if (sel.type === "path") {
    const steps = new Set(findPaths(sel.n, sel.m).flatMap((path) => path.slice(1).map((id, place) => [Math.min(id, path[place]), Math.max(id, path[place])].join())));
    return (pair) => steps.has([pair.a, pair.b].join());
  }
  return (pair) => out.has(pair.a) && out.has(pair.b);
}

const radius = (id, most) => {
  const largest = Math.min(24, 12 + Math.min($("network").clientWidth, 2 * $("network").clientHeight) / 60);
  return 5 + (largest - 5) * Math.sqrt(view.count[id] / Math.max(4, most));
};
const EVENNESS = { Group: 0.75, Country: 0.84 };  // squares look larger than dots of the same reach
const fillOf = (id) => (state.communities ? (NODES[id].community < 0 ? colours.other : colours.communities[NODES[id].community % 10]) : colours[actors[id].k]) || colours.faint;

function drawNetwork() {
  if (!network) return;
  const out = (standOutNow = standOut());
  shown = chooseShown(out);
  drawnScale = network.getScale();
  const most = [...shown].reduce((top, id) => Math.max(top, view.count[id]), 1);
  const nodes = [...shown].map((id) => nodeOf(id, most, out));
  const pairs = chooseTies(shown, out);
  const apart = pairs.reduce((sum, pair) => sum + pair.ties.length, 0) <= 70 || state.detail > 3;
  const edges = pairs.flatMap((pair) => edgesOf(pair, out, apart));
  addEventNodes(nodes, edges);
  replace(nodeSet, nodes);
  replace(edgeSet, edges);
  network.setSelection({ nodes: state.sel && state.sel.type === "actor" && shown.has(state.sel.n) ? [state.sel.n] : [], edges: [] }, { highlightEdges: false });
  const total = view.count.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  $("network-note").textContent = total ? `${num([...shown].filter((id) => view.count[id]).length)} ${t("of")} ${num(total)}` : t("noActors");
}

function replace(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  if (items.length) set.update(items);
}

function nodeOf(id, most, out) {
  const dim = out && !out.has(id);
  const fill = fillOf(id);
  const border = state.sel && state.sel.type !== "event" && (state.sel.n === id || state.sel.m === id) ? colours.ink : colours.paper;
  return {
    id, x: NODES[id].x, y: NODES[id].y, shape: VIS_SHAPES[actors[id].k] || "dot", size: (EVENNESS[actors[id].k] || 1) * radius(id, most) / drawnScale,
    opacity: dim ? 0.22 : 1, borderWidth: (border === colours.ink ? 3 : 1.5) / drawnScale, borderWidthSelected: 3 / drawnScale,
    color: { background: fill, border, highlight: { background: fill, border: colours.ink }, hover: { background: fill, border: colours.ink } },
  };
}

// A pair's ties, one line for each kind; where the map is full, one line in the colour of the most frequent kind.
function edgesOf(pair, out, apart) {
  const focused = !out || (focusTies(out) || (() => false))(pair);
  const kinds = pair.ties.map((number) => TIES[number]).sort((a, b) => view.weight[b.number] - view.weight[a.number]);
  const lines = kinds.slice(0, apart || (out && focused) ? 3 : 1);
  const weightOf = (tie) => (lines.length === 1 ? pair.weight : view.weight[tie.number]);
  return lines.map((tie, place) => {
    const bend = lines.length === 1 ? 0 : [0, 0.14, -0.14][place];
    return {
      id: "t" + tie.number, from: tie.from, to: tie.to, width: Math.min(7, 0.8 + 1.1 * Math.sqrt(weightOf(tie))) / drawnScale,
      color: { color: colours.ties[tie.kind], highlight: colours.ties[tie.kind], hover: colours.ties[tie.kind], opacity: focused ? (out ? 0.95 : 0.6) : 0.08 },
      hoverWidth: 1.5 / drawnScale, selectionWidth: 1 / drawnScale,
      smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
    };
  });
}

// The events of an opened tie, as diamonds across its middle.
function addEventNodes(nodes, edges) {
  if (!state.sel || state.sel.type !== "tie") return;
  const { n: a, m: b } = state.sel;
  const told = passing(pairTies(a, b).flatMap((tie) => TIES[tie].events)).slice(0, 12);
  const [dx, dy] = [NODES[b].x - NODES[a].x, NODES[b].y - NODES[a].y];
  const length = Math.max(1, Math.hypot(dx, dy));
  told.forEach((number, place) => {
    const away = ((place - (told.length - 1) / 2) * 26) / drawnScale;
    const colour = colours.ties[events[number].kind];
    nodes.push({
      id: "e" + number, shape: "diamond", size: 8 / drawnScale, borderWidth: 1.5 / drawnScale, opacity: 1,
      x: (NODES[a].x + NODES[b].x) / 2 - (dy / length) * away, y: (NODES[a].y + NODES[b].y) / 2 + (dx / length) * away,
      color: { background: colour, border: colours.paper, highlight: { background: colour, border: colours.ink }, hover: { background: colour, border: colours.ink } },
    });
    for (const end of [a, b]) edges.push({ id: "e" + number + "-" + end, from: "e" + number, to: end, dashes: [4 / drawnScale, 4 / drawnScale], width: 1 / drawnScale, smooth: false, color: { color: colour, opacity: 0.6 } });
  });
}

// While zooming, sizes follow at once so that they stay the same on the screen; who is shown follows when it settles.
function rescale() {
  const scale = network.getScale();
  if (Math.abs(Math.log(scale / drawnScale)) < 0.12) return;
  const by = drawnScale / scale;
  nodeSet.update(nodeSet.get().map((node) => ({ id: node.id, size: node.size * by, borderWidth: node.borderWidth * by })));
  edgeSet.update(edgeSet.get().map((edge) => ({ id: edge.id, width: edge.width * by })));
  drawnScale = scale;
}

function drawDots(context) {
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
  const out = standOutNow;
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
    const point = network.canvasToDOM(NODES[id]);
    const size = node.size * scale;
    places.set(id, [point, size]);
    discs.push({ id, l: point.x - size, r: point.x + size, t: point.y - size, b: point.y + size });
  }
  for (const id of order) {
    if (!places.has(id)) continue;
    const [point, size] = places.get(id);
    const dim = out && !out.has(id);
    if (dim && id !== hovered && id !== keyFocus) continue;
    const must = id === hovered || id === keyFocus || labelRank(id) > 1 || taken.length < 8;
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
  if (state.sel && state.sel.type !== "event" && state.sel.type !== "place" && (id === state.sel.n || id === state.sel.m)) return 2;
  return standOutNow && standOutNow.has(id) ? 1 : 0;
};

function clicked(press) {
  const id = press.nodes[0];
  if (typeof id === "number") return select({ type: "actor", n: id });
  if (typeof id === "string") return select({ type: "event", n: Number(id.slice(1)) });
  const edge = press.edges[0];
  if (typeof edge === "string" && edge[0] === "t") { const tie = TIES[Number(edge.slice(1))]; return select({ type: "tie", n: tie.from, m: tie.to }); }
  const near = nearestDot(press.pointer.canvas, 9 / network.getScale());
  if (near !== null) return select({ type: "actor", n: near });
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
    ? [name(actors[id]), t(actors[id].k) + " · " + num(view.count[id]) + " " + t("events")]
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
    const [x, y] = [NODES[id].x - NODES[start].x, NODES[id].y - NODES[start].y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (id === start || ahead <= 0 || aside > ahead * 2) continue;
    if (ahead + 2 * aside < least) { least = ahead + 2 * aside; best = id; }
  }
  if (best === null) return;
  keyFocus = best;
  const point = network.canvasToDOM(NODES[best]);
  const box = $("network");
  if (point.x < 20 || point.y < 20 || point.x > box.clientWidth - 20 || point.y > box.clientHeight - 20) network.moveTo({ position: NODES[best], animation: false });
  $("announce").textContent = `${name(actors[best])}, ${t(actors[best].k)}, ${num(view.count[best])} ${t("events")}`;
  network.redraw();
}

function updateNetwork(what) {
  standOutNow = standOut();
  if (what === "select" && state.sel && standOutNow && standOutNow.size) {
    const point = network.canvasToDOM(NODES[state.sel.type === "event" ? [...standOutNow][0] : state.sel.n]);
    const box = $("network");
    if (point.x < 30 || point.y < 30 || point.x > box.clientWidth - 30 || point.y > box.clientHeight - 30) fitNetwork(false, [...standOutNow].slice(0, 26));
  }
  drawNetwork();
}
