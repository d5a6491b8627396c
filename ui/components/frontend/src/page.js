// The page around the views: its language and direction for readers and assistive technology, links that stay inside the
// session (a plain click on <a data-go>; every other way of opening a link works as usual), and where to look.

import { go } from './go.js';

let arrived = null;

function onClick(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.('a[data-go]');
  if (!link) return;
  event.preventDefault();
  go(link.getAttribute('href'));
}

/** Scrolls to the element once it is there; the views arrive piece by piece. */
function lookAt(id, tries = 40) {
  const element = document.getElementById(id);
  if (element) element.scrollIntoView({ block: 'center' });
  else if (tries) setTimeout(lookAt, 50, id, tries - 1);
}

function arrive({ look, top }) {
  const before = arrived;
  arrived = { look, top };
  if (!before) document.addEventListener('click', onClick);
  if (look && look !== before?.look) lookAt(look);
  else if (before && top !== before.top) document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);
}

export default function ({ data }) {
  document.documentElement.lang = data.language;
  document.documentElement.dir = data.direction;
  if (data.go) go(data.go);
  else arrive(data);
}
