import { SHIPPED_INDEX } from '../corpus/essay-ref.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { readIndex } from '../corpus/read-index.ts';
import { InputError, tooLarge } from '../files/input-error.ts';
import { MAX_DOCUMENT_BYTES } from '../files/limits.ts';
import { type Reading, readDocuments } from '../files/read-files.ts';
import { type FileFacts, NO_TRACES } from '../files/read-text.ts';
import { proposeCut } from '../indexing/propose-cut.ts';
import type { FileAsk, FileNews, ReadFile } from '../library/file-news.ts';
import { type KnownDocument, knownDocument } from '../library/known-document.ts';
import { packagedBytes } from '../network/packaged.ts';

/*
 * The worker of the library page that reads files, one after another. What a file of unknown origin does to its reader stays in here:
 * the page ends a worker that takes too long.
 */

/** How long one document may take, in ms; the longest PDF that is read takes a third of it. */
const MOST_TIME = 60_000;

type Tell = (news: FileNews) => void;

async function loadCharacterMap(fileName: string): Promise<Uint8Array> {
  // A file name of the document's: it must not lead elsewhere.
  return new Uint8Array(await packagedBytes(`/cmaps/${encodeURIComponent(fileName)}`));
}

const OPTIONS = {
  loadCharacterMap,
  newSignal: () => AbortSignal.timeout(MOST_TIME),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

let shipped: Promise<Index> | undefined;

/** The document that comes with the extension and that this text is; `null` where it is none, or the index cannot be read. */
async function shippedDocument(text: string): Promise<KnownDocument | null> {
  shipped ??= packagedBytes('/essays.bin').then((bytes) => readIndex(bytes, SHIPPED_INDEX));
  try {
    return knownDocument(text, await shipped);
  } catch (error) {
    console.error(error);
    return null;
  }
}

/** What is known of a text, and how it can be cut: as the extension has cut its own document, or as it looks. */
async function cutOf(text: string, facts: FileFacts): Promise<Pick<ReadFile, 'facts' | 'shipped' | 'cut'>> {
  const document = await shippedDocument(text);
  if (!document) return { facts, shipped: null, cut: proposeCut(text) };
  const { title, publisher, date, essays } = document;
  return { facts: { title, author: publisher, date: date.slice(0, 10) }, shipped: title, cut: essays };
}

async function newsOf(reading: Reading): Promise<FileNews> {
  const { name } = reading;
  if ('error' in reading) return { kind: 'unread', name, problem: reading.error.problem };
  const { text, facts, traces = NO_TRACES, unread, encoding, kind } = reading.document;
  // Lines of JSON are texts for programs.
  if (kind === 'jsonl') return { kind: 'unread', name, problem: 'unsupported' };
  const cleaned = text.replace(/^\uFEFF/u, '');
  const detected = encoding?.by === 'detected' ? encoding.encoding : null;
  const counts = unread.map(({ what, count }) => ({ what, count }));
  return { kind: 'read', name, text: cleaned, traces, unread: counts, detected, ...(await cutOf(cleaned, facts)) };
}

async function read({ file, name, encoding }: FileAsk, tell: Tell): Promise<void> {
  try {
    if (file.size > MAX_DOCUMENT_BYTES) throw tooLarge(file.size, MAX_DOCUMENT_BYTES);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const options = encoding === '' ? OPTIONS : { ...OPTIONS, encoding };
    for await (const reading of readDocuments(name, bytes, options)) tell(await newsOf(reading));
  } catch (error) {
    console.error(error);
    tell({ kind: 'unread', name, problem: error instanceof InputError ? error.problem : 'unreachable' });
  }
}

// Each question brings the port for its answers: PDF.js, which believes that this worker is its own, speaks to the page as well.
addEventListener('message', async ({ data, ports: [port] }: MessageEvent<FileAsk>) => {
  if (!port) return;
  const tell: Tell = (news) => port.postMessage(news);
  await read(data, tell);
  tell({ kind: 'through' });
});
