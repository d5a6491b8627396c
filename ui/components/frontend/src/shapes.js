// SVG elements, and one shape for each kind of event, so that colour never carries the meaning alone.

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an SVG element; text and attributes go in as text, never as markup. */
export function svg(name, attributes = {}, parent = null, text = null) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== null) element.textContent = text;
  if (parent) parent.append(element);
  return element;
}

/** Makes an HTML element with text. */
export function html(name, className = '', text = null) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== null) element.textContent = text;
  return element;
}

const polygon = (corners, r, turn = 0) =>
  `M${Array.from({ length: corners }, (_, i) => {
    const angle = turn - Math.PI / 2 + (i * 2 * Math.PI) / corners;
    return `${(r * Math.cos(angle)).toFixed(2)},${(r * Math.sin(angle)).toFixed(2)}`;
  }).join('L')}Z`;

const circle = (r) => `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;

/** Path of a kind's shape with about the same area at the same `r`. */
export const SHAPES = {
  allegation: circle,
  denial: (r) => polygon(4, r * 1.25, Math.PI / 4),
  admission: (r) => polygon(4, r * 1.3),
  declined: (r) => `M${-r * 1.2},${-r * 0.48}H${r * 1.2}V${r * 0.48}H${-r * 1.2}Z`,
  demand: (r) => polygon(3, r * 1.35),
  proceeding: (r) => polygon(6, r * 1.15),
  correction: (r) => {
    const a = r * 0.42;
    const b = r * 1.15;
    return `M${-a},${-b}H${a}V${-a}H${b}V${a}H${a}V${b}H${-a}V${a}H${-b}V${-a}H${-a}Z`;
  },
  statement: (r) => circle(r * 0.62),
};

export const shape = (kind, r) => (SHAPES[kind] ?? SHAPES.statement)(r);
