import type { UnreadInDocument } from '../report/unread.ts';

/*
 * What of a document is on the screen and cannot be read as text. Looked for when the user asks for the page's result, and not
 * while pages load, as it needs layout. Nothing here reads the contents of what it finds.
 */

/** Least width and height of a frame that can hold text, in CSS pixels: that of a frame whose page gives none. */
const FRAME = { width: 300, height: 150 } as const;

/** How much smaller, in CSS pixels, a frame may find itself than the page that holds it: borders and scrollbars. */
const SLACK = 24;

/** Part of the window that a canvas covers which may be a document and not a chart. */
const CANVAS_PART = 1 / 4;

/** Least width of a scanned page as it is shown, in CSS pixels, and how much higher than wide it is. */
const SCAN = { width: 320, ratio: 1.2 } as const;

/** Elements of a kind that are looked at. */
const MOST = 500;

/** Characters of private use in Chinese text from which on they are letters of a font, and not its icons. */
const PRIVATE_LETTERS = 10;

const PRIVATE = /[\ue000-\uf8ff]/g;

/** Rules of a style sheet that are looked at. */
const MOST_RULES = 2_000;

function shown<E extends HTMLElement = HTMLElement>(root: Document, selector: string): E[] {
  return [...root.querySelectorAll<E>(selector)].slice(0, MOST).filter((element) => element.checkVisibility());
}

function isPdf(element: Element): boolean {
  const source = element.getAttribute('src') ?? element.getAttribute('data') ?? '';
  return element.getAttribute('type') === 'application/pdf' || /\.pdf(?:[?#]|$)/i.test(source);
}

function isLargeCanvas({ clientWidth, clientHeight }: HTMLElement): boolean {
  return clientWidth * clientHeight >= innerWidth * innerHeight * CANVAS_PART;
}

function isLikeAPage({ clientWidth, clientHeight }: HTMLElement): boolean {
  return clientWidth >= SCAN.width && clientHeight >= clientWidth * SCAN.ratio;
}

// Sheets of other sites may not be looked into.
function rulesOf(sheet: CSSStyleSheet): readonly CSSRule[] {
  try {
    return [...sheet.cssRules].slice(0, MOST_RULES);
  } catch {
    return [];
  }
}

function unquoted(family: string): string {
  return family.trim().replace(/^["']|["']$/g, '');
}

// A font made for one page comes with the page, in a `data:` address, and for all letters at once.
function ownFonts(root: Document): Set<string> {
  const faces = [...root.styleSheets].flatMap(rulesOf).filter((rule) => rule instanceof CSSFontFaceRule);
  const own = faces.filter(({ style }) => {
    const isInline = /url\(["']?(?:data|blob):/i.test(style.getPropertyValue('src'));
    return isInline && style.getPropertyValue('unicode-range') === '';
  });
  return new Set(own.map(({ style }) => unquoted(style.getPropertyValue('font-family'))));
}

function isInOwnFont(elements: readonly Element[], families: ReadonlySet<string>): boolean {
  if (families.size === 0) return false;
  return elements.some((element) => families.has(unquoted(getComputedStyle(element).fontFamily.split(',')[0] ?? '')));
}

/** Whether Chinese text holds characters whose shape only the page's own font knows: more than a few icons. */
export function hasPrivateLetters(texts: Iterable<string>): boolean {
  let count = 0;
  for (const text of texts) count += text.match(PRIVATE)?.length ?? 0;
  return count >= PRIVATE_LETTERS;
}

/**
 * Looks for what of a document cannot be read. Asks for layout.
 * @param elements some of those that Chinese text stands in
 * @param texts the Chinese text that was read
 */
export function unreadIn(root: Document, elements: readonly Element[], texts: Iterable<string>): UnreadInDocument {
  const holders = shown(root, 'iframe,frame,embed,object').filter(
    ({ clientWidth, clientHeight }) => clientWidth >= FRAME.width && clientHeight >= FRAME.height,
  );
  const isEmbedded = (element: Element) => element.localName === 'embed' || element.localName === 'object';
  const embedded = holders.filter(isEmbedded);
  return {
    frames: holders.length - embedded.length,
    isLarge: innerWidth >= FRAME.width - SLACK && innerHeight >= FRAME.height - SLACK,
    pdfs: embedded.filter(isPdf).length,
    canvases: shown(root, 'canvas').filter(isLargeCanvas).length,
    pictures: shown(root, 'img').filter(isLikeAPage).length,
    hasOwnFont: hasPrivateLetters(texts) || isInOwnFont(elements, ownFonts(root)),
  };
}
