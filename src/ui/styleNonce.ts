/** The built page's content security policy takes style elements that carry this word, and no others. */
export const STYLE_NONCE = 'ordinal';

/**
 * The document for xterm.js, which writes style elements and style attributes itself: the elements get the nonce,
 * and attributes go the way that the policy allows.
 */
export function documentWithStyles(): Document {
  giveNonceToStyles();
  return new Proxy(document, {
    get: (target, name) => {
      if (name === 'createElement') return (tag: string) => withStyleAttribute(target.createElement(tag));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Its viewport takes the page's own document whatever it is given: so style elements made there carry the nonce as well. */
function giveNonceToStyles(): void {
  if (Object.hasOwn(document, 'createElement')) return;
  const createElement = document.createElement.bind(document);
  document.createElement = (tag: string, options?: ElementCreationOptions) => {
    const element = createElement(tag, options);
    if (element instanceof HTMLStyleElement) element.nonce = STYLE_NONCE;
    return element;
  };
}

function withStyleAttribute(element: HTMLElement): HTMLElement {
  const setAttribute = element.setAttribute.bind(element);
  element.setAttribute = (name, value) => {
    if (name === 'style') element.style.cssText = value;
    else setAttribute(name, value);
  };
  return element;
}
