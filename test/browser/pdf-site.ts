import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MAX_DOCUMENT_BYTES } from '../../src/files/limits.ts';
import { hex, makePdf } from '../files/pdf.ts';

/** A PDF that says a text, in letters of UTF-16 as Adobe's character map for them reads. */
function pdfOf(text: string): Uint8Array {
  const utf16 = Buffer.from(text, 'utf16le').swap16();
  const lines = Array.from({ length: Math.ceil(text.length / 20) }, (_, i) => utf16.subarray(i * 40, (i + 1) * 40));
  const drawn = lines.map((line, i) => `${i === 0 ? '20 560 Td' : '0 -20 Td'} ${hex(line)} Tj`).join('\n');
  return makePdf({
    font: '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [10 0 R] >>',
    objects: {
      10: '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 11 0 R >>',
      11: '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
    },
    pages: [`BT /F1 12 Tf\n${drawn}\nET`],
  });
}

const COOKIE = 'signed=in';

/** What is asked for by our own page, and not by a tab that opens it. */
function isAskedAgain({ headers }: IncomingMessage): boolean {
  return headers['sec-fetch-mode'] !== 'navigate';
}

type Answer = (request: IncomingMessage, response: ServerResponse, pdf: Uint8Array) => void;

const asPdf: Answer = (_, response, pdf) => {
  response.writeHead(200, { 'content-type': 'application/pdf', 'set-cookie': `${COOKIE}; Path=/` }).end(pdf);
};

const asPage: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
};

/** How each address answers when it is asked for again; tabs always get the PDF. */
const AGAIN: Readonly<Record<string, Answer>> = {
  '/plain.pdf': asPdf,
  '/moved.pdf': (_, response) => void response.writeHead(302, { location: '/plain.pdf' }).end(),
  '/signed.pdf': (request, response, pdf) => {
    if (request.headers.cookie?.includes(COOKIE)) asPdf(request, response, pdf);
    else response.writeHead(403).end();
  },
  '/form.pdf': asPage,
  '/gone.pdf': (_, response) => void response.writeHead(404).end(),
  '/huge.pdf': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': MAX_DOCUMENT_BYTES + 1 });
    response.write('%PDF-1.4\n');
  },
};

/** A site with a PDF under several addresses. */
export interface PdfSite {
  url(path: string): string;
  /** What was asked for again since the last call: path, and whether a cookie was sent along. */
  asked(): string[];
  close(): Promise<void>;
}

/** Serves a PDF of a text. Tabs get it at each address; who asks again gets what the address is named for. */
export async function startPdfSite(text: string): Promise<PdfSite> {
  const pdf = pdfOf(text);
  let asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (!isAskedAgain(request)) return asPdf(request, response, pdf);
    if (path in AGAIN) asked.push(`${path} ${request.headers.cookie ? 'with' : 'without'}`);
    (AGAIN[path] ?? asPage)(request, response, pdf);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => `http://127.0.0.1:${port}/${path}`,
    asked() {
      const before = asked;
      asked = [];
      return before;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
