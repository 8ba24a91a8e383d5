import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { filesUnder, type SyntaxNode, syntaxOf } from '../code-size.ts';

/*
 * src/network is the only room that speaks to the network. Of every other file this looks at the syntax, not the text: a name that is
 * only told of in a comment is none, and one that is put together of brackets and quotation marks is one.
 */

/** Every way by which a script can ask a host for something without a page. */
const WAYS = [
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
  'sendBeacon',
  'importScripts',
];

const FILES = ['src', 'entrypoints', 'corpus-index'].flatMap(filesUnder);

interface Named extends SyntaxNode {
  readonly name?: unknown;
  readonly value?: unknown;
}

/** The ways to the network that a source names: as identifiers, properties or strings. */
function waysIn(file: string, source: string): string[] {
  const names = syntaxOf(file, source).map((node) => {
    const { type, name, value } = node as Named;
    return type === 'Literal' ? value : name;
  });
  return WAYS.filter((way) => names.includes(way));
}

const waysInFile = (file: string): string[] => waysIn(file, readFileSync(file, 'utf8'));

describe('the network', () => {
  test.each([
    ['fetch(address)', ['fetch']],
    ['globalThis["fetch"](address)', ['fetch']],
    ['const { fetch: ask } = self;', ['fetch']],
    ['navigator.sendBeacon(address, text)', ['sendBeacon']],
    ['const socket = new WebSocket(address);', ['WebSocket']],
    ['// fetch(address)\nprefetch(address)', []],
  ])('is seen in %s', (source, ways) => {
    expect(waysIn('made.ts', source)).toEqual(ways);
  });

  test('is used by its room alone: for files of the extension, a PDF to check, and packs; the last by way of the list of allowed hosts', () => {
    const used = FILES.flatMap((file) => waysInFile(file).map((way) => `${way} in ${file}`));
    expect(used.sort()).toEqual([
      // A method of this name that PDF.js calls for character maps.
      'fetch in src/files/read-pdf.ts',
      'fetch in src/network/fetch-limited.ts',
      'fetch in src/network/packaged.ts',
      'fetch in src/network/pdf.ts',
    ]);
    const importers = FILES.filter((file) =>
      /^import \{.*from '.*\/fetch-limited\.ts'/mu.test(readFileSync(file, 'utf8')),
    );
    expect(importers.filter((file) => !file.startsWith('src/network/'))).toEqual([]);
    expect(importers).toContain('src/network/pack-hosts.ts');
  });
});
