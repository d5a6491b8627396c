// The page around the views: its language and direction for readers and assistive technology, links that stay inside the
// session (a plain click on <a data-go> asks Python, every other way of opening a link works as usual), and where to look.

let ask = () => {};
let arrived = null;

function onClick(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.('a[data-go]');
  if (!link) return;
  event.preventDefault();
  ask(link.getAttribute('href'));
}

/** Scrolls to the element once it is there; the views arrive piece by piece. */
function lookAt(id, tries = 40) {
  const element = document.getElementById(id);
  if (element) element.scrollIntoView({ block: 'center' });
  else if (tries) setTimeout(lookAt, 50, id, tries - 1);
}

export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.language;
  document.documentElement.dir = data.direction;
  ask = (href) => setTriggerValue('go', href);
  if (arrived === null) document.addEventListener('click', onClick);
  if (data.place !== arrived) {
    const first = arrived === null;
    arrived = data.place;
    if (data.look) lookAt(data.look);
    else if (!first && data.top) document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);
  }
}
