// The palm of the ceremony: one leaf per laureate along its stem, in the box of palm.svg, 560 by 820.

/** @typedef {[number, number]} Point */
/** @typedef {{ d: string, base: Point }} Leaf the shape of a leaf, and where it grows from */

/** The stem, a cubic curve from its foot to its tip. @type {[Point, Point, Point, Point]} */
const STEM = [
  [159, 798],
  [137, 592],
  [180, 337],
  [357, 140],
];
export const STEM_PATH = `M${STEM[0].join(' ')}C${STEM.slice(1).flat().join(' ')}`;
const FIRST = 0.215;
const RIGHT = { length: 288, turn: -52, shrinks: 36 };
const LEFT = { length: 203, turn: 40, shrinks: 32 };
/** As many leaves as the stem holds at their full size. */
const FULL = 8;
/** Where the sides of a leaf are the widest, along it and across it. */
const ALONG = 0.24;
const ACROSS = 0.188;

/** @param {number} t @returns {Point} */
function onStem(t) {
  const u = 1 - t;
  const weights = [u ** 3, 3 * u * u * t, 3 * u * t * t, t ** 3];
  return /** @type {Point} */ ([0, 1].map((axis) => STEM.reduce((sum, point, i) => sum + point[axis] * weights[i], 0)));
}

/** The direction of the stem there, in degrees from the right, upwards. @param {number} t */
function slope(t) {
  const [before, after] = [onStem(t - 0.01), onStem(t + 0.01)];
  return (Math.atan2(before[1] - after[1], after[0] - before[0]) * 180) / Math.PI;
}

/** @param {Point} base @param {number} degrees @param {number} length @returns {Leaf} */
function leaf(base, degrees, length) {
  const [x, y] = [Math.cos((degrees * Math.PI) / 180), -Math.sin((degrees * Math.PI) / 180)];
  /** @param {number} along @param {number} across */
  const at = (along, across) =>
    `${(base[0] + length * (along * x - across * y)).toFixed(1)} ${(base[1] + length * (along * y + across * x)).toFixed(1)}`;
  const side = `C${at(ALONG, -ACROSS)} ${at(1 - ALONG, -ACROSS)} ${at(1, 0)}`;
  return { d: `M${at(0, 0)}${side}C${at(1 - ALONG, ACROSS)} ${at(ALONG, ACROSS)} ${at(0, 0)}Z`, base };
}

/**
 * So many leaves, from the foot of the stem to its tip, right and left in turn; the last one ends it.
 * @param {number} count
 * @returns {Leaf[]}
 */
export function leaves(count) {
  const size = Math.min(1, ((FULL + 1) / (count + 1)) ** 0.7);
  return Array.from({ length: count }, (_, index) => {
    const t = count === 1 ? 0.99 : FIRST + ((0.99 - FIRST) * index) / (count - 1);
    if (index === count - 1) return leaf(onStem(t), slope(0.99), LEFT.length * size * 0.93);
    const { length, turn, shrinks } = index % 2 ? LEFT : RIGHT;
    return leaf(onStem(t), slope(t) + turn, (length - shrinks * t) * size);
  });
}
