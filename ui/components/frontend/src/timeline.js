// Who said what when: a lane for each actor, a shape for each kind, an arc from each answer to what it answers.
// Draws from `data` alone (see ui/views/trace.py); choosing an event goes to its address.

import { scaleUtc } from 'd3-scale';
import { go } from './go.js';
import { bins, crowded, dodge } from './layout.js';
import { html, shape, svg } from './shapes.js';
import { toolbar } from './toolbar.js';

const DAY = 864e5;
const STEP = 17; // distance of two rows and of two marks
const RADIUS = 6;
const LANE = 46;
const NARROW = 620; // below this many pixels the names stand over their lanes
const AXIS = 24;
const OVERVIEW = 30;
const BIN = 8;

const instances = new WeakMap();

class Timeline {
  constructor(root) {
    this.box = root;
    this.bar = html('div', 'bar');
    this.svg = svg('svg', { role: 'group' });
    this.tip = html('div', 'tip');
    this.tip.hidden = true;
    this.live = html('div', 'unseen');
    this.live.setAttribute('aria-live', 'polite');
    root.append(this.bar, this.svg, this.tip, this.live);
    this.observer = new ResizeObserver(() => this.box.clientWidth !== this.width && this.draw());
    this.observer.observe(root);
    this.svg.addEventListener('keydown', (event) => this.onKey(event));
    this.svg.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    this.svg.addEventListener('pointerdown', (event) => this.onDrag(event));
  }

  /** Takes new data; the zoom stays as long as the events are the same. */
  update(data) {
    const signature = data.events.map((event) => event.id).join();
    if (signature !== this.signature) this.domain = null;
    this.signature = signature;
    this.data = data;
    this.events = [...data.events].sort((a, b) => a.time - b.time);
    this.byId = new Map(this.events.map((event) => [event.id, event]));
    this.selected = data.selected;
    this.focused = null;
    toolbar(this);
    this.draw();
  }

  whole() {
    const times = this.events.map((event) => event.time);
    const [from, to] = [Math.min(...times), Math.max(...times)];
    const pad = Math.max((to - from) * 0.03, DAY);
    return [from - pad, to + pad];
  }

  show(domain) {
    const [from, to] = this.whole();
    const span = Math.min(Math.max(domain[1] - domain[0], DAY / 4), to - from);
    const start = Math.min(Math.max(domain[0], from), to - span);
    this.domain = span >= to - from ? null : [start, start + span];
    this.draw();
  }

  zoom(factor, around = null) {
    const [from, to] = this.domain ?? this.whole();
    const centre = around ?? this.byId.get(this.selected)?.time ?? (from + to) / 2;
    const fixed = centre >= from && centre <= to ? centre : (from + to) / 2;
    this.show([fixed - (fixed - from) * factor, fixed + (to - fixed) * factor]);
  }

  // ---------------------------------------------------------------- drawing

  draw() {
    const hadFocus = this.svg.contains(this.box.getRootNode().activeElement);
    this.measure();
    this.svg.replaceChildren();
    this.svg.setAttribute('viewBox', `0 0 ${this.width} ${this.height}`);
    this.svg.setAttribute('height', this.height);
    this.svg.setAttribute('aria-label', this.data.labels.title);
    this.drawLanes();
    this.drawAxis();
    this.drawArcs();
    this.drawMarks();
    this.drawOverview();
    if (hadFocus) this.markOf(this.focused ?? this.selected)?.focus({ preventScroll: true });
  }

  /** Scale, places of all events in sight, heights of the lanes. */
  measure() {
    const { lanes, rtl } = this.data;
    this.width = this.box.clientWidth || 800;
    this.narrow = this.width < NARROW;
    const longest = Math.max(...lanes.map((lane) => Math.min(lane.name.length, 26)));
    this.gutter = this.narrow ? 0 : Math.min(Math.max(110, longest * 7.4 + 24), this.width * 0.28);
    const [left, right] = rtl ? [14, this.width - this.gutter - 14] : [this.gutter + 14, this.width - 14];
    this.edges = [left, right];
    const domain = this.domain ?? this.whole();
    this.x = scaleUtc(domain, rtl ? [right, left] : [left, right]);
    this.visible = this.events.filter((event) => event.time >= domain[0] && event.time <= domain[1]);
    const points = lanes.map((lane) =>
      this.visible.filter((event) => event.lane === lane.id).map(({ id, time }) => ({ id, x: this.x(time) })),
    );
    this.dense = crowded(points, STEP, right - left);
    this.stack(lanes, points);
  }

  stack(lanes, points) {
    this.rows = [];
    this.at = new Map();
    let top = 4;
    lanes.forEach((lane, i) => {
      const { at, reach } = this.dense ? { at: new Map(), reach: 1 } : dodge(points[i], STEP, this.edges);
      const label = this.narrow ? 18 : 0;
      const height = Math.max(LANE, (2 * reach + 1) * STEP + 14) + label;
      const middle = top + label + (height - label) / 2;
      this.rows.push({ lane, top, height, middle, points: points[i] });
      for (const [id, place] of at) this.at.set(id, { x: place.x, y: middle + place.row * STEP });
      if (this.dense) for (const { id, x } of points[i]) this.at.set(id, { x, y: middle });
      top += height;
    });
    this.bottom = top;
    this.height = top + AXIS + OVERVIEW;
  }

  drawLanes() {
    const { rtl } = this.data;
    const [left, right] = this.edges;
    this.rows.forEach(({ lane, top, height, middle }, i) => {
      if (i % 2 === 0) svg('rect', { x: 0, y: top, width: this.width, height, class: 'band' }, this.svg);
      svg('line', { x1: left, x2: right, y1: middle, y2: middle, class: 'line' }, this.svg);
      const x = rtl ? this.width - 10 : 10;
      const direction = rtl ? 'rtl' : 'ltr';
      const y = this.narrow ? top + 15 : middle - 3;
      const name = svg('text', { x, y, class: 'lane', direction }, this.svg);
      const room = Math.floor((this.narrow ? this.width : this.gutter) / 7.4) - 3;
      name.textContent = lane.name.length > room ? `${lane.name.slice(0, room - 1)}…` : lane.name;
      svg('title', {}, name, lane.name);
      if (!this.narrow) svg('text', { x, y: middle + 13, class: 'role', direction }, this.svg, lane.role);
    });
  }

  drawAxis() {
    const [from, to] = this.x.domain();
    const days = (to - from) / DAY;
    const format = new Intl.DateTimeFormat(this.data.labels.locale, {
      timeZone: 'UTC',
      ...(days > 900 ? { year: 'numeric' } : days > 200 ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' }),
      ...(days < 3 ? { hour: '2-digit', minute: '2-digit' } : {}),
    });
    let last = '';
    for (const tick of this.x.ticks(Math.max(2, Math.floor((this.edges[1] - this.edges[0]) / 110)))) {
      const x = this.x(tick);
      const label = format.format(tick);
      svg('line', { x1: x, x2: x, y1: 4, y2: this.bottom + 4, class: 'grid' }, this.svg);
      if (label !== last) svg('text', { x, y: this.bottom + 17, class: 'tick', 'text-anchor': 'middle' }, this.svg, label);
      last = label;
    }
  }

  drawArcs() {
    const layer = svg('g', { 'aria-hidden': 'true' }, this.svg);
    for (const { source, target, kind } of this.data.arcs) {
      const [a, b] = [this.at.get(source), this.at.get(target)];
      const linked = source === this.selected || target === this.selected;
      if (!a || !b || (this.dense && !linked)) continue;
      const middle = (a.x + b.x) / 2;
      const path =
        Math.abs(a.y - b.y) < STEP
          ? `M${a.x},${a.y}Q${middle},${Math.min(a.y, b.y) - 32} ${b.x},${b.y}`
          : `M${a.x},${a.y}C${middle},${a.y} ${middle},${b.y} ${b.x},${b.y}`;
      svg('path', { d: path, class: `arc ${kind}${linked ? ' linked' : ''}` }, layer);
    }
  }

  drawMarks() {
    const entry = [this.focused, this.selected, this.visible[0]?.id].find((id) => this.at.has(id));
    if (this.dense) for (const row of this.rows) this.drawBins(row, entry);
    else for (const event of this.visible) this.drawMark(event, event.id === entry);
  }

  /** Counts in place of marks; a bin with a single event, or with the selected or the focused one, still shows that event. */
  drawBins(row, entry) {
    const found = bins(row.points, BIN);
    const most = Math.max(...found.map((bin) => bin.ids.length));
    for (const bin of found) {
      const height = 6 + (LANE - 12) * Math.sqrt(bin.ids.length / most);
      if (bin.ids.length > 1) this.drawBin(bin, row.middle, height);
      const shown = bin.ids.length === 1 ? bin.ids : bin.ids.filter((id) => id === entry || id === this.selected);
      for (const id of shown) this.drawMark(this.byId.get(id), id === entry);
    }
  }

  /** A bar with a part for each kind, so that four denials among forty allegations are seen. */
  drawBin(bin, middle, height) {
    const events = bin.ids.map((id) => this.byId.get(id));
    const kinds = Object.entries(this.data.labels.kinds)
      .map(([kind, name]) => ({ kind, name, count: events.filter((event) => event.kind === kind).length }))
      .filter(({ count }) => count);
    const head = this.data.labels.bin.replace('{n}', events.length).replace('{first}', events[0].when);
    const label = `${head} (${kinds.map(({ name, count }) => `${name} ${count}`).join(', ')})`;
    const bar = svg('g', { class: 'bin', role: 'button', 'aria-label': label, tabindex: -1 }, this.svg);
    svg('title', {}, bar, label);
    let y = middle - height / 2;
    for (const { kind, count } of kinds) {
      const part = Math.max(3, (height * count) / events.length);
      svg('rect', { x: bin.x - BIN / 2 + 1, y, width: BIN - 2, height: part, class: kind }, bar);
      y += part;
    }
    const times = events.map((event) => event.time);
    const [from, to] = [Math.min(...times), Math.max(...times)];
    const pad = Math.max((to - from) * 0.1, DAY / 2);
    bar.addEventListener('click', () => this.show([from - pad, to + pad]));
  }

  drawMark(event, entry) {
    const { x, y } = this.at.get(event.id);
    const selected = event.id === this.selected;
    const mark = svg('g', {
      class: `mark ${event.kind}${event.firstSeen ? ' open' : ''}${selected ? ' selected' : ''}`,
      transform: `translate(${x},${y})`,
      tabindex: entry ? 0 : -1,
      role: 'button',
      'aria-pressed': selected,
      'aria-label': event.label,
      'data-id': event.id,
    }, this.svg);
    svg('circle', { r: STEP / 2 + 2, class: 'touch' }, mark);
    if (selected) svg('circle', { r: RADIUS + 5, class: 'ring' }, mark);
    svg('path', { d: shape(event.kind, RADIUS), class: 'shape' }, mark);
    mark.addEventListener('click', () => this.choose(event.id));
    mark.addEventListener('pointerenter', () => this.showTip(event));
    mark.addEventListener('pointerleave', () => (this.tip.hidden = true));
    mark.addEventListener('focus', () => mark.matches(':focus-visible') && this.showTip(event));
    mark.addEventListener('blur', () => (this.tip.hidden = true));
  }

  /** The whole story in one line, with the window in sight. */
  drawOverview() {
    const top = this.bottom + AXIS + 2;
    const [left, right] = this.edges;
    const whole = this.x.copy().domain(this.whole());
    const layer = svg('g', { class: 'overview', 'aria-hidden': 'true' }, this.svg);
    svg('rect', { x: left, y: top, width: right - left, height: OVERVIEW - 8, rx: 4, class: 'band' }, layer);
    for (const event of this.events) {
      const x = whole(event.time);
      const stroke = svg('line', { x1: x, x2: x, y1: top + 4, y2: top + OVERVIEW - 12, class: `stroke ${event.kind}` }, layer);
      if (event.id === this.selected) stroke.classList.add('selected');
    }
    const edges = (this.domain ?? this.whole()).map((time) => whole(time));
    const [a, b] = [Math.min(...edges), Math.max(...edges)];
    svg('rect', { x: a, y: top, width: b - a, height: OVERVIEW - 8, rx: 4, class: 'window' }, layer);
    this.overview = { top, scale: whole };
  }

  // ---------------------------------------------------------------- pointing, keys

  markOf(id) {
    return id && this.svg.querySelector(`.mark[data-id="${CSS.escape(id)}"]`);
  }

  choose(id) {
    this.selected = this.focused = id;
    this.tip.hidden = true;
    this.live.textContent = this.byId.get(id)?.label ?? '';
    this.draw();
    go(this.byId.get(id).href);
  }

  showTip(event) {
    const { x, y } = this.at.get(event.id);
    const words = html('p', '', event.words);
    words.dir = 'auto';
    words.lang = event.language;
    this.tip.replaceChildren(html('b', '', event.head), words);
    this.tip.hidden = false;
    const wide = Math.min(300, this.width - 8);
    this.tip.style.maxWidth = `${wide}px`;
    this.tip.style.left = `${Math.min(Math.max(4, x - wide / 2), this.width - wide - 4)}px`;
    this.tip.style.top = `${this.svg.offsetTop + y + 16}px`;
  }

  onKey(event) {
    const keys = { '+': () => this.zoom(0.6), '=': () => this.zoom(0.6), '-': () => this.zoom(1.7), 0: () => this.show(this.whole()) };
    const id = event.target.dataset?.id;
    const act = keys[event.key] ?? (id && this.moves(id)[event.key]);
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** What the keys do on an event: arrows go in time and, up and down, to the nearest event of another lane. */
  moves(id) {
    const order = this.visible;
    const here = order.findIndex((event) => event.id === id);
    const to = (i) => () => this.move(order[Math.min(Math.max(i, 0), order.length - 1)]?.id);
    const [later, earlier] = [to(here + 1), to(here - 1)];
    const choose = () => this.choose(id);
    const keys = { Home: to(0), End: to(order.length - 1), Enter: choose, ' ': choose };
    keys.ArrowRight = this.data.rtl ? earlier : later;
    keys.ArrowLeft = this.data.rtl ? later : earlier;
    keys.ArrowDown = () => this.move(this.nearest(order, id, 1));
    keys.ArrowUp = () => this.move(this.nearest(order, id, -1));
    return keys;
  }

  nearest(order, id, step) {
    const { lane, time } = this.byId.get(id);
    const lanes = this.data.lanes.map((each) => each.id);
    for (let i = lanes.indexOf(lane) + step; i >= 0 && i < lanes.length; i += step) {
      const there = order.filter((event) => event.lane === lanes[i]);
      if (there.length) return there.reduce((a, b) => (Math.abs(b.time - time) < Math.abs(a.time - time) ? b : a)).id;
    }
    return id;
  }

  move(id) {
    this.focused = id;
    this.draw(); // among counts, only the focused and the selected event have a mark
    this.markOf(id)?.focus({ preventScroll: true });
  }

  onWheel(event) {
    if (!event.ctrlKey && !event.metaKey) return; // the wheel alone scrolls the page
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1.25 : 0.8, +this.x.invert(this.pointerX(event)));
  }

  pointerX(event) {
    const box = this.svg.getBoundingClientRect();
    return ((event.clientX - box.left) * this.width) / box.width;
  }

  /** Drag on the lanes moves the window along; press on the overview puts it there. */
  onDrag(event) {
    if (event.button || event.target.closest('.mark, .bin')) return;
    const box = this.svg.getBoundingClientRect();
    const onOverview = event.clientY - box.top > this.overview.top;
    const scale = onOverview ? this.overview.scale : this.x.copy();
    const [from, to] = this.domain ?? this.whole();
    const start = +scale.invert(this.pointerX(event));
    const middle = (from + to) / 2;
    const follow = (moved) => {
      const now = +scale.invert(this.pointerX(moved));
      const shift = onOverview ? now - middle : start - now;
      this.show([from + shift, to + shift]);
    };
    const stop = () => window.removeEventListener('pointermove', follow);
    if (onOverview && this.domain) follow(event);
    window.addEventListener('pointermove', follow);
    window.addEventListener('pointerup', stop, { once: true });
    window.addEventListener('pointercancel', stop, { once: true });
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector('.timeline');
  if (!instances.has(root)) instances.set(root, new Timeline(root));
  instances.get(root).update(data);
  return () => {
    instances.get(root)?.observer.disconnect();
    instances.delete(root);
    root.replaceChildren();
  };
}
