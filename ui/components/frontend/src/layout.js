// Where events go on the timeline. Pure functions: no DOM, no dates, only numbers.

export const MAX_ROWS = 7; // a lane never grows higher than this many marks
export const DENSE = 600; // from here on marks would only be noise: counts instead

/** Order in which the rows of a lane fill up: the middle first, then one above, one below ... */
const offset = (row) => (row % 2 ? -(row + 1) / 2 : row / 2);

/**
 * Places points of one lane so that no two touch and none is left out.
 * @param {{id: string, x: number}[]} points
 * @param {number} size least distance of two centres on one row
 * @param {[number, number]} range where centres may be
 * @returns {{at: Map<string, {x: number, row: number}>, reach: number}} row 0 is the middle; `reach` rows up or down are used
 */
export function dodge(points, size, range) {
  const rows = [];
  for (const point of [...points].sort((a, b) => a.x - b.x)) {
    let row = rows.findIndex((placed) => placed.at(-1).x + size <= point.x);
    if (row < 0 && rows.length < MAX_ROWS) row = rows.push([]) - 1;
    if (row < 0) row = rows.reduce((best, placed, i) => (placed.at(-1).x < rows[best].at(-1).x ? i : best), 0);
    const last = rows[row].at(-1);
    rows[row].push({ id: point.id, x: last ? Math.max(point.x, last.x + size) : point.x });
  }
  const at = new Map();
  rows.forEach((placed, row) => {
    let limit = range[1]; // what was pushed over the edge comes back, and pushes what is before it
    for (const point of placed.reverse()) {
      const x = Math.min(point.x, limit);
      at.set(point.id, { x, row: offset(row) });
      limit = x - size;
    }
  });
  return { at, reach: rows.length ? Math.max(...rows.map((_, row) => Math.abs(offset(row)))) : 0 };
}

/**
 * Counts points of one lane in bins of `width` pixels.
 * @returns {{x: number, ids: string[]}[]} bins with something in them, left to right
 */
export function bins(points, width) {
  const found = new Map();
  for (const { id, x } of points) {
    const key = Math.floor(x / width);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(id);
  }
  return [...found].sort((a, b) => a[0] - b[0]).map(([key, ids]) => ({ x: (key + 0.5) * width, ids }));
}

/** True where marks would not find room: too many in all, or more in one lane than its rows hold. */
export const crowded = (lanes, size, width) =>
  lanes.reduce((sum, points) => sum + points.length, 0) > DENSE ||
  lanes.some((points) => points.length > (MAX_ROWS * width) / size / 1.5);
