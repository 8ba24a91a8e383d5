import passages from '../fixtures/passages.json' with { type: 'json' };

/*
 * Fixture pages name passages instead of repeating them: `{{pa-01}}` is replaced by a text most of which stands in the shipped index
 * (that of `pa-07`, `pb-07` and `pb-15` in other words), `{{own-01}}` by one that has nothing in common with it. `{{pa-01:spans}}` is
 * the same text in other markup, see `DRESSES`.
 */

/** Name of a text in passages.json. */
export type PassageName = keyof typeof passages;

function pieces(text: string, size: number): string[] {
  return text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? [];
}

const DRESSES: Readonly<Record<string, (text: string) => string>> = {
  spans: (text) =>
    pieces(text, 4)
      .map((piece, i) => (i % 2 ? `<b>${piece}</b>` : `<span>${piece}</span>`))
      .join(''),
  nested: (text) =>
    pieces(text, 7)
      .map((piece) => `<i><u>${piece.slice(0, 3)}</u>${piece.slice(3)}</i>`)
      .join(''),
  comments: (text) => pieces(text, 5).join('<!-- 注 -->'),
  breaks: (text) => pieces(text, 30).join('<br>\n'),
  lines: (text) => pieces(text, 34).join('\n'),
  nbsp: (text) => pieces(text, 3).join('&nbsp;'),
  shy: (text) => pieces(text, 2).join('&shy;'),
  zero: (text) => pieces(text, 2).join('\u200b'),
  wide: (text) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  ruby: (text) =>
    pieces(text, 1)
      .map((piece) => `<ruby>${piece}<rp>（</rp><rt>音读</rt><rp>）</rp></ruby>`)
      .join(''),
  paragraphs: (text) =>
    text
      .split(/(?<=。)/)
      .map((sentence) => `<p>${sentence}</p>`)
      .join('\n'),
  items: (text) =>
    text
      .split(/(?<=。)/)
      .map((sentence) => `<li>${sentence}</li>`)
      .join('\n'),
  cells: (text) =>
    text
      .split(/(?<=。)/)
      .map((sentence) => `<tr><td>—</td><td>${sentence}</td></tr>`)
      .join('\n'),
  hidden: (text) => pieces(text, 12).join('<span style="display:none">暗藏的字</span>'),
  repeated: (text) => Array.from({ length: 40 }, () => text).join('\n'),
  json: (text) => JSON.stringify(text),
};

/** A passage, plain. */
export function passage(name: PassageName): string {
  return passages[name];
}

/**
 * A page with its passages filled in.
 * @throws Error for a passage or a dress that does not exist
 */
export function filled(page: string): string {
  return page.replace(/\{\{([a-z]+-\d+)(?::([a-z]+))?\}\}/g, (_, name: string, dress: string | undefined) => {
    const text = (passages as Record<string, string>)[name];
    if (text === undefined) throw new Error(`passages.json has no ${name}`);
    if (dress === undefined) return text;
    const put = DRESSES[dress];
    if (!put) throw new Error(`there is no dress ${dress} (${Object.keys(DRESSES).join(', ')})`);
    return put(text);
  });
}
