import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { isGarbled } from './common-letters.ts';
import { InputError } from './input-error.ts';
import { linesOfPage, type PdfPiece, paragraphsOf } from './pdf-lines.ts';
import { lettersForRadicals } from './radicals.ts';
import type { FileFacts, ReadText, Unread } from './read-text.ts';

/**
 * Gives a character map of Adobe's by its file name, such as `GBK-EUC-H.bcmap`: the bytes of that file in the folder `cmaps` of
 * pdfjs-dist. Rejects where there is none.
 */
export type LoadCharacterMap = (fileName: string) => Promise<Uint8Array>;

/** What reading a PDF needs beside its bytes. */
export interface PdfOptions {
  readonly loadCharacterMap?: LoadCharacterMap;
  /** Ends the reading between two pages; the reason of the signal is thrown then. */
  readonly signal?: AbortSignal;
  /** Resolves when other tasks of the program, including timers, have run. It is called between two pages. */
  readonly pause?: () => Promise<unknown>;
}

/** Most pages of a document: more than any collection of essays has. Each page takes some milliseconds. */
const MOST_PAGES = 3_000;
/** Most UTF-16 units of text: ten times the longest novel. */
const MOST_TEXT = 16 * 2 ** 20;
/** Bytes from the end in which a PDF says that it ends (PDF 32000-1, annex H, note 18). */
const TAIL_BYTES = 1_024;

type PdfLibrary = typeof import('pdfjs-dist');

/**
 * Loads PDF.js only when a PDF is read. Its worker part runs in this thread; a caller that must stay responsive runs this in a
 * worker.
 */
async function library(): Promise<PdfLibrary> {
  const [pdfjs] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.mjs'),
  ]);
  return pdfjs;
}

/** PDF.js asks an object of this shape for the files that it needs; only character maps tell anything about text. */
function fileSource(loadCharacterMap: LoadCharacterMap | undefined) {
  return class {
    readonly fetch = async ({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> => {
      if (kind !== 'cMapUrl' || !loadCharacterMap) throw new Error(`${filename} is not needed`);
      return loadCharacterMap(filename);
    };
  };
}

/** PDF.js throws errors of many classes at damaged files, its own and the language's: all of them mean the same. */
function inputError(error: unknown, { signal }: PdfOptions): unknown {
  if (error instanceof InputError || (signal?.aborted && error === signal.reason)) return error;
  if ((error as Partial<Error> | null)?.name === 'PasswordException') {
    return new InputError('encrypted', 'is a PDF locked by a password: save it without one');
  }
  return new InputError('damaged', 'is a damaged PDF: copy or save it again', error);
}

/** Begins to open a document. What PDF.js keeps of it is given back when the task is destroyed, also where it cannot be opened. */
function open(pdfjs: PdfLibrary, bytes: Uint8Array, { loadCharacterMap }: PdfOptions): PDFDocumentLoadingTask {
  return pdfjs.getDocument({
    // PDF.js transfers the buffer, so it gets a copy.
    data: new Uint8Array(bytes),
    BinaryDataFactory: fileSource(loadCharacterMap),
    cMapUrl: 'cmaps/',
    cMapPacked: true,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
}

async function textOfPage(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  page.cleanup();
  const pieces = items.filter((item): item is PdfPiece & typeof item => 'str' in item);
  return lettersForRadicals(paragraphsOf(linesOfPage(pieces)));
}

/** `YYYY-MM-DD` of a date such as `D:20260103120000Z`. */
function isoDate(date: string | undefined): string {
  const [, year, month, day] = /^(?:D:)?(\d{4})(\d{2})(\d{2})/u.exec(date ?? '') ?? [];
  return day ? `${year}-${month}-${day}` : '';
}

async function factsOf(pdf: PDFDocumentProxy): Promise<FileFacts> {
  const info = (await pdf.getMetadata()).info as Partial<Record<'Title' | 'Author' | 'CreationDate', string>>;
  return { title: info.Title ?? '', author: info.Author ?? '', date: isoDate(info.CreationDate) };
}

interface Pages {
  readonly texts: string[];
  empty: number;
  garbled: number;
}

async function readPages(pdf: PDFDocumentProxy, { signal, pause }: PdfOptions): Promise<Pages> {
  const pages: Pages = { texts: [], empty: 0, garbled: 0 };
  let length = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    // PDF.js in this thread works with promises only, which delay the timer of a signal.
    await pause?.();
    signal?.throwIfAborted();
    const text = await textOfPage(await pdf.getPage(number));
    length += text.length;
    if (length > MOST_TEXT) {
      throw new InputError('too-large', `is too large: more than ${MOST_TEXT} characters of text; split it`);
    }
    if (text === '') pages.empty++;
    else if (isGarbled(text)) pages.garbled++;
    else pages.texts.push(text);
  }
  return pages;
}

function checkReadable({ texts, empty, garbled }: Pages): void {
  if (texts.length > 0) return;
  if (garbled > 0) {
    throw new InputError(
      'garbled',
      'is a PDF whose fonts do not say which characters they draw: open it in the program that made it and save its text',
    );
  }
  const count = empty === 1 ? 'its only page is a picture' : `its ${empty} pages are pictures`;
  throw new InputError('no-text', `is a PDF without text, ${count}: have its text recognised first (OCR)`);
}

function isCutOff(bytes: Uint8Array): boolean {
  return !new TextDecoder('latin1').decode(bytes.subarray(-TAIL_BYTES)).includes('%%EOF');
}

async function readOpened(pdf: PDFDocumentProxy, bytes: Uint8Array, options: PdfOptions): Promise<ReadText> {
  if (pdf.numPages > MOST_PAGES) {
    throw new InputError('too-large', `has ${pdf.numPages} pages, the limit is ${MOST_PAGES}; split it`);
  }
  const pages = await readPages(pdf, options);
  checkReadable(pages);
  const unread: Unread[] = [
    { what: 'pages', count: pages.empty },
    { what: 'garbled', count: pages.garbled },
    { what: 'cut-off', count: isCutOff(bytes) ? 1 : 0 },
  ];
  return { text: pages.texts.join('\n'), unread: unread.filter(({ count }) => count > 0), facts: await factsOf(pdf) };
}

/**
 * The text of a PDF, a line for each paragraph as far as its layout tells. What is drawn without saying which characters it is,
 * and pages without text, are counted as unread.
 * @throws InputError where it has no text, is garbled, damaged, encrypted or too large; what `signal` gives where it was ended
 */
export async function readPdf(bytes: Uint8Array, options: PdfOptions): Promise<ReadText> {
  const pdfjs = await library();
  const task = open(pdfjs, bytes, options);
  try {
    return await readOpened(await task.promise, bytes, options);
  } catch (error) {
    throw inputError(error, options);
  } finally {
    await task.destroy();
  }
}
