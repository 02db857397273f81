// What a pointer or a key does on the map.

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
