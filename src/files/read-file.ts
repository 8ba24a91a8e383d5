import { type Decoded, decode } from './decode.ts';
import { fileKind } from './file-kind.ts';
import { readHtml, xmlText } from './html-text.ts';
import { InputError, tooLarge } from './input-error.ts';
import { MAX_DOCUMENT_BYTES, MAX_JSONL_BYTES, MAX_TEXT_BYTES } from './limits.ts';
import { readDocx } from './read-docx.ts';
import { readMarkdown } from './read-markdown.ts';
import { type PdfOptions, readPdf } from './read-pdf.ts';
import { NO_FACTS, type ReadText } from './read-text.ts';

/** Kinds of files that hold one text. A `jsonl` file is returned unparsed; it holds one text in each line. */
export type TextKind = 'text' | 'markdown' | 'html' | 'xml' | 'jsonl' | 'docx' | 'pdf';

/** How the bytes of a file became characters. Files that state it themselves (.docx, .pdf) have none. */
export type Encoding = Omit<Decoded, 'text'>;

/** What was read from a file. */
export interface ReadDocument extends ReadText {
  readonly kind: TextKind;
  readonly encoding?: Encoding;
}

/** Options of reading a file. */
export interface ReadOptions extends PdfOptions {
  /** A label of the encoding standard that overrides what a text file says. */
  readonly encoding?: string;
}

function readXml(text: string): ReadText {
  const fromXml = xmlText(text);
  if (fromXml !== null) return { text: fromXml, unread: [], facts: NO_FACTS };
  return { text: readHtml(text).text, unread: [{ what: 'malformed', count: 1 }], facts: NO_FACTS };
}

function readMarkup(kind: 'text' | 'markdown' | 'html' | 'xml' | 'jsonl', text: string): ReadText {
  if (kind === 'xml') return readXml(text.replace(/^\uFEFF/u, ''));
  if (kind === 'markdown') return readMarkdown(text);
  if (kind !== 'html') return { text, unread: [], facts: NO_FACTS };
  const html = readHtml(text.replace(/^\uFEFF/u, ''));
  return { text: html.text, unread: [], facts: { ...NO_FACTS, title: html.title } };
}

function readEncoded(
  kind: 'text' | 'markdown' | 'html' | 'xml' | 'jsonl',
  bytes: Uint8Array,
  given?: string,
): ReadDocument {
  const limit = kind === 'jsonl' ? MAX_JSONL_BYTES : MAX_TEXT_BYTES;
  if (bytes.length > limit) throw tooLarge(bytes.length, limit);
  const markup = kind === 'html' || kind === 'xml' ? kind : 'text';
  const { text, ...encoding } = decode(bytes, markup, given);
  if (text.replace(/^\uFEFF/u, '').trim() === '') throw new InputError('empty', 'is empty: it holds only white space');
  return { ...readMarkup(kind, text), kind, encoding };
}

async function readPacked(kind: 'docx' | 'pdf', bytes: Uint8Array, options: ReadOptions): Promise<ReadDocument> {
  if (bytes.length > MAX_DOCUMENT_BYTES) throw tooLarge(bytes.length, MAX_DOCUMENT_BYTES);
  const read = kind === 'docx' ? readDocx(bytes) : await readPdf(bytes, options);
  if (read.text.trim() === '') throw new InputError('no-text', 'holds no text');
  return { ...read, kind };
}

/**
 * Reads one file that holds one text, of whatever kind; `readDocuments` reads archives of them, too. It needs neither a page nor
 * Node, and loads what reads PDF only for a PDF.
 * @param name the file's name, whose ending tells the kind where the bytes do not
 * @throws InputError where it cannot be read; what `options.signal` gives where that ended it
 */
export async function readDocument(name: string, bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadDocument> {
  const found = fileKind(name, bytes);
  switch (found.kind) {
    case 'unread': {
      const what = `${found.binary ? 'a binary file, ' : ''}${found.name}`;
      throw new InputError('unsupported', `is ${what}, which is not read: save its text as .txt, or the page as .html`);
    }
    case 'misnamed':
      throw new InputError('damaged', `is no ${found.ending} file, though it is named so: save or copy it again`);
    case 'locked':
      throw new InputError('encrypted', 'is a document locked by a password: save it without one');
    case 'zip':
      throw new InputError('unsupported', 'is a zip archive in an archive that is not read any deeper: unpack it');
    case 'docx':
    case 'pdf':
      return readPacked(found.kind, bytes, options);
    default:
      return readEncoded(found.kind, bytes, options.encoding);
  }
}
