/*
 * Chromium applies the rules for the extension's highlights inside shadow trees too, and inserts them at any time. Firefox does
 * neither: so there each shadow root adopts a style sheet with them, and the document does while it is loading, once something was
 * found. That is all that a page can find in them.
 */

/** Adds the rules of marks to shadow roots, and to a document that is loading. */
export interface AdoptedStyle {
  /** Adds the rules to a shadow root, once something was found. */
  adopt(root: ShadowRoot): void;
  /** Something was found: adds the rules to the shadow roots so far, and to the document until it has loaded. */
  found(): void;
  /** Changes the rules to those of a style such as `amber-solid`. */
  dress(style: string): void;
  /** Removes the rules. */
  drop(): void;
}

function withSheet(root: DocumentOrShadowRoot, sheet: CSSStyleSheet): void {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

function withoutSheet(root: DocumentOrShadowRoot, sheet: CSSStyleSheet): void {
  const at = root.adoptedStyleSheets.indexOf(sheet);
  if (at >= 0) root.adoptedStyleSheets.splice(at, 1);
}

/** For browsers that need none of this. */
const NEEDS_NOTHING: AdoptedStyle = {
  adopt: () => undefined,
  found: () => undefined,
  dress: () => undefined,
  drop: () => undefined,
};

/** @param rulesOf returns the CSS rules of a style; without it nothing is changed */
export function makeAdoptedStyle(rulesOf: ((style: string) => string) | undefined): AdoptedStyle {
  if (!rulesOf) return NEEDS_NOTHING;
  const roots = new Set<WeakRef<ShadowRoot>>();
  let worn = '';
  let isFound = false;
  let sheet: CSSStyleSheet | undefined;
  const made = () => {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(rulesOf(worn));
    return sheet;
  };
  const leaveDocument = () => {
    if (sheet) withoutSheet(document, sheet);
  };
  return {
    adopt(root) {
      if (isFound) withSheet(root, sheet ?? made());
      roots.add(new WeakRef(root));
    },
    found() {
      if (isFound) return;
      isFound = true;
      if (document.readyState !== 'complete') {
        withSheet(document, sheet ?? made());
        addEventListener('load', leaveDocument, { once: true });
      }
      for (const each of roots) {
        const root = each.deref();
        if (root) withSheet(root, sheet ?? made());
      }
    },
    dress(style) {
      if (style === worn) return;
      worn = style;
      sheet?.replaceSync(rulesOf(style));
    },
    drop() {
      for (const each of roots) {
        const root = each.deref();
        if (root && sheet) withoutSheet(root, sheet);
      }
      leaveDocument();
      roots.clear();
      isFound = false;
    },
  };
}
