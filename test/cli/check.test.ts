import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runIndex } from '../../corpus-index/run-index.ts';
import { type Answer, answerOf, summaryOf } from '../../src/cli/answer.ts';
import { runCheck } from '../../src/cli/run-check.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { writeIndex } from '../../src/corpus/write-index.ts';
import { MAX_TEXT_BYTES } from '../../src/files/limits.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import { normalise } from '../../src/text/normalise.ts';
import { OWN_ESSAYS } from '../own-essays.ts';

const DOCUMENTS = fileURLToPath(new URL('../fixtures/documents/', import.meta.url));
const document = (name: string) => readFileSync(join(DOCUMENTS, name), 'utf8');

/** A sentence of the fixture document plain.txt: an essay of the index that these tests check against. */
const PASSAGE = '搬家那天我在楼道里看见了那只绿色的旧信箱,锁已经锈住了。';
const BEFORE = '我们先说一点别的。';
const TEXT = `${BEFORE}${PASSAGE}后来的事情谁也记不清楚。`;

let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deja-lu-check-'));
  const silent = { cwd: folder, out: () => {}, err: () => {} };
  expect(await runIndex(['build', '--corpus', DOCUMENTS, '--out', 'own.bin'], silent)).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

async function check(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const surroundings = { cwd: folder, out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await runCheck(['--index', 'own.bin', ...args], surroundings);
  return { code, out, err };
}

async function answers(...files: string[]): Promise<Answer[]> {
  const { code, out, err } = await check('--json', ...files);
  expect(err).toEqual([]);
  expect(code).toBe(0);
  return out.map((line) => JSON.parse(line) as Answer);
}

/** The words of the text that the answer's only match covers. */
function marked(text: string, answer: Answer | undefined): string {
  expect(answer?.matches).toHaveLength(1);
  return text.slice(answer?.matches[0]?.start, answer?.matches[0]?.end);
}

/** GB2312 bytes: the encoding that platforms only decode, turned round. */
function gb2312(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk');
  const bytesOf = new Map<string, number[]>();
  for (let high = 0xa1; high <= 0xf7; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) bytesOf.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Uint8Array.from(Array.from(text).flatMap((char) => bytesOf.get(char) ?? [char.charCodeAt(0)]));
}

function utf16(text: string, bigEndian = false): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('check --json', () => {
  test('gives the place of each match in the text and in the document', async () => {
    const [answer] = await answers(put('page.txt', TEXT));
    expect(marked(TEXT, answer)).toBe(PASSAGE);
    const [match] = answer!.matches;
    const source = document('plain.txt').slice(match!.sourceStart, match!.sourceEnd);
    expect(source).toBe(PASSAGE.slice(0, -1));
    expect(match).toMatchObject({
      kind: 'literal',
      similarity: 1,
      document: 'plain.txt',
      essay: 'plain/1',
      title: '旧信箱',
      also: [],
    });
    expect(answer).toMatchObject({ id: 'page.txt', letters: 45 });
    expect(answer?.share).toBeCloseTo(26 / 45);
    expect(answer).not.toHaveProperty('text');
  });

  test('several indexes are searched together, and each match names its index', async () => {
    copyFileSync(join(folder, 'own.bin'), join(folder, 'second.bin'));
    const { code, out } = await check('--index', 'second.bin', '--json', put('page.txt', TEXT));
    expect(code).toBe(0);
    const [match] = (JSON.parse(out[0]!) as Answer).matches;
    expect([match!.index, match!.also.map(({ index }) => index)]).toEqual(['own', ['second']]);
  });

  test('two indexes with one name are refused', async () => {
    mkdirSync(join(folder, 'other'), { recursive: true });
    copyFileSync(join(folder, 'own.bin'), join(folder, 'other/own.bin'));
    const { code, err } = await check('--index', 'other/own.bin', put('page.txt', TEXT));
    expect([code, err[0]]).toEqual([2, expect.stringContaining('both called own')]);
  });

  test('a text without a match, and one without Chinese', async () => {
    expect(await answers(put('clean.txt', '今天的云很高。'), put('latin.txt', 'Nothing here.'))).toEqual([
      { id: 'clean.txt', share: 0, letters: 6, matches: [] },
      { id: 'latin.txt', share: 0, letters: 0, matches: [] },
    ]);
  });

  test('the id is the path as given', async () => {
    mkdirSync(join(folder, 'sub'), { recursive: true });
    put('sub/a.txt', TEXT);
    expect((await answers('./sub/a.txt', join(folder, 'sub/a.txt'))).map(({ id }) => id)).toEqual([
      './sub/a.txt',
      join(folder, 'sub/a.txt'),
    ]);
  });

  test('HTML: the extracted text is in the object, and offsets refer to it', async () => {
    const html = `<!doctype html><title>题</title><p>${BEFORE}</p><p hidden>藏起来的话</p><p>${PASSAGE.slice(0, 9)}<b>${PASSAGE.slice(9)}</b></p><script>"脚本"</script>`;
    const [answer] = await answers(put('page.html', html));
    expect(answer?.text).toBe(`${BEFORE}\n${PASSAGE}`);
    expect(marked(answer!.text!, answer)).toBe(PASSAGE);
  });

  test('.jsonl is answered line by line', async () => {
    const lines = [JSON.stringify({ id: 'a', text: TEXT, more: 1 }), '', JSON.stringify({ id: 'b', text: '' })];
    const [a, b, ...more] = await answers(put('pages.jsonl', `${lines.join('\r\n')}\n`));
    expect(marked(TEXT, a)).toBe(PASSAGE);
    expect(b).toEqual({ id: 'b', share: 0, letters: 0, matches: [] });
    expect(more).toEqual([]);
  });

  test.each([
    ['UTF-8 with its mark', 'bom.txt', new TextEncoder().encode(`\uFEFF${TEXT}`), `\uFEFF${TEXT}`],
    ['UTF-16LE', 'le.txt', utf16(TEXT), `\uFEFF${TEXT}`],
    ['UTF-16BE', 'be.txt', utf16(TEXT, true), `\uFEFF${TEXT}`],
    ['GB18030 with its mark', 'gb.txt', Uint8Array.of(0x84, 0x31, 0x95, 0x33, ...gb2312(TEXT)), `\uFEFF${TEXT}`],
  ])('%s; the mark counts as one unit', async (_, name, bytes, text) => {
    expect(marked(text, (await answers(put(name, bytes)))[0])).toBe(PASSAGE);
  });

  test.each(['<meta charset="gb2312">', '<meta http-equiv=Content-Type content="text/html; charset=GBK">'])(
    'HTML that states its charset: %s',
    async (meta) => {
      const [answer] = await answers(put('gb.html', gb2312(`<html><head>${meta}</head><body>${TEXT}</body></html>`)));
      expect(answer?.text).toBe(TEXT);
    },
  );
});

describe('reports what cannot be checked, and checks all else', () => {
  const cases: [string, (name: string) => void, RegExp][] = [
    ['missing.txt', () => {}, /^deja-lu: missing\.txt does not exist/],
    ['empty.txt', (name) => put(name, ''), /empty\.txt is empty/],
    ['blank.txt', (name) => put(name, ' \n\u3000'), /blank\.txt is empty: it holds only white space/],
    ['nul.txt', (name) => put(name, Uint8Array.of(65, 0, 66)), /nul\.txt is a binary file/],
    ['picture.png', (name) => put(name, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1)), /picture\.png is a binary file/],
    [
      'latin.txt',
      (name) => put(name, Buffer.from('Grüße aus dem schönen München', 'latin1')),
      /latin\.txt is in an encoding that its bytes do not tell: name it with --encoding/,
    ],
    [
      'liar.html',
      (name) => put(name, Uint8Array.of(...gb2312('<meta charset=utf-8>旧信箱'))),
      /liar\.html is wrongly encoded: .* says so/,
    ],
    ['void', (name) => mkdirSync(join(folder, name), { recursive: true }), /void is a folder without files/],
    [
      'page.mht',
      (name) =>
        put(
          name,
          'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n--b',
        ),
      /page\.mht is a page archive .*not read/,
    ],
    [
      'archive',
      (name) => put(name, 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b'),
      /archive is a page archive .*not read/,
    ],
    ['text.rtf', (name) => put(name, '{\\rtf1\\ansi hello}'), /text\.rtf is a rich text document .*not read/],
    [
      'essay.docx',
      (name) => put(name, 'PK\x03\x04\x14\0\x06\0word/document.xml'),
      /essay\.docx is a damaged or incomplete archive/,
    ],
    ['essay.pdf', (name) => put(name, '%PDF-1.7\n'), /essay\.pdf is a damaged PDF/],
    [
      'wide.txt',
      (name) => put(name, Uint8Array.of(0xff, 0xfe, 0, 0, 0x31, 0, 0, 0)),
      /wide\.txt is in an unknown encoding, «utf-32»/,
    ],
    ['bad.jsonl', (name) => put(name, '{"id":"x"}'), /bad\.jsonl line 1 is no JSON object/],
  ];
  test.each(cases)('%s', async (name, make, message) => {
    make(name);
    const { code, out, err } = await check('--json', name, put('page.txt', TEXT));
    expect(code).toBe(2);
    expect(err).toEqual([expect.stringMatching(message)]);
    expect(out.map((line) => (JSON.parse(line) as Answer).id)).toEqual(['page.txt']);
  });

  test('an oversized file: the message contains size and limit', async () => {
    truncateSync(join(folder, put('huge.txt', '')), MAX_TEXT_BYTES + 2 ** 20);
    const { code, err } = await check('huge.txt');
    expect(code).toBe(2);
    expect(err[0]).toMatch(/huge\.txt is too large: 33\.0 MiB, the limit is 32\.0 MiB/);
  });

  test('the other lines of a .jsonl file are still answered', async () => {
    const { code, out, err } = await check(
      '--json',
      put('mixed.jsonl', `{"id":"a","text":"甲"}\nnot json\n{"id":"b","text":"乙"}\n`),
    );
    expect(out.map((line) => (JSON.parse(line) as Answer).id)).toEqual(['a', 'b']);
    expect(err).toEqual([expect.stringMatching(/mixed\.jsonl line 2/)]);
    expect(code).toBe(2);
  });

  test.each([
    [['--json'], /no file given/],
    [['--jsno', 'a.txt'], /--jsno/],
    [['--index', 'nowhere.bin', 'page.txt'], /nowhere\.bin.*build one/],
    [['--index', 'page.txt', 'page.txt'], /not a readable index/],
  ])('a call that is at fault: %s', async (args, message) => {
    put('page.txt', TEXT);
    const { code, out, err } = await check(...args);
    expect([code, out]).toEqual([2, []]);
    expect(err.join('\n')).toMatch(message);
  });
});

describe('encodings that a file does not state', () => {
  const plain = (text: string, bigEndian = false) => utf16(text, bigEndian).subarray(2);
  test.each([
    ['GB18030', 'gbk.txt', gb2312(TEXT)],
    ['UTF-16LE', 'plain-le.txt', plain(TEXT)],
    ['UTF-16BE', 'plain-be.txt', plain(TEXT, true)],
  ])('%s is recognised, named, and the passage found', async (encoding, name, bytes) => {
    const { code, out, err } = await check('--json', put(name, bytes));
    expect(err).toEqual([expect.stringContaining(`${name} is read as ${encoding}, which it does not say`)]);
    expect(code).toBe(0);
    expect(marked(TEXT, JSON.parse(out[0]!) as Answer)).toBe(PASSAGE);
  });

  test('--encoding overrides what a file states, and then nothing is noted', async () => {
    const html = gb2312(`<meta charset="utf-8"><p>${TEXT}</p>`);
    const { code, out, err } = await check('--json', '--encoding', 'gbk', put('wrong.html', html));
    expect([code, err]).toEqual([0, []]);
    expect(marked(TEXT, JSON.parse(out[0]!) as Answer)).toBe(PASSAGE);
  });

  test('an unknown --encoding is an error of the call', async () => {
    const { code, out, err } = await check('--encoding', 'klingon', put('page.txt', TEXT));
    expect([code, out]).toEqual([2, []]);
    expect(err[0]).toContain('«klingon» is not known');
  });

  test('one invalid byte is read as U+FFFD and reported', async () => {
    const bytes = Buffer.concat([Buffer.from(BEFORE), Uint8Array.of(0xe5), Buffer.from(PASSAGE)]);
    const { code, out, err } = await check('--json', put('damaged.txt', bytes));
    expect(err).toEqual([expect.stringContaining('damaged.txt has 1 place')]);
    expect(code).toBe(0);
    expect(marked(`${BEFORE}\uFFFD${PASSAGE}`, JSON.parse(out[0]!) as Answer)).toBe(PASSAGE);
  });
});

test('a folder stands for its files, by name and including its subfolders; hidden files and those of programs are left out', async () => {
  mkdirSync(join(folder, 'class/more'), { recursive: true });
  put('class/b.txt', TEXT);
  put('class/a.html', `<p>${TEXT}</p>`);
  put('class/more/c.txt', TEXT);
  for (const name of ['.hidden', '~$c.docx', 'Thumbs.db', 'desktop.ini']) put(`class/${name}`, TEXT);
  expect((await answers('class')).map(({ id }) => id)).toEqual(['class/a.html', 'class/b.txt', 'class/more/c.txt']);
});

test('documents and archives: what is found, and what is not read is reported', async () => {
  const essay = readFileSync(join(DOCUMENTS, '../files/letter.docx'));
  const archive = zipSync({ 'a.txt': strToU8(TEXT), 'b.docx': essay, 'c.doc': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0) });
  const { code, out, err } = await check('--json', put('essays.zip', archive), put('essay.md', `**${TEXT}**`));
  const found = out.map((line) => JSON.parse(line) as Answer);
  expect(found.map(({ id, matches }) => [id, matches.length])).toEqual([
    ['essays.zip/a.txt', 1],
    ['essays.zip/b.docx', 0],
    ['essay.md', 1],
  ]);
  expect(found[1]!.text).toContain('院子里的石榴树');
  expect(err).toEqual([
    'deja-lu: essays.zip/b.docx has 12 characters of hidden text: not checked',
    expect.stringMatching(/^deja-lu: essays\.zip\/c\.doc is a binary file, an old Office .*not read/u),
  ]);
  expect(code).toBe(2);
});

test('a title of an index from elsewhere is printed without control characters', () => {
  const record = { id: 'a\u001b[2J', document: 'a', title: '题\u001b]0;x\u0007', heading: '\u202e节', publisher: '' };
  const text = OWN_ESSAYS['1_checkpoint.txt'];
  const facts = new Uint8Array(normalise(text).codes.length).fill(9);
  const essay = { ...record, date: '', url: '', kind: '', year: 0, start: 0, end: text.length, text, facts };
  const index = readIndex(new Uint8Array(writeIndex([essay], Uint32Array.of(0))).buffer, 'own');
  const summary = summaryOf(answerOf('a.txt', text, findMatches(text, index), [index]), [index]);
  expect(summary).toContain('题');
  expect(summary.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
});

test('a name is printed without the control characters that a terminal would obey', async () => {
  const name = put('a\u001b[31mb\u202ec.txt', TEXT);
  expect((await check(name)).out[0]).toMatch(/^a\\u\{1b\}\[31mb\\u\{202e\}c\.txt: /);
  expect((await check('a\u009bb.txt')).err[0]).toContain('a\\u{9b}b.txt does not exist');
});

test('the summary names share, place and source', async () => {
  const { code, out } = await check(put('page.txt', TEXT), put('clean.txt', '今天的云很高。'));
  expect(code).toBe(0);
  expect(out.join('\n')).toMatch(
    /page\.txt: 57\.8 % of 45 Han letters .*1 match\)\n {2}9–37 {2}literal, 100 % alike: plain\/1 旧信箱/,
  );
  expect(out.join('\n')).toContain('clean.txt: no match in 6 Han letters');
});

const PROGRAM = fileURLToPath(new URL('../../src/cli/check.ts', import.meta.url));
const environment = () => ({ ...process.env, INIT_CWD: folder });

test('as a program: - is standard input, of any kind', async () => {
  for (const input of [TEXT, `<!doctype html><p>${TEXT}`]) {
    const args = [PROGRAM, '--json', '--index', 'own.bin', '-'];
    const { stdout, stderr } = spawnSync(process.execPath, args, { env: environment(), encoding: 'utf8', input });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ id: '-', letters: 45, matches: [{ essay: 'plain/1' }] });
  }
});

// Found by the fuzzer: the second page is broken in a way at which PDF.js also rejects a promise that nobody waits for.
const STRAY_ERROR =
  '%PDF-1.4\n1 0 obj<</Pages 2 0R 2 0 obj<<///Count 2/Kids[R 102 0R]>>102 0 obj<<xref\ntrailer<</Root 1 0R';

test('as a program: a damaged PDF does not end it, and the file after it is checked', async () => {
  put('damaged.pdf', STRAY_ERROR);
  put('page.txt', TEXT);
  const args = [PROGRAM, '--json', '--index', 'own.bin', 'damaged.pdf', 'page.txt'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: environment(), encoding: 'utf8' });
  expect(stderr).toMatch(/^deja-lu: damaged\.pdf is a PDF without text, its only page is a picture.*\n$/);
  expect(status).toBe(2);
  expect((JSON.parse(stdout) as Answer).matches).toHaveLength(1);
});

test('as a program: a full disk is reported in one line', async () => {
  put('page.txt', TEXT);
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, '--index', 'own.bin', 'page.txt'], {
    env: environment(),
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe'],
  });
  closeSync(full);
  expect([status, stderr]).toEqual([2, 'deja-lu: the answers cannot be written (ENOSPC)\n']);
});

test('as a program: when the reader of the answers has closed the pipe, no further file is read', async () => {
  put('page.txt', TEXT);
  // After so many answers the pipe is full; the missing file behind them would be reported if it were reached.
  const files = [...Array<string>(4000).fill('page.txt'), 'none.txt'];
  const child = spawn(process.execPath, [PROGRAM, '--json', '--index', 'own.bin', ...files], { env: environment() });
  let said = '';
  child.stderr.on('data', (data) => {
    said += data;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [status] = await once(child, 'close');
  expect([status, said]).toEqual([0, '']);
});

test('as a program: paths refer to the folder of the caller, and the exit code is set at the end', async () => {
  put('page.txt', TEXT);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [PROGRAM, '--json', '--index', 'own.bin', 'none.txt', 'page.txt'],
    {
      env: { ...process.env, INIT_CWD: folder },
      encoding: 'utf8',
    },
  );
  expect(stderr).toContain('none.txt does not exist');
  expect((JSON.parse(stdout) as Answer).matches).toHaveLength(1);
  expect(status).toBe(2);
});
