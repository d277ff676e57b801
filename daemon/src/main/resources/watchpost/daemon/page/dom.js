// Small helpers around the document. Text goes in as text, never as markup.

/** Makes an element: el('p', {class: 'quiet', 'aria-label': 'x', onclick: f}, 'text', child). */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== null));
  return node;
}

export const byId = (id) => document.getElementById(id);

/** Sets the text only if it changed, so that screen readers are not told the same thing twice. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
