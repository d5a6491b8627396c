// The legend (every shape with its word) and the zoom buttons above the timeline.

import { html, shape, svg } from './shapes.js';

function entry(kind, label, open = false) {
  const item = html('li');
  const icon = svg('svg', { width: 16, height: 16, viewBox: '-9 -9 18 18', 'aria-hidden': 'true' }, item);
  const mark = svg('g', { class: `mark ${kind}${open ? ' open' : ''}` }, icon);
  svg('path', { d: shape(kind, 6), class: 'shape' }, mark);
  item.append(label);
  return item;
}

function button(text, label, act) {
  const made = html('button', '', text);
  made.type = 'button';
  made.setAttribute('aria-label', label);
  made.title = label;
  made.addEventListener('click', act);
  return made;
}

/** Fills `timeline.bar`: only the kinds that occur are explained. */
export function toolbar(timeline) {
  const { events, labels } = timeline.data;
  const signature = JSON.stringify([labels, [...new Set(events.map((event) => event.kind))], events.some((e) => e.firstSeen)]);
  if (signature === timeline.barSignature) return;
  timeline.barSignature = signature;
  const legend = html('ul', 'legend');
  legend.setAttribute('aria-label', labels.legend);
  for (const [kind, label] of Object.entries(labels.kinds)) {
    if (events.some((event) => event.kind === kind)) legend.append(entry(kind, label));
  }
  if (events.some((event) => event.firstSeen)) legend.append(entry('allegation', labels.firstSeen, true));
  const buttons = html('div', 'buttons');
  buttons.append(
    button('−', labels.zoomOut, () => timeline.zoom(1.7)),
    button('+', labels.zoomIn, () => timeline.zoom(0.6)),
    button(labels.whole, labels.whole, () => timeline.show(timeline.whole())),
  );
  timeline.bar.replaceChildren(legend, buttons);
}
