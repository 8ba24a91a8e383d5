import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/*
 * The pages that are drawn as the stores' pictures: a line of text over pictures of the extension, and a small poster. Sizes in CSS
 * pixels, which are those of the pictures.
 */

/** What all stores take for pictures of an extension. */
export const PICTURE = { width: 1280, height: 800 };

/** Chrome's small promotional tile, which Edge takes too. */
export const POSTER = { width: 440, height: 280 };

/** The logo of a listing in Edge's store. */
export const LOGO = { width: 300, height: 300 };

const ICON = readFileSync(resolve(import.meta.dirname, '../../src/ui/parts/icon.svg'), 'utf8');

const FONT = '"Noto Sans CJK SC", "Noto Sans CJK TC", system-ui, sans-serif';

const STYLE = `
  * { box-sizing: border-box; }
  body { margin: 0; display: flex; flex-direction: column; height: 100vh; overflow: hidden; color: #14352f; background: #e9f1ee; font-family: ${FONT}; }
  svg { flex: none; }
  header { flex: none; display: flex; align-items: center; gap: 18px; height: 104px; padding: 0 40px; font-size: 30px; font-weight: 700; }
  .row { flex: 1; display: flex; justify-content: center; gap: 24px; padding: 0 40px; }
  img { display: block; border-radius: 12px 12px 0 0; box-shadow: 0 6px 28px rgb(20 53 47 / .28); }
  .poster { justify-content: center; gap: 14px; padding: 24px 36px; }
  .poster .name { display: flex; align-items: center; gap: 18px; font-size: 32px; font-weight: 700; }
  .poster p { margin: 0; font-size: 21px; line-height: 1.9; }
  .poster mark { padding: 2px 0; color: #14352f; background: #ffe08a; border-bottom: 2px solid #b04a00; }
  .logo { align-items: center; justify-content: center; background: transparent; }
`;

/** Texts of the interface have no markup, but may have signs that mean something in it. */
const asText = (text: string): string => text.replace(/[&<>"]/gu, (sign) => `&#${sign.codePointAt(0)};`);

const page = (kind: string, content: string): string =>
  `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><body class="${kind}">${content}`;

const icon = (size: number): string => ICON.replace('<svg ', `<svg width="${size}" height="${size}" `);

/** A page with a line of text over pictures side by side, which run out of it below. Pictures are PNG files. */
export function picturePage(caption: string, pictures: readonly Buffer[]): string {
  const images = pictures.map((png) => `<img alt="" src="data:image/png;base64,${png.toString('base64')}">`);
  return page(
    'picture',
    `<header>${icon(52)}<span>${asText(caption)}</span></header><div class="row">${images.join('')}</div>`,
  );
}

/** The poster: the name, and what the extension does, with some of its words marked as on a page. */
export function posterPage(name: string, before: string, marked: string): string {
  const line = `<p>${asText(before)}<br><mark>${asText(marked)}</mark></p>`;
  return page('poster', `<div class="name">${icon(64)}<span>${asText(name)}</span></div>${line}`);
}

/** The icon alone. */
export function logoPage(): string {
  return page('logo', icon(256));
}
