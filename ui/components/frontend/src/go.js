// Another address in the same session: what a click on a link does in any page. Streamlit listens to the history, as it must for the back button.

export function go(href) {
  if (href === location.pathname + location.search) return;
  history.pushState({}, '', href);
  window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}
