/**
 * How far a point lies from the edge of a shape: below zero inside, above it outside. Shapes of distances are cheap to join,
 * to cut, to widen for an outline, and to draw at every size: https://iquilezles.org/articles/distfunctions2d.
 *
 * @typedef {(x: number, y: number) => number} Shape
 * @typedef {readonly [x: number, y: number]} Point
 */

/**
 * @param {Point} middle
 * @param {number} radius
 * @returns {Shape}
 */
export function disc([cx, cy], radius) {
  return (x, y) => length(x - cx, y - cy) - radius
}

/**
 * A round pen drawn along points, one after the other.
 *
 * @param {readonly Point[]} points
 * @param {number} width
 * @returns {Shape}
 */
export function stroke(points, width) {
  const line = sides(points, false)
  return (x, y) => nearest(line, x, y) - width / 2
}

/**
 * A circle's line, `width` broad. With `gap`, in degrees clockwise from the top, it is open there, with round ends.
 *
 * @param {Point} middle
 * @param {number} radius
 * @param {number} width
 * @param {readonly [from: number, to: number]} [gap]
 * @returns {Shape}
 */
export function ring(middle, radius, width, gap) {
  const [cx, cy] = middle
  const whole = /** @type {Shape} */ ((x, y) => Math.abs(length(x - cx, y - cy) - radius) - width / 2)
  if (!gap) return whole
  const ends = union(...gap.map((angle) => disc(onCircle(middle, radius, angle), width / 2)))
  return (x, y) => {
    const angle = (Math.atan2(x - cx, cy - y) * 180) / Math.PI
    const open = (((angle - gap[0]) % 360) + 360) % 360 < gap[1] - gap[0]
    return open ? ends(x, y) : whole(x, y)
  }
}

/**
 * @param {readonly Point[]} corners
 * @param {number} [round] By how much the edge lies outside the corners.
 * @returns {Shape}
 */
export function polygon(corners, round = 0) {
  const edges = sides(corners, true)
  return (x, y) => {
    let inside = false
    for (const [[ax, ay], [bx, by]] of edges)
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside
    const away = nearest(edges, x, y)
    return (inside ? -away : away) - round
  }
}

/**
 * @param {Point} corner Its upper left one.
 * @param {Point} size
 * @param {number} [radius] Of its corners.
 * @returns {Shape}
 */
export function box([left, top], [width, height], radius = 0) {
  return (x, y) => {
    const dx = Math.abs(x - left - width / 2) - width / 2 + radius
    const dy = Math.abs(y - top - height / 2) - height / 2 + radius
    return length(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
  }
}

/**
 * @param {Point} middle
 * @param {number} radius
 * @param {number} angle In degrees, clockwise from the top.
 * @returns {Point}
 */
export function onCircle([cx, cy], radius, angle) {
  const turn = (angle * Math.PI) / 180
  return [cx + radius * Math.sin(turn), cy - radius * Math.cos(turn)]
}

/**
 * @param {...Shape} shapes
 * @returns {Shape}
 */
export function union(...shapes) {
  return (x, y) => shapes.reduce((least, shape) => Math.min(least, shape(x, y)), Infinity)
}

/**
 * @param {Shape} shape
 * @param {Shape} hole
 * @returns {Shape}
 */
export function cut(shape, hole) {
  return (x, y) => Math.max(shape(x, y), -hole(x, y))
}

/**
 * @param {Shape} shape
 * @param {number} by
 * @returns {Shape}
 */
export function widened(shape, by) {
  return (x, y) => shape(x, y) - by
}

/** @typedef {readonly [Point, Point]} Side */

/**
 * @param {readonly Point[]} points
 * @param {boolean} closed
 * @returns {Side[]}
 */
function sides(points, closed) {
  const next = closed ? [...points.slice(1), ...points.slice(0, 1)] : points.slice(1)
  return next.map((to, index) => [points[index] ?? to, to])
}

/**
 * @param {readonly Side[]} lines
 * @param {number} x
 * @param {number} y
 */
function nearest(lines, x, y) {
  let least = Infinity
  for (const [[ax, ay], [bx, by]] of lines) {
    const [ux, uy] = [bx - ax, by - ay]
    const along = ((x - ax) * ux + (y - ay) * uy) / (ux * ux + uy * uy || 1)
    const t = Math.min(1, Math.max(0, along))
    least = Math.min(least, length(x - ax - t * ux, y - ay - t * uy))
  }
  return least
}

/**
 * Math.hypot is several times slower, and may differ from one Node to another.
 *
 * @param {number} x
 * @param {number} y
 */
function length(x, y) {
  return Math.sqrt(x * x + y * y)
}
