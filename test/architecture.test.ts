import { readFileSync } from 'node:fs';
import { basename, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { filesUnder, functionLengths } from './code-size.ts';

// The rules of the README's code map, as far as a test can see them. An exception is a named line with its reason.

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const FILES = ['src', 'entrypoints', 'corpus-index'].flatMap(filesUnder).sort();

const source = (file: string): string => readFileSync(`${ROOT}${file}`, 'utf8');

/** The code alone: comments tell of things that the code must not do. */
function code(file: string): string {
  return source(file)
    .replace(/\/\*[\s\S]*?\*\//gu, '')
    .replace(/(^|\s)\/\/.*$/gmu, '$1');
}

interface Import {
  readonly file: string;
  /** A file of this project from its top, or the name of a package. */
  readonly target: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
}

const IMPORT =
  /(?:^|[;\n])\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gu;

function importsOf(file: string): Import[] {
  return [...code(file).matchAll(IMPORT)].map(([, type, name, dynamic]) => {
    const written = (name ?? dynamic)!;
    const own = written.startsWith('.');
    const target = own ? posix.join(posix.dirname(file), written) : written;
    return { file, target, own, typeOnly: type !== undefined };
  });
}

const IMPORTS = FILES.flatMap(importsOf);

/** The part of the project that a file belongs to: the folder under `src`, or the top-level folder. */
function partOf(file: string): string {
  const [top, folder] = file.split('/') as [string, string];
  return top === 'src' ? folder : top;
}

/** What each part may use of the others. What is not named here is not allowed. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  text: [],
  fingerprint: ['text'],
  corpus: ['text', 'fingerprint'],
  wording: ['text', 'fingerprint'],
  indexing: ['text', 'fingerprint', 'wording', 'corpus'],
  match: ['text', 'fingerprint', 'corpus'],
  comparison: ['text', 'fingerprint', 'wording', 'corpus', 'indexing', 'match'],
  // Groups of the pairs that go into a report are found as those of all pairs are; of files it names what they state of themselves.
  report: ['text', 'match', 'comparison', 'files'],
  locale: ['network'],
  library: ['text', 'fingerprint', 'wording', 'corpus', 'indexing', 'files'],
  'library-worker': ['wording', 'corpus', 'indexing', 'library', 'store', 'files', 'network'],
  // Compares files where the page is not blocked by it; says with which essays, in the reports' words.
  'comparison-worker': ['wording', 'corpus', 'comparison', 'library', 'store', 'report', 'network'],
  page: ['text'],
  mark: ['page', 'text'],
  // The records of the library and of packs, and what names an essay's letters.
  store: ['library', 'packs'],
  // Enforces the stored list of hosts where the fetching is.
  network: ['store'],
  packs: ['corpus', 'library', 'network', 'store'],
  messages: [],
  content: ['text', 'page', 'mark', 'messages'],
  background: ['text', 'corpus', 'match', 'report', 'library', 'packs', 'store', 'messages'],
  ui: ['text', 'report', 'library', 'packs', 'store', 'messages', 'locale', 'files', 'network'],
  // Files are read with the very reader of pages, so that both say the same of one file.
  files: ['page', 'text'],
  cli: ['text', 'wording', 'corpus', 'match', 'comparison', 'report', 'files', 'locale'],
  entrypoints: ['content', 'background', 'library', 'packs', 'ui', 'store', 'messages', 'locale', 'network'],
  'corpus-index': ['text', 'fingerprint', 'wording', 'corpus', 'indexing', 'packs', 'cli'],
};

/** The pure parts: strings and numbers in, strings and numbers out. */
const PURE = ['text', 'fingerprint', 'wording', 'corpus', 'indexing', 'match', 'comparison'];

/** Types run nowhere: those of the core and of reports may be named by every part that is not below them. */
const TYPES_FOR_ALL = [...PURE, 'report', 'locale'];

/** Names that travel with results through every part: a file of them imports nothing of ours. */
const NAMES_FOR_ALL = ['src/corpus/essay-ref.ts'];

/** Imports that break the rules above, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'entrypoints/background/index.ts → src/match/own-matches.ts': 'composition root: hands the engine to the service',
  'entrypoints/background/index.ts → src/match/sensitivity.ts': 'composition root: hands the thresholds to the engine',
  'entrypoints/background/index.ts → src/report/card.ts': 'composition root: hands the words of cards to the service',
  'entrypoints/background/mark-style.ts → src/mark/presets.ts': 'the background adds the style of marks to its tabs',
  'entrypoints/page/index.ts → src/mark/presets.ts': 'composition root: hands the styles to shadow trees in Firefox',
  'entrypoints/background/toolbar.ts → src/report/badge.ts': 'the badge’s words are pure, the toolbar only shows them',
  'src/ui/parts/mark-sample.tsx → src/mark/presets.ts':
    'the sample in the options shows the very styles that pages get',
};

const lineOf = ({ file, target }: Import): string => `${file} → ${target}`;

function isAllowed(one: Import): boolean {
  const [from, to] = [partOf(one.file), partOf(one.target)];
  if (from === to || MAY_USE[from]?.includes(to) || lineOf(one) in EXCEPTIONS) return true;
  if (NAMES_FOR_ALL.includes(one.target)) return true;
  if (!one.typeOnly || PURE.includes(from)) return false;
  return TYPES_FOR_ALL.includes(to);
}

const ownCode = IMPORTS.filter(({ own, target }) => own && /\.tsx?$/u.test(target));

describe('imports', () => {
  test('files that every part may import import no other file of ours', () => {
    expect(IMPORTS.filter(({ file, own }) => NAMES_FOR_ALL.includes(file) && own)).toEqual([]);
  });

  test('each part has a rule', () => {
    expect([...new Set(FILES.map(partOf))].filter((part) => !(part in MAY_USE))).toEqual([]);
  });

  test('point the way the code map says', () => {
    expect(ownCode.filter((one) => !isAllowed(one)).map(lineOf)).toEqual([]);
  });

  test('every exception is still needed', () => {
    const written = ownCode.map(lineOf);
    expect(Object.keys(EXCEPTIONS).filter((line) => !written.includes(line))).toEqual([]);
  });

  test('only tests import tests, entrypoints and the index’s workshop', () => {
    const foreign = ['test', 'entrypoints', 'corpus-index'];
    const wrong = IMPORTS.filter(({ file, own, target }) => {
      const to = target.split('/')[0]!;
      return own && foreign.includes(to) && to !== file.split('/')[0];
    });
    expect(wrong.map(lineOf)).toEqual([]);
  });

  test('name the file with its ending, and it exists', () => {
    const files = new Set(FILES);
    const wrong = IMPORTS.filter(
      ({ own, target }) => own && !/\.(css|json)(\?inline)?$/u.test(target) && !files.has(target),
    );
    expect(wrong.map(lineOf)).toEqual([]);
  });

  test('contain no cycle', () => {
    // Imports of types count too.
    const uses = Map.groupBy(ownCode, ({ file }) => file);
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
      if (done.has(file) || way.includes(file)) return;
      for (const { target } of uses.get(file) ?? []) visit(target, [...way, file]);
      done.add(file);
    };
    for (const file of FILES) visit(file, []);
    expect(circles).toEqual([]);
  });
});

/** Files of the parts in which a pattern stands, beside those in which it may. */
function standsOutside(pattern: RegExp, allowed: readonly string[]): string[] {
  return FILES.filter((file) => !allowed.some((part) => file.startsWith(part)) && pattern.test(code(file)));
}

const importers = (pattern: RegExp, allowed: readonly string[]): string[] =>
  IMPORTS.filter(({ file, target }) => pattern.test(target) && !allowed.some((part) => file.startsWith(part))).map(
    lineOf,
  );

describe('access to browser, page, storage and network', () => {
  test('the extension’s API stands in messages, store and entrypoints only', () => {
    const allowed = ['src/messages/', 'src/store/', 'entrypoints/'];
    // A dot after the word: `browser` alone is the name of a build target, too.
    expect(standsOutside(/(?<![\w.'"])(?:browser|chrome)\.\w/u, allowed)).toEqual([]);
    expect(importers(/^wxt\/(browser|utils\/storage)/u, allowed)).toEqual([]);
  });

  test('a page is written to in mark only', () => {
    const writes =
      /(?<!\bthis|\bsink)\.(?:append|prepend|appendChild|insertBefore|insertAdjacent\w+|replaceChildren|replaceWith|replaceChild|removeChild|attachShadow|setAttribute(?:NS)?|removeAttribute|toggleAttribute|setProperty|setHTMLUnsafe|showPopover|setSelectionRange|scrollIntoView)\(|\.(?:innerHTML|outerHTML|textContent|className|cssText|adoptedStyleSheets|scrollTop|scrollLeft)\s*=(?!=)|\.(?:style|dataset)\.\w+\s*=(?!=)|\bCSS\.highlights\.(?:set|delete|clear)\(|document\.(?:write|open|execCommand)\(/u;
    // Our own pages draw themselves; the composition roots of these are theirs.
    // Files are parsed into documents of our own, which no page shows.
    const allowed = ['src/mark/', 'src/ui/', 'entrypoints/', 'src/files/'];
    expect(standsOutside(writes, allowed)).toEqual([]);
    const entries = ['entrypoints/page/index.ts', 'entrypoints/page/shadow.ts', 'entrypoints/ask-first.ts'];
    expect(entries.filter((file) => writes.test(code(file)))).toEqual([]);
    // The pattern finds what it is for.
    expect(writes.test(code('src/mark/popover.ts'))).toBe(true);
  });

  test('idb is used by the store only', () => {
    expect(importers(/^idb$/u, ['src/store/'])).toEqual([]);
    expect(standsOutside(/\bindexedDB\b/u, ['src/store/'])).toEqual([]);
  });

  test('Node is used by the command line and the index’s workshop only', () => {
    const allowed = ['src/cli/', 'corpus-index/'];
    expect(importers(/^node:/u, allowed)).toEqual([]);
    expect(standsOutside(/(?<![\w.])process\./u, allowed)).toEqual([]);
  });

  test('the core is pure: no DOM, no extension API, no clock, no randomness', () => {
    const impure =
      /(?<![\w.'"])(?:document|globalThis|navigator|fetch|performance|Date|setTimeout|crypto)\b[.(]|Math\.random/u;
    const core = FILES.filter((file) => [...PURE, 'files'].includes(partOf(file)));
    expect(core.length).toBeGreaterThan(20);
    expect(core.filter((file) => impure.test(code(file)))).toEqual([]);
  });

  test('the core uses no package', () => {
    const packages = IMPORTS.filter(({ file, own }) => !own && PURE.includes(partOf(file)));
    expect(packages.map(lineOf)).toEqual([]);
  });
});

describe('files', () => {
  test('no file or folder has a catch-all name such as utils or helpers', () => {
    const drawers = /^(utils?|helpers?|constants?|types?|common|misc|shared)$/u;
    expect(FILES.filter((file) => drawers.test(basename(file).replace(/\.tsx?$/u, '')))).toEqual([]);
    expect(FILES.filter((file) => file.split('/').some((folder) => drawers.test(folder)))).toEqual([]);
  });

  test('none is over 350 lines', () => {
    const long = FILES.filter((file) => source(file).split('\n').length > 351);
    expect(long).toEqual([]);
  });

  test('no function is over 60 lines', () => {
    expect(FILES.flatMap(functionLengths).filter(({ lines }) => lines > 60)).toEqual([]);
  });

  test('no any, no enum, no namespace, no silenced type check', () => {
    const banned = /:\s*any\b|<any>|as any\b|^\s*(?:export\s+)?(?:const\s+)?enum\s|^\s*(?:export\s+)?namespace\s/mu;
    expect(FILES.filter((file) => banned.test(code(file)))).toEqual([]);
    expect(FILES.filter((file) => /@ts-(ignore|nocheck)/u.test(source(file)))).toEqual([]);
  });
});

/** Exports without a doc comment right above. A constant right below a documented one shares its comment. */
function undocumented(file: string): string[] {
  const lines = source(file).split('\n');
  const isExport = (line: string): boolean => /^export\s+(?!default\b|type \{|\{)/u.test(line);
  const documented = (i: number): boolean => {
    const before = lines[i - 1] ?? '';
    if (before.trimEnd().endsWith('*/')) return true;
    return /^export const .*;$/u.test(before) && documented(i - 1);
  };
  return lines.flatMap((line, i) =>
    isExport(line) && !documented(i) ? [`${file}:${i + 1} ${line.slice(0, 60)}`] : [],
  );
}

describe('exports', () => {
  test('each has a doc comment', () => {
    expect(FILES.flatMap(undocumented)).toEqual([]);
  });
});
