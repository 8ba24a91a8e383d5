/*
 * Chromium applies the rules for our highlights inside shadow trees too; Firefox does not, so each shadow root adopts them
 * there. It is all that a page can find in its shadow roots.
 */

/** Lets rules into shadow roots. */
export interface ShadowStyle {
  adopt(root: ShadowRoot): void;
  /** Takes the rules out of all shadow roots that have them. */
  drop(): void;
}

function withSheet(root: ShadowRoot, sheet: CSSStyleSheet): void {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

function withoutSheet(root: ShadowRoot, sheet: CSSStyleSheet): void {
  const at = root.adoptedStyleSheets.indexOf(sheet);
  if (at >= 0) root.adoptedStyleSheets.splice(at, 1);
}

/** @param css the rules; an empty text where the browser needs nothing */
export function makeShadowStyle(css: string): ShadowStyle {
  const roots = new Set<WeakRef<ShadowRoot>>();
  let sheet: CSSStyleSheet | undefined;
  const made = () => {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  };
  return {
    adopt(root) {
      if (css === '') return;
      withSheet(root, sheet ?? made());
      roots.add(new WeakRef(root));
    },
    drop() {
      for (const each of roots) {
        const root = each.deref();
        if (root && sheet) withoutSheet(root, sheet);
      }
      roots.clear();
    },
  };
}
