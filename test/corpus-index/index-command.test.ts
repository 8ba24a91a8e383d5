import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { corpusFacts } from '../../corpus-index/corpus-facts.ts';
import { lineHash } from '../../corpus-index/line-hash.ts';
import { documentsInFolder, openWording, SHIPPED_WORDING, sourcesFor } from '../../corpus-index/read-documents.ts';
import { documentsInLines } from '../../corpus-index/read-lines.ts';
import { runIndex } from '../../corpus-index/run-index.ts';
import { tagWords } from '../../corpus-index/tag-words.ts';
import { allEssays } from '../../src/corpus/all-essays.ts';
import { wholeRow } from '../../src/corpus/essay-row.ts';
import { SURPRISAL_MASK } from '../../src/corpus/format.ts';
import type { Index } from '../../src/corpus/loaded-index.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { describeShared, sharedPath } from '../shared-corpus.ts';

const DOCUMENTS = fileURLToPath(new URL('../fixtures/documents/', import.meta.url));
const SHIPPED = fileURLToPath(new URL('../../corpus-index/built/essays.bin', import.meta.url));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deja-lu-index-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runIndex(args, { cwd: folder, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function built(name: string, ...options: string[]): Promise<Buffer> {
  expect(await run('build', '--corpus', DOCUMENTS, '--out', name, ...options)).toMatchObject({ code: 0, err: '' });
  return readFileSync(join(folder, name));
}

function opened(bytes: Buffer): Index {
  return readIndex(new Uint8Array(bytes).buffer, 'test');
}

describe('index build', () => {
  test('a folder of documents, with or without an entry in its sources.json', async () => {
    const { essays } = opened(await built('own.bin'));
    expect(essays.map(({ id, heading }) => `${id} ${heading}`)).toEqual([
      'numbered/1 小镇读书会的心得体会篇1',
      'numbered/2 小镇读书会的心得体会篇2',
      'numbered/3 小镇读书会的心得体会篇3',
      'plain/1 第 1 篇',
      'sections/1 种菜日记1',
      'sections/2 种菜日记2',
      'sections/3 第 3 篇',
      'sections/4 第 4 篇',
      'untitled-bom-crlf/1 第 1 篇',
    ]);
  });

  test('address, kind and year that sources.json names stand in the records; else the year is that of the date', async () => {
    const { essays } = opened(await built('facts.bin'));
    const facts = Object.fromEntries(essays.map(({ id, url, kind, year }) => [id, { url, kind, year }]));
    expect(facts['numbered/3']).toEqual({ url: 'https://essays.example/reading', kind: '读书类', year: 2019 });
    expect(facts['sections/1']).toEqual({ url: '', kind: '', year: 2020 });
    expect(facts['plain/1']).toEqual({ url: '', kind: '', year: 0 });
  });

  test('the same input gives the same bytes', async () => {
    expect((await built('twice.bin')).equals(await built('own.bin'))).toBe(true);
  });

  test('wording that the texts of the model repeat counts less', async () => {
    const phrase = '每天清晨浇一小杯水,不能多也不能少。';
    const line = JSON.stringify({ text: `${phrase}另一些话也在这里。`.repeat(20) });
    expect(await run('model', '--texts', textsOf(gzipSync(line)), '--out', 'wording.bin')).toMatchObject({
      code: 0,
      err: '',
    });
    const index = opened(await built('official.bin', '--wording', 'wording.bin'));
    const [start, end] = [index.essayStarts[4]!, index.essayStarts[5]!];
    const mean = (from: number, to: number) =>
      wholeRow(index)
        .letterFacts.slice(from, to)
        .reduce((sum, facts) => sum + (facts & SURPRISAL_MASK), 0) /
      (to - from);
    // The essay ends with the phrase's sixteen letters.
    expect(mean(end - 12, end)).toBeLessThan(2);
    expect(mean(start, end - 16)).toBeGreaterThan(6);
  });

  test.each([
    [['build', '--out', 'x.bin'], /--corpus is missing/],
    [['build', '--corpus', DOCUMENTS], /--out is missing/],
    [['build', '--corpus', 'nowhere', '--out', 'x.bin'], /nowhere does not exist/],
    [['build', '--corpus', '.', '--out', 'x.bin', '--sources', 'none.json'], /none\.json/],
    [['build', '--corps', '.'], /--corps/],
    [['build', '--corpus', '.', '--out', 'x.bin', '--slice', '3/2'], /--slice «3\/2» is no slice: give I\/N/],
    [['build', '--corpus', '.', '--out', 'x.bin', '--slice', '0/2'], /--slice «0\/2» is no slice/],
    [['build', '--corpus', '.', '--out', 'x.bin', '--slice', 'half'], /--slice «half» is no slice/],
    [['merge', '--out', 'x.bin'], /no index to merge is given/],
    [['merge', 'x.bin'], /--out is missing/],
    [['merge', '--out', 'x.bin', 'nowhere.bin'], /nowhere\.bin/],
    [['merge', '--out', 'x.bin', SHIPPED_WORDING], /wording\.bin: not a readable index: the magic number/],
    [['mend'], /no such command: mend/],
    [[], /no such command: none given/],
    [['verify'], /give one FILE/],
    [['verify', 'nowhere.bin'], /nowhere\.bin/],
    [['inspect', 'nowhere.bin'], /nowhere\.bin/],
  ])('a call that is at fault: %s', async (args, message) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  test('a line is one essay, even if a document of the same name is cut into several', async () => {
    const [name] = Object.keys(JSON.parse(readFileSync('corpus-index/sources.json', 'utf8')) as object);
    writeFileSync(join(folder, 'named.jsonl'), JSON.stringify({ id: name, text: '楼顶上种菜。\n邻居在桥头钓鱼。' }));
    expect(await run('build', '--corpus', 'named.jsonl', '--out', 'named.bin')).toMatchObject({ code: 0, err: '' });
    expect(allEssays(opened(readFileSync(join(folder, 'named.bin')))).map(({ id }) => id)).toEqual([`${name}/1`]);
  });

  test('lines of a .jsonl or .jsonl.gz file are essays of their own, with the facts beside their text', async () => {
    const line = {
      id: 'a-1',
      title: '楼顶',
      author: '某人',
      date: '2021-05-06',
      url: 'https://example.com/a',
      text: ' 楼顶上种菜。 ',
    };
    const lines = [line, { id: 'a-2', text: '邻居在桥头钓鱼。' }].map((one) => JSON.stringify(one)).join('\n');
    writeFileSync(join(folder, 'lines.jsonl'), lines);
    writeFileSync(join(folder, 'lines.jsonl.gz'), gzipSync(lines));
    for (const name of ['lines.jsonl', 'lines.jsonl.gz'])
      expect(await run('build', '--corpus', name, '--out', `${name}.bin`)).toMatchObject({ code: 0, err: '' });
    const bytes = readFileSync(join(folder, 'lines.jsonl.bin'));
    expect(bytes.equals(readFileSync(join(folder, 'lines.jsonl.gz.bin')))).toBe(true);
    const [first, second] = allEssays(opened(bytes));
    const { title, date, url } = line;
    expect(first).toMatchObject({
      id: 'a-1/1',
      document: 'a-1',
      title,
      publisher: '某人',
      date,
      url,
      year: 2021,
      start: 1,
    });
    expect(second).toMatchObject({ id: 'a-2/1', publisher: '', url: '', year: 0 });
  });

  test.each([
    ['{"text":"山"}', /lines\.jsonl line 1: id/],
    ['{"id":"a","text":"山高"}\n{', /line 2 is no JSON/],
    ['{"id":"a","text":"山高"}\n{"id":"a","text":"水长"}', /a and a both give an essay a\/1/],
  ])('a faulty line is named, and no file is left: %s', async (lines, message) => {
    writeFileSync(join(folder, 'lines.jsonl'), lines);
    expect(await run('build', '--corpus', 'lines.jsonl', '--out', 'faulty.bin')).toMatchObject({
      code: 2,
      err: expect.stringMatching(message),
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('faulty'))).toEqual([]);
  });

  test('a .gz file is decompressed while it is read, with lines of any length', async () => {
    const text = `山高水长，${'\n'.repeat(200_000)}云开月明。`;
    const lines = ['a', 'b', 'c'].map((id) => JSON.stringify({ id, text }));
    writeFileSync(join(folder, 'long.jsonl.gz'), gzipSync(lines.join('\n')));
    expect(await run('build', '--corpus', 'long.jsonl.gz', '--out', 'long.bin')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/3 essays, 24 letters, \d+ bytes \(\d+ s, at most \d+ MB of memory\)/),
    });
  });

  test.each([
    ['is not gzip', Buffer.from('{}')],
    ['is cut short', gzipSync('{"id":"a","text":"山高水长"}'.repeat(100)).subarray(0, 40)],
    ['is not UTF-8', gzipSync(Uint8Array.of(0xff, 0xfe))],
  ])('a .gz file that %s is named, and no file is left', async (_, bytes) => {
    writeFileSync(join(folder, 'bad.jsonl.gz'), bytes);
    expect(await run('build', '--corpus', 'bad.jsonl.gz', '--out', 'faulty.bin')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/bad\.jsonl\.gz cannot be read: /),
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('faulty'))).toEqual([]);
  });

  test('an interrupted build leaves the file as it was before', async () => {
    const before = await built('kept.bin');
    const interruption = new AbortController();
    interruption.abort(new Error('interrupted'));
    const err: string[] = [];
    const code = await runIndex(['build', '--corpus', DOCUMENTS, '--out', 'kept.bin'], {
      cwd: folder,
      out: () => {},
      err: (line) => err.push(line),
      signal: interruption.signal,
    });
    expect([code, err]).toEqual([2, ['deja-lu: interrupted']]);
    expect(readFileSync(join(folder, 'kept.bin')).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  });

  test('an interruption also ends the first reading of a corpus', async () => {
    const interruption = new AbortController();
    const read: string[] = [];
    async function* documents() {
      for (const name of ['a', 'b', 'c']) {
        read.push(name);
        if (name === 'b') interruption.abort(new Error('interrupted'));
        yield { name, text: '山高水长。' };
      }
    }
    await expect(corpusFacts(documents(), interruption.signal)).rejects.toThrow('interrupted');
    expect(read).toEqual(['a', 'b']);
  });

  test.runIf(process.platform === 'linux')('a .gz file is closed when its reader stops early', async () => {
    const path = join(folder, 'left.jsonl.gz');
    // Longer than what is read ahead, though it is compressed.
    const line = () => JSON.stringify({ id: 'a', text: randomBytes(2 ** 20).toString('hex') });
    writeFileSync(path, gzipSync(`${line()}\n${line()}\n${line()}`));
    const opened = () => readdirSync('/proc/self/fd').filter((fd) => linkOf(`/proc/self/fd/${fd}`) === path);
    for await (const { name } of documentsInLines(path)) {
      expect([name, opened().length]).toEqual(['a', 1]);
      break;
    }
    await vi.waitFor(() => expect(opened()).toEqual([]));
  });

  test('two documents with the same number are refused', () => {
    const documents = ['1_a.txt', '1_b.txt'].map((name) => ({ name, text: '山高水长。' }));
    expect(() => buildIndex(documents, { sources: {}, wording: null, tagWords, lineHash })).toThrow(
      '1_a.txt and 1_b.txt both give an essay 1/1: rename one of them',
    );
  });
});

/** Where a link points; `''` where it has gone. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function textsOf(gz: Uint8Array): string {
  const texts = mkdtempSync(join(folder, 'texts-'));
  writeFileSync(join(texts, 'official.jsonl.gz'), gz);
  return texts;
}

/** Builds all slices of a corpus and merges them, the last one first. */
async function mergedSlices(corpus: string, slices: number): Promise<Buffer> {
  const names = Array.from({ length: slices }, (_, i) => `${i + 1}of${slices}.bin`);
  for (const [i, name] of names.entries()) {
    const built = await run('build', '--corpus', corpus, '--slice', `${i + 1}/${slices}`, '--out', name);
    expect(built).toMatchObject({ code: 0, out: expect.stringContaining(`slice ${i + 1} of ${slices}, `) });
  }
  expect(await run('merge', '--out', 'merged.bin', ...names.reverse())).toMatchObject({ code: 0, err: '' });
  return readFileSync(join(folder, 'merged.bin'));
}

test('as a program: a signal ends the training of a model at once', { timeout: 60_000 }, async () => {
  const texts = textsOf(gzipSync(JSON.stringify({ text: '山高水长，云开月明。' })));
  const program = fileURLToPath(new URL('../../corpus-index/cli.ts', import.meta.url));
  // The command waits for a writer of the pipe, so that the signal comes while it reads.
  spawnSync('mkfifo', [join(texts, 'waiting.txt')]);
  const child = spawn(process.execPath, [program, 'model', '--texts', texts, '--out', join(folder, 'never.bin')]);
  // Opens when the command reads it.
  const pipe = await open(join(texts, 'waiting.txt'), 'w');
  child.kill('SIGINT');
  const [, signal] = await once(child, 'close');
  await pipe.close();
  expect(signal).toBe('SIGINT');
  expect(readdirSync(folder)).not.toContain('never.bin');
});

describe('index merge', () => {
  test.each([1, 2, 3, 5])('%i slices of a folder give byte for byte what one build gives', async (slices) => {
    expect((await mergedSlices(DOCUMENTS, slices)).equals(await built('own.bin'))).toBe(true);
  });

  test('slices of a corpus that has changed in between are refused, and no file is left', async () => {
    for (const [i, text] of ['山高水长。', '水长山高。'].entries()) {
      writeFileSync(join(folder, 'changing.jsonl'), `{"id":"a","text":"${text}"}\n{"id":"b","text":"云开月明。"}`);
      await run('build', '--corpus', 'changing.jsonl', '--slice', `${i + 1}/2`, '--out', `changing${i}.bin`);
    }
    expect(await run('merge', '--out', 'faulty.bin', 'changing0.bin', 'changing1.bin')).toMatchObject({
      code: 2,
      err: expect.stringContaining('changing1.bin is of another corpus than changing0.bin'),
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('faulty'))).toEqual([]);
  });
});

describe('index verify and inspect', () => {
  test('a complete file passes', async () => {
    await built('own.bin');
    expect(await run('verify', 'own.bin')).toMatchObject({
      code: 0,
      out: expect.stringContaining('own.bin: whole, 9 essays'),
    });
  });

  test('a damaged file does not pass', async () => {
    const bytes = await built('own.bin');
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(join(folder, 'damaged.bin'), bytes);
    expect(await run('verify', 'damaged.bin')).toMatchObject({
      code: 1,
      err: expect.stringContaining('the checksum is'),
    });
  });

  test('inspect lists essays with heading and variants', async () => {
    const { code, out } = await run('inspect', SHIPPED);
    expect(code).toBe(0);
    expect(out).toMatch(/^5 documents, 54 essays/mu);
    expect(out).toMatch(/^ {2}000\/10 {2}1169 letters .*= 000\/1$/mu);
  });
});

describeShared('the shipped index', ['corpus'], () => {
  test('is byte for byte what a build from the shared corpus gives', { timeout: 120_000 }, async () => {
    const corpus = sharedPath('corpus');
    const bytes = buildIndex(await Array.fromAsync(documentsInFolder(corpus)), {
      sources: sourcesFor(corpus),
      wording: openWording(),
      tagWords,
      lineHash,
    });
    expect(Buffer.from(bytes).equals(readFileSync(SHIPPED))).toBe(true);
  });

  test('is byte for byte what five merged slices give', { timeout: 120_000 }, async () => {
    expect((await mergedSlices(sharedPath('corpus'), 5)).equals(readFileSync(SHIPPED))).toBe(true);
  });

  test('stays under 8 bytes a letter', () => {
    const { byteLength, letterCount } = opened(readFileSync(SHIPPED));
    expect(byteLength / letterCount).toBeLessThan(8);
  });
});
