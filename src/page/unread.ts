import type { UnreadInDocument } from '../report/unread.ts';

/*
 * Finds what of a document is on the screen but cannot be read as text. It needs layout, so it runs when the user opens the
 * page's result and not while pages load. It never reads the contents of what it finds.
 */

/** Least width and height of a frame that may hold text, in CSS pixels: the default size of a frame. */
const FRAME = { width: 300, height: 150 } as const;

/**
 * How much smaller, in CSS pixels, a frame's own window may be than its element in the embedding page, by borders and scrollbars.
 */
const SLACK = 24;

/** Least part of the window that a canvas covers which may be a document and not a chart. */
const CANVAS_PART = 1 / 4;

/** Least displayed width of a scanned page, in CSS pixels, and its least ratio of height to width. */
const SCAN = { width: 320, ratio: 1.2 } as const;

/** Most elements of a kind that are examined. */
const MOST = 500;

/**
 * Least number of private-use characters in Chinese text that are taken for letters of the page's font; fewer are taken for
 * icons.
 */
const PRIVATE_LETTERS = 10;

/** The private use area of Unicode's basic plane. */
const PRIVATE = /[\ue000-\uf8ff]/g;

/** Most rules of a style sheet that are examined. */
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

// Reading the rules of a style sheet from another origin throws.
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

// A font that was made for one page is embedded in it by a `data:` or `blob:` URL, and is not split by `unicode-range`.
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

/** Whether Chinese text contains so many private-use characters that they are letters of the page's own font, not a few icons. */
export function hasPrivateLetters(texts: Iterable<string>): boolean {
  let count = 0;
  for (const text of texts) count += text.match(PRIVATE)?.length ?? 0;
  return count >= PRIVATE_LETTERS;
}

/**
 * Finds what of a document cannot be read. Forces a layout if one is due.
 * @param elements some of the parents of Chinese text
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
