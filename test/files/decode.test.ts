import { describe, expect, test } from 'vitest';
import { decode } from '../../src/files/decode.ts';
import { InputError } from '../../src/files/input-error.ts';
import { readDocument } from '../../src/files/read-file.ts';
import { encoder, utf8 } from './encode.ts';

const gbk = encoder('gbk');
const big5 = encoder('big5');
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));

const TEXT = '院子里的石榴树今年结了很多果,外婆每天早上都要数一遍。';
const TRADITIONAL = '院子裡的石榴樹今年結了很多果,外婆每天早上都要數一遍。';

describe('the encoding that HTML states', () => {
  test.each([
    [
      'a meta after a comment that holds another',
      utf8(`<!-- <meta charset="gbk"> --><meta charset="utf-8">${TEXT}`),
      'utf-8',
    ],
    ['charset= in a description is none', utf8(`<meta name="description" content="charset=gbk">${TEXT}`), 'utf-8'],
    ['utf-16 in a meta means UTF-8', utf8(`<meta charset="utf-16">${TEXT}`), 'utf-8'],
    ['unicode in a meta means UTF-8', utf8(`<meta charset="unicode">${TEXT}`), 'utf-8'],
    ['a meta after 1,024 bytes', gbk(`<!--${'-'.repeat(2000)}--><meta charset="gb2312">${TEXT}`), 'gbk'],
    ['a meta in a script is none', utf8(`<script>${' '.repeat(2000)}"<meta charset=gbk>"</script>${TEXT}`), 'utf-8'],
    ['an unknown name counts as none', utf8(`<meta charset="klingon">${TEXT}`), 'utf-8'],
    ['a byte order mark before all', utf8(`\uFEFF<meta charset="gbk">${TEXT}`), 'utf-8'],
    ['nothing said, in GB18030', gbk(`<p>${TEXT}</p>`), 'gb18030'],
    ['nothing said, in UTF-16', utf16le(`<html><p>${TEXT}</p>`), 'utf-16le'],
  ])('%s', (_, bytes, encoding) => {
    const decoded = decode(bytes, 'html');
    expect(decoded.text).toContain(TEXT);
    expect(decoded).toMatchObject({ encoding, wrong: 0 });
  });
});

test('an XML declaration', async () => {
  const xml = `<?xml version="1.0" encoding="gb2312"?><html xmlns="http://www.w3.org/1999/xhtml"><body>${TEXT}</body></html>`;
  expect(await readDocument('page.xhtml', gbk(xml))).toMatchObject({
    kind: 'xml',
    text: TEXT,
    encoding: { encoding: 'gbk' },
    unread: [],
  });
  expect(decode(gbk(xml), 'html').encoding).toBe('gbk');
});

test('XHTML that is not well-formed is read as HTML, and reported', async () => {
  const file = utf8(`<html xmlns="http://www.w3.org/1999/xhtml"><p>${TEXT}</html>`);
  expect(await readDocument('page.xhtml', file)).toMatchObject({
    text: TEXT,
    unread: [{ what: 'malformed', count: 1 }],
  });
});

describe('plain text without a stated encoding', () => {
  test.each([
    ['UTF-8', utf8(TEXT), TEXT, 'utf-8'],
    ['GB18030', gbk(TEXT), TEXT, 'gb18030'],
    ['Big5', big5(TRADITIONAL), TRADITIONAL, 'big5'],
    ['UTF-16LE without a sign but letters', utf16le('院子里石榴树结果'), '院子里石榴树结果', 'utf-16le'],
    ['UTF-16BE', new Uint8Array(Buffer.from(utf16le(TEXT)).swap16()), TEXT, 'utf-16be'],
    ['ASCII with a number of letters that is even', utf8('abcdefgh'.repeat(20)), 'abcdefgh'.repeat(20), 'utf-8'],
  ])('%s', (_, bytes, text, encoding) => {
    expect(decode(bytes, 'text')).toMatchObject({ text, encoding, wrong: 0 });
  });

  test('UTF-8 that ends inside a character is still read as UTF-8', () => {
    expect(decode(utf8(TEXT).subarray(0, -1), 'text')).toMatchObject({ encoding: 'utf-8', wrong: 1 });
  });

  test('a binary file is refused with a list of the kinds that are read', () => {
    const message = /only text, \.docx, \.pdf, \.html, \.md, \.jsonl and \.zip can be checked/u;
    expect(() => decode(Uint8Array.of(65, 0, 66), 'text')).toThrow(message);
  });

  test('text that is neither Chinese nor UTF-8 is refused instead of being taken for Latin', () => {
    const latin = Uint8Array.from('Grüße aus dem schönen München, über Köln', (char) => char.charCodeAt(0));
    expect(() => decode(latin, 'text')).toThrow(InputError);
  });
});

test.each(['gbk', 'big5', 'windows-1252'])('UTF-8 that states %s is read as UTF-8, and reported', (label) => {
  const decoded = decode(utf8(`<meta charset="${label}"><p>${TEXT}</p>`), 'html');
  expect(decoded).toMatchObject({ encoding: 'utf-8', by: 'utf-8', misstated: label, wrong: 0 });
});

test('an encoding without Chinese is used if a page states it', () => {
  const latin = Uint8Array.from('<meta charset="windows-1252"><p>Grüße', (char) => char.charCodeAt(0));
  expect(decode(latin, 'html')).toMatchObject({ encoding: 'windows-1252', by: 'stated', wrong: 0 });
});
