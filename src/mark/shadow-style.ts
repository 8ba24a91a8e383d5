/*
 * Chromium applies the rules for the extension's highlights inside shadow trees too. Firefox does not, so there each shadow root
 * adopts a style sheet with them, which is all that a page can find in its shadow roots.
 */

/** Adds the rules of marks to shadow roots. */
export interface ShadowStyle {
  /** Adds the rules to a shadow root, once something was found. */
  adopt(root: ShadowRoot): void;
  /** Something was found: adds the rules to the shadow roots so far. */
  found(): void;
  /** Changes the rules in all shadow roots to those of a style such as `amber-solid`. */
  dress(style: string): void;
  /** Removes the rules from all shadow roots. */
  drop(): void;
}

function withSheet(root: ShadowRoot, sheet: CSSStyleSheet): void {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

function withoutSheet(root: ShadowRoot, sheet: CSSStyleSheet): void {
  const at = root.adoptedStyleSheets.indexOf(sheet);
  if (at >= 0) root.adoptedStyleSheets.splice(at, 1);
}

/** For browsers that apply a document's highlight rules inside shadow trees. */
const NEEDS_NOTHING: ShadowStyle = {
  adopt: () => undefined,
  found: () => undefined,
  dress: () => undefined,
  drop: () => undefined,
};

/** @param rulesOf returns the CSS rules of a style; without it no shadow root is changed */
export function makeShadowStyle(rulesOf: ((style: string) => string) | undefined): ShadowStyle {
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
  return {
    adopt(root) {
      if (isFound) withSheet(root, sheet ?? made());
      roots.add(new WeakRef(root));
    },
    found() {
      if (isFound) return;
      isFound = true;
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
      roots.clear();
      isFound = false;
    },
  };
}
