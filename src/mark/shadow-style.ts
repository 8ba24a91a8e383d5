/*
 * Chromium applies the rules for our highlights inside shadow trees too; Firefox does not, so each shadow root adopts them
 * there. It is all that a page can find in its shadow roots.
 */

/** Lets rules into shadow roots. */
export interface ShadowStyle {
  adopt(root: ShadowRoot): void;
  /** Gives the roots that have adopted it, and those to come, the look of a style such as `amber-solid`. */
  dress(style: string): void;
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

/** For browsers whose rules reach into shadow trees by themselves. */
const NEEDS_NOTHING: ShadowStyle = { adopt: () => undefined, dress: () => undefined, drop: () => undefined };

/** @param rulesOf the rules of a style; without it nothing is ever adopted */
export function makeShadowStyle(rulesOf: ((style: string) => string) | undefined): ShadowStyle {
  if (!rulesOf) return NEEDS_NOTHING;
  const roots = new Set<WeakRef<ShadowRoot>>();
  let worn = '';
  let sheet: CSSStyleSheet | undefined;
  const made = () => {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(rulesOf(worn));
    return sheet;
  };
  return {
    adopt(root) {
      withSheet(root, sheet ?? made());
      roots.add(new WeakRef(root));
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
    },
  };
}
