import { describe, expect, it } from 'vitest';
import { csvReport } from '../../src/report/csv.ts';
import { figuresOf } from '../../src/report/figures.ts';
import { htmlReport } from '../../src/report/html.ts';
import { jsonReport } from '../../src/report/json.ts';
import type { EssayCard, MatchView, PageView } from '../../src/report/page-view.ts';
import { type ReportInput, summaryLine } from '../../src/report/rows.ts';
import type { Span } from '../../src/text/span.ts';
import { wordsIn } from '../locale/words-in.ts';

const CARD: EssayCard = {
  collection: '',
  ref: 'shipped:002/7',
  id: '002/7',
  document: '002_x.txt',
  title: '心得<3>',
  heading: '篇七',
  publisher: '某站',
  date: '2022-06-23 16:30:03',
  url: '',
  kind: '',
  year: 2022,
  letters: 100,
  start: 0,
  end: 150,
  family: [],
};

const MATCH: MatchView = {
  id: '0.0.1.0',
  kind: 'literal',
  letters: 6,
  similarity: 0.9,
  essay: 'shipped:002/7',
  source: { start: 10, end: 18 },
  also: [],
  changes: [{ kind: 'replaced', count: 2 }],
  excerpt: '=花都,"开"了',
  own: false,
  heading: '李明 <交>',
  isMain: true,
  from: 4,
  to: 10,
  inField: false,
  dismissed: null,
  judgement: null,
  note: null,
};

const TEXT = '春天来了。\n花<b>都开\n了呀& 夏天。';
const START = TEXT.indexOf('花');

const COMPARED = { essays: 54, documents: 5, kinds: [], years: ['2022', '2022'], version: '00ff00ff' } as const;

function input(
  language: 'zh_CN' | 'en',
  matches: readonly MatchView[] = [MATCH],
  main: readonly Span[] | null = null,
): ReportInput {
  const view: PageView = {
    tab: 1,
    page: 'top',
    state: 'checked',
    title: '页面 </title><script>alert(1)</script>',
    site: 'example.com',
    on: true,
    onHere: true,
    figures: figuresOf([
      {
        letters: 12,
        matches: [
          { kind: 'literal', letters: 6, quoted: 0, best: { essay: MATCH.essay, source: MATCH.source }, also: [] },
        ],
      },
    ]),
    compared: COMPARED,
    matches,
    essays: [CARD],
    unread: [{ kind: 'frames', count: 2 }],
    current: null,
    selection: null,
    asked: null,
  };
  const marks = [{ id: MATCH.id, page: { start: START, end: TEXT.indexOf('&') } }];
  return {
    view,
    text: { url: 'https://example.com/a?b=1&c=2', compared: COMPARED, pieces: [{ text: TEXT, main, marks }] },
    words: wordsIn(language),
    when: new Date('2026-01-02T03:04:05Z'),
  };
}

describe('the HTML report', () => {
  const html = htmlReport(input('zh_CN'));

  it('escapes all text of the page', () => {
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<b>');
    expect(html).toContain('花&lt;b&gt;都开');
  });

  it('leaves out lines that are neither main text nor marked, and says so', () => {
    const text = (main: readonly Span[] | null, matches?: readonly MatchView[]) => {
      const article = /<article>([\s\S]*)<\/article>/u.exec(htmlReport(input('zh_CN', matches, main)))![1]!;
      return article.replaceAll(/<sup>.*?<\/sup>|<[^>]*>|\s/gu, '');
    };
    expect(text(null)).toBe('春天来了。花&lt;b&gt;都开了呀&amp;夏天。');
    expect(text([])).toBe('花&lt;b&gt;都开了呀&amp;夏天。');
    // What is ignored has no mark that would keep its line.
    expect(text([{ start: 0, end: 5 }], [{ ...MATCH, dismissed: 'match' }])).toBe('春天来了。');
    expect(htmlReport(input('zh_CN', [MATCH], []))).toContain('导航、侧栏');
    expect(html).not.toContain('导航、侧栏');
  });

  it('has no column that says nothing in any row', () => {
    const note = (given: string | null) =>
      htmlReport(input('zh_CN', [{ ...MATCH, note: given }])).includes('<th scope="col">备注</th>');
    expect(note(null)).toBe(false);
    expect(note('已核对')).toBe(true);
    // Every row has a cell for each head of its table.
    for (const [whole, head] of html.matchAll(/<table><thead><tr>(.*?)<\/tr>[\s\S]*?<\/table>/g)) {
      const heads = head!.split('<th').length;
      for (const [row] of whole.matchAll(/<tr[^>]*><td[\s\S]*?<\/tr>/g)) expect(row.split('<td>')).toHaveLength(heads);
    }
  });

  it('names the heading before each match', () => {
    expect(html).toContain('<td>李明 &lt;交&gt;</td>');
    expect(csvReport(input('zh_CN'))).toContain(',李明 <交>,');
    expect(JSON.parse(jsonReport(input('zh_CN'))).matches[0]).toMatchObject({
      pageHeading: '李明 <交>',
      mainText: true,
    });
  });

  it('names contents of the page that could not be read', () => {
    expect(html).toContain('未读取：2 个内嵌框架');
    expect(JSON.parse(jsonReport(input('en'))).unread).toEqual([{ kind: 'frames', count: 2 }]);
  });

  it('loads nothing and runs nothing', () => {
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/\s(?:src|on\w+)=/);
  });

  it('marks a passage on both sides of a paragraph border', () => {
    expect([...html.matchAll(/<mark[^>]*>([^<]*)<\/mark>/g)].map(([, words]) => words)).toEqual([
      '花&lt;b&gt;都开',
      '了呀',
    ]);
  });

  it('contains the figures, the address, the date, the index and the alterations', () => {
    for (const words of [
      '50%',
      'b=1&amp;c=2',
      '已与 54 篇范文比对（2022 年）',
      '2026',
      '替换 2 字',
      '心得&lt;3&gt; · 篇七',
    ])
      expect(html).toContain(words);
    expect(htmlReport(input('en'))).toContain('lang="en"');
  });
});

describe('the CSV report', () => {
  const csv = csvReport(input('en'));
  const [head, row] = csv.slice(1).split('\r\n');

  it('begins with a byte order mark and has a row for each match', () => {
    expect(csv.startsWith('\ufeffNo.,Kind,')).toBe(true);
    expect(csv.trim().split('\r\n')).toHaveLength(2);
    expect(row!.startsWith('1,Near-same text,6,90%,李明 <交>,心得<3> · 篇七,某站 · 2022-06-23,')).toBe(true);
    expect(head!.split(',')).toHaveLength(13);
  });

  it('quotes cells, and turns no text of a page into a formula', () => {
    const { text, ...rest } = input('en');
    const excerptOnly = csvReport({ ...rest, text: { ...text, pieces: [] } }).trimEnd();
    expect(excerptOnly.endsWith(`,"'=花都,""开""了"`)).toBe(true);
  });

  it.each([...';＝＋－＠'])('does not turn a cell that begins with %s into a formula either', (sign) => {
    const { text, ...rest } = input('en', [{ ...MATCH, excerpt: `${sign}花都` }]);
    const report = csvReport({ ...rest, text: { ...text, pieces: [] } }).trimEnd();
    expect(report.endsWith(`,'${sign}花都`)).toBe(true);
  });
});

describe('the JSON report', () => {
  it('names essays by id and not by position', () => {
    const report = JSON.parse(jsonReport(input('en')));
    expect(report).toMatchObject({
      kind: 'deja-lu-report',
      version: 1,
      figures: { share: 0.5, largest: { index: 'shipped', essay: '002/7', share: 0.5 } },
      matches: [
        { index: 'shipped', essay: '002/7', document: '002_x.txt', sourceStart: 10, sourceEnd: 18, similarity: 0.9 },
      ],
    });
  });
});

describe('the summary line', () => {
  it('is one line with the share, the matches and the largest source', () => {
    const line = summaryLine(input('en'), 'https://example.com/');
    expect(line).toContain('50%');
    expect(line).toContain('1 match');
    expect(line).toContain('篇七');
    expect(line).not.toContain('\n');
  });
});

describe('an ignored match', () => {
  const ignored = input('en', [{ ...MATCH, dismissed: 'match', judgement: 'match:x' }]);

  it('is reported in tables and JSON as ignored', () => {
    expect(csvReport(ignored)).toContain('This passage is ignored');
    expect(htmlReport(ignored)).toContain('This passage is ignored');
    expect(JSON.parse(jsonReport(ignored)).matches).toMatchObject([{ ignored: 'match', confirmed: false }]);
  });

  it('is marked neither in the text nor in the strip', () => {
    expect(htmlReport(ignored)).not.toMatch(/<mark|<rect/);
  });
});

describe('a confirmed match', () => {
  it('is reported as confirmed, with or without a note', () => {
    const confirmed = input('en', [{ ...MATCH, note: '' }]);
    expect(csvReport(confirmed)).toContain(',Confirmed,');
    expect(JSON.parse(jsonReport(confirmed)).matches).toMatchObject([{ ignored: null, confirmed: true }]);
  });
});

describe('every export', () => {
  it('contains the whole passage', () => {
    const passage = TEXT.slice(START, TEXT.indexOf('&'));
    expect(JSON.parse(jsonReport(input('en'))).matches[0].passage).toBe(passage);
    expect(csvReport(input('en'))).toContain(`"${passage}"`);
  });
});

describe('matches with own essays', () => {
  const own: MatchView = { ...MATCH, id: '0.0.2.0', own: true };
  const base = input('zh_CN', [MATCH, own]);
  const counted = {
    kind: 'literal',
    letters: 3,
    quoted: 0,
    best: { essay: MATCH.essay, source: MATCH.source },
  } as const;
  const figures = figuresOf([{ letters: 12, matches: [{ ...counted, also: [], own: true }] }]);
  const given = { ...base, view: { ...base.view, figures } };

  it('stand in a section of their own of the HTML report', () => {
    const html = htmlReport(given);
    const at = html.indexOf('<h2>自己的文章</h2>');
    expect(at).toBeGreaterThan(html.indexOf('<h2>重合处</h2>'));
    expect(html).toContain('另有 1 处见于您自己的文章，不计入复制比');
    expect(html.indexOf('id="m1"')).toBeLessThan(at);
    expect(html.indexOf('id="m2"')).toBeGreaterThan(at);
    expect(htmlReport(input('zh_CN'))).not.toContain('自己的文章');
  });

  it('are named so in the table and in JSON', () => {
    const lines = csvReport(given).trim().split('\r\n');
    expect(lines.map((line) => line.includes('自己的文章，不计入'))).toEqual([false, false, true]);
    const json = JSON.parse(jsonReport(given));
    expect(json.matches.map((each: { own: boolean }) => each.own)).toEqual([false, true]);
    expect(json.figures).toMatchObject({ share: 0, own: { matches: 1, letters: 3, sources: [{ index: 'shipped' }] } });
  });
});
