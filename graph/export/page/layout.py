"""Where each actor stands on the page: a map that is the same on every machine.

Only integers, `+ - * /` and `math.sqrt` are used, in one fixed order: these are exact to the last bit by IEEE 754, so
no processor, library version or hash seed moves an actor. The most important actors are laid out by stress, each of
the others is set down next to the actor it is tied to most.
"""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

CORE_SIZE = 180
"""Actors laid out by stress; pairs grow with its square, and no screen shows more names than this at once."""
BACKBONE_TIES = 3
"""Strongest ties of each actor that shape the map: with all of them every busy corpus is a ball of hair."""
STEP = 100
"""Ideal length of a tie, in canvas units."""
ROUNDS = 30
COOLING = 0.72
WIDENING = 1.45
"""Names are wide and screens are wider than high: the map is stretched along x."""
CELL_X, CELL_Y = 64, 40
"""Least distance of two neighbours along each axis."""
NAMED = ((8, 5.0, 5.5), (40, 3.6, 3.4), (100, 1.8, 1.6))
"""Room in cells for the most important actors, up to a rank: their names show when the whole map is in view."""
GAP = 120
ASPECT = 2.8
"""Width by height of the area given to several connected parts."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class WeightedTie:
    """Two actors by number and how strongly they are tied, at least 1."""

    source: int
    target: int
    weight: int


def place_actors(importance: Sequence[int], ties: Iterable[WeightedTie]) -> list[tuple[int, int]]:
    """Integer coordinates for each actor, y growing downwards.

    Args: importance: events of each actor, by actor number.
    """
    neighbours = _neighbours(len(importance), ties)
    order = sorted(range(len(importance)), key=lambda actor: (-importance[actor], actor))
    core = [actor for actor in order if neighbours[actor]][:CORE_SIZE]
    backbone = _backbone(core, neighbours, importance)
    rooms = {actor: _room(rank, len(core)) for rank, actor in enumerate(core)}
    grid = _Grid()
    _put_in_rows([_lay_out(component, backbone, rooms) for component in _components(core, backbone)], grid)
    _set_down_others(order, neighbours, importance, grid)
    _set_down_loners(order, grid)
    return grid.centred(len(importance))


def _put_in_rows(parts: list[dict[int, Point]], grid: _Grid) -> None:
    """Set the connected parts down side by side, in rows that give the whole map the shape of a screen."""
    extents = [_extent(points) for points in parts]
    area = 0.0
    for width, height in extents:
        area += (width + GAP) * (height + GAP)
    row_width = max([width for width, _ in extents] + [math.sqrt(ASPECT * area)])
    left, top, row_height = 0.0, 0.0, 0.0
    for points, (width, height) in zip(parts, extents, strict=True):
        if left > 0 and left + width > row_width:
            left, top, row_height = 0.0, top + row_height + GAP, 0.0
        for actor, (x, y) in points.items():
            grid.put(actor, left + x, top + y)
        left += width + GAP
        row_height = max(row_height, height)


def _neighbours(count: int, ties: Iterable[WeightedTie]) -> list[dict[int, int]]:
    neighbours: list[dict[int, int]] = [{} for _ in range(count)]
    for tie in sorted(ties, key=lambda tie: (tie.source, tie.target)):
        if tie.source != tie.target:
            for left, right in ((tie.source, tie.target), (tie.target, tie.source)):
                neighbours[left][right] = neighbours[left].get(right, 0) + tie.weight
    return neighbours


def _backbone(
    core: Sequence[int], neighbours: Sequence[dict[int, int]], importance: Sequence[int]
) -> dict[int, dict[int, int]]:
    members = set(core)
    backbone: dict[int, dict[int, int]] = {actor: {} for actor in core}
    for actor in core:
        ranked = sorted(
            (other for other in neighbours[actor] if other in members),
            key=lambda other: (-neighbours[actor][other], -importance[other], other),
        )
        for other in ranked[:BACKBONE_TIES]:
            backbone[actor][other] = backbone[other][actor] = neighbours[actor][other]
    return backbone


def _components(core: Sequence[int], backbone: dict[int, dict[int, int]]) -> list[list[int]]:
    """Connected parts, the largest first; actors in each in the order met from its most important one."""
    seen: set[int] = set()
    components = []
    for start in core:
        if start in seen:
            continue
        component, seen = [start], seen | {start}
        for actor in component:
            for other in sorted(backbone[actor]):
                if other not in seen:
                    seen.add(other)
                    component.append(other)
        components.append(component)
    return sorted(components, key=lambda component: (-len(component), component[0]))


def _room(rank: int, count: int) -> Point:
    """Half the width and height that an actor needs, by its rank among `count` actors; small maps need none extra."""
    for reached, wide, high in NAMED:
        if rank < reached and count > NAMED[1][0]:
            return CELL_X * wide / 2.0, CELL_Y * high / 2.0
    return CELL_X * 0.9, CELL_Y * 0.9


def _lay_out(component: list[int], backbone: dict[int, dict[int, int]], rooms: dict[int, Point]) -> dict[int, Point]:
    """A connected part by stress majorisation with stochastic gradient descent (Zheng, Pawar and Goodman 2018)."""
    index = {actor: number for number, actor in enumerate(component)}
    distances = [_distances(actor, backbone, index) for actor in component]
    points = _spiral(len(component))
    pairs = [(i, j, float(distances[i][j])) for i in range(len(component)) for j in range(i)]
    step = max((distance * distance for _, _, distance in pairs), default=1.0)
    shuffler = random.Random(0)
    for _ in range(ROUNDS):
        shuffler.shuffle(pairs)
        for i, j, distance in pairs:
            _pull(points, i, j, distance, min(1.0, step / (distance * distance)))
        step *= COOLING
    _lie_down(points)
    for point in points:
        point[0] *= WIDENING
    _push_apart(points, [rooms[actor] for actor in component])
    left = min(point[0] for point in points)
    top = min(point[1] for point in points)
    return {actor: (points[number][0] - left, points[number][1] - top) for actor, number in index.items()}


def _distances(start: int, backbone: dict[int, dict[int, int]], index: dict[int, int]) -> list[int]:
    """Shortest way to every actor of the component; ties between busy actors are longer, to make room around them."""
    found = [-1] * len(index)
    queue = [(0, index[start], start)]
    while queue:
        distance, number, actor = heapq.heappop(queue)
        if found[number] >= 0:
            continue
        found[number] = distance
        for other in backbone[actor]:
            if found[index[other]] < 0:
                busy = min(len(backbone[actor]), len(backbone[other]))
                heapq.heappush(queue, (distance + STEP + 18 * math.isqrt(busy * 4), index[other], other))
    return found


def _spiral(count: int) -> list[list[float]]:
    """Points on a sunflower spiral, made by turning with constants: no machine's own sine takes part."""
    cosine, sine = -0.7373688780783197, 0.6754902942615238
    x, y = 1.0, 0.0
    points = []
    for number in range(count):
        radius = STEP * 0.5 * math.sqrt(number)
        points.append([radius * x, radius * y])
        x, y = x * cosine - y * sine, x * sine + y * cosine
    return points


def _pull(points: list[list[float]], i: int, j: int, distance: float, strength: float) -> None:
    dx, dy = points[i][0] - points[j][0], points[i][1] - points[j][1]
    length = math.sqrt(dx * dx + dy * dy)
    if length < 0.001:
        dx, length = 0.001, 0.001
    move = strength * (length - distance) / (2.0 * length)
    points[i][0] -= move * dx
    points[i][1] -= move * dy
    points[j][0] += move * dx
    points[j][1] += move * dy


def _lie_down(points: list[list[float]]) -> None:
    """Turn the points so that they spread most along x: the eigenvector of the 2x2 covariance, in closed form."""
    count = len(points)
    mean_x, mean_y = _mean(points, 0), _mean(points, 1)
    xx = yy = xy = 0.0
    for point in points:
        point[0] -= mean_x
        point[1] -= mean_y
        xx += point[0] * point[0]
        yy += point[1] * point[1]
        xy += point[0] * point[1]
    if count < 3 or xy == 0.0:
        if yy > xx:
            for point in points:
                point[0], point[1] = point[1], point[0]
        return
    largest = (xx + yy + math.sqrt((xx - yy) * (xx - yy) + 4.0 * xy * xy)) / 2.0
    axis_x, axis_y = xy, largest - xx
    length = math.sqrt(axis_x * axis_x + axis_y * axis_y)
    axis_x, axis_y = axis_x / length, axis_y / length
    for point in points:
        point[0], point[1] = point[0] * axis_x + point[1] * axis_y, point[1] * axis_x - point[0] * axis_y


def _mean(points: list[list[float]], axis: int) -> float:
    total = 0.0  # not sum(): its rounding differs between versions of Python
    for point in points:
        total += point[axis]
    return total / len(points)


def _push_apart(points: list[list[float]], rooms: list[Point]) -> None:
    """Move neighbours apart until no two share their room, along the axis that asks for the smaller move."""
    highest = 2.0 * max(high for _, high in rooms)
    for _ in range(80):
        moved = False
        order = sorted(range(len(points)), key=lambda number: (points[number][1], points[number][0], number))
        for rank, i in enumerate(order):
            for j in order[rank + 1 :]:
                dx, dy = points[j][0] - points[i][0], points[j][1] - points[i][1]
                if dy >= highest * 2:
                    break
                lack_x = rooms[i][0] + rooms[j][0] - abs(dx)
                lack_y = rooms[i][1] + rooms[j][1] - abs(dy)
                if lack_x <= 0 or lack_y <= 0:
                    continue
                moved = True
                if lack_y * CELL_X <= lack_x * CELL_Y:
                    _shift(points, i, j, 1, lack_y, dy)
                else:
                    _shift(points, i, j, 0, lack_x, dx)
        if not moved:
            return


def _shift(points: list[list[float]], i: int, j: int, axis: int, lack: float, way: float) -> None:
    half = lack / 2.0 + 0.5
    points[i][axis] -= half if way >= 0 else -half
    points[j][axis] += half if way >= 0 else -half


def _extent(points: dict[int, Point]) -> Point:
    return max(x for x, _ in points.values()), max(y for _, y in points.values())


class _Grid:
    """Where actors stand already, by cell, so that the next finds a free place near where it wants to be."""

    def __init__(self) -> None:
        self.points: dict[int, Point] = {}
        self._taken: set[tuple[int, int]] = set()
        self._reached: dict[int, int] = {}

    def put(self, actor: int, x: float, y: float) -> None:
        """Set the actor down at a point."""
        self.points[actor] = (x, y)
        self._taken.add((int(x // CELL_X), int(y // CELL_Y)))

    def put_near(self, actor: int, anchor: int) -> None:
        """Set the actor down in a free cell around `anchor`, the nearest ring first."""
        x, y = self.points[anchor]
        column, row = int(x // CELL_X), int(y // CELL_Y)
        ring = self._reached.get(anchor, 1)
        while True:
            for dx, dy in _ring(ring):
                if (column + dx, row + dy) not in self._taken:
                    self._reached[anchor] = ring
                    aside, below = actor * 7919 % 31 - 15, actor * 104729 % 19 - 9  # a grid of dots looks like a table
                    self.put(actor, (column + dx + 0.5) * CELL_X + aside, (row + dy + 0.5) * CELL_Y + below)
                    return
            ring += 1

    def bottom(self) -> float:
        """The lowest point taken."""
        return max((y for _, y in self.points.values()), default=-2.0 * CELL_Y)

    def width(self) -> float:
        """How far the points reach along x."""
        xs = [x for x, _ in self.points.values()]
        return max(xs) - min(xs) if xs else 0.0

    def left(self) -> float:
        """The point furthest to the left."""
        return min((x for x, _ in self.points.values()), default=0.0)

    def centred(self, count: int) -> list[tuple[int, int]]:
        """All points as integers around the origin, by actor number."""
        if not self.points:
            return []
        xs = [x for x, _ in self.points.values()]
        ys = [y for _, y in self.points.values()]
        middle_x, middle_y = (min(xs) + max(xs)) / 2.0, (min(ys) + max(ys)) / 2.0
        return [
            (int(self.points[actor][0] - middle_x), int(self.points[actor][1] - middle_y)) for actor in range(count)
        ]


@cache
def _ring(radius: int) -> list[tuple[int, int]]:
    """Cells at Chebyshev distance `radius`, nearest to the middle of the sides first."""
    cells = {(dx, dy) for dx in range(-radius, radius + 1) for dy in (-radius, radius)}
    cells |= {(dx, dy) for dx in (-radius, radius) for dy in range(-radius, radius + 1)}
    return sorted(cells, key=lambda cell: (cell[0] * cell[0] + cell[1] * cell[1], cell))


def _set_down_others(
    order: Sequence[int], neighbours: Sequence[dict[int, int]], importance: Sequence[int], grid: _Grid
) -> None:
    waiting = [actor for actor in order if neighbours[actor] and actor not in grid.points]
    while waiting:
        left = []
        for actor in waiting:
            placed = [other for other in neighbours[actor] if other in grid.points]
            if placed:
                grid.put_near(actor, min(placed, key=lambda o: (-neighbours[actor][o], -importance[o], o)))
            else:
                left.append(actor)
        if len(left) == len(waiting):
            grid.put(left.pop(0), grid.left(), grid.bottom() + GAP)
        waiting = left


def _set_down_loners(order: Sequence[int], grid: _Grid) -> None:
    """Actors without any tie stand in rows beneath the map."""
    loners = [actor for actor in order if actor not in grid.points]
    pitch = CELL_X * 2
    columns = max(4, int(grid.width() // pitch) + 1, math.isqrt(len(loners) * 2))
    left, top = grid.left(), grid.bottom() + GAP
    for number, actor in enumerate(loners):
        grid.put(actor, left + (number % columns) * pitch, top + (number // columns) * CELL_Y * 1.5)
