import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { filled } from './fill.ts';

/*
 * Serves the fixture pages on two ports of this machine, which are two origins. `{{pa-01}}` in a page stands for a passage,
 * see fill.ts. `?hang` never answers, `?endless` never ends its answer, `?csp` sends a strict policy along, `?charset=gb18030` the page's bytes in another encoding.
 */

const PAGES = join(import.meta.dirname, '../fixtures/pages');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.xhtml': 'application/xhtml+xml',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.txt': 'text/plain',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

const STRICT =
  "default-src 'none'; style-src 'none'; script-src 'none'; base-uri 'none'; require-trusted-types-for 'script'";

/** The two origins of the fixture pages. */
export interface Site {
  /** Address of a fixture page on the first origin. */
  url(page: string): string;
  /** Address of the same page on the other origin. */
  otherUrl(page: string): string;
  close(): Promise<void>;
}

/** What is served beside the fixture pages: texts by their paths, like `editors/quill.js`. */
export type ExtraFiles = ReadonlyMap<string, string>;

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  other: () => string,
  extra: ExtraFiles | undefined,
): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.searchParams.has('hang')) return;
  const path = normalize(url.pathname);
  const charset = url.searchParams.get('charset') ?? 'utf-8';
  const headers: Record<string, string> = {
    'content-type': `${TYPES[extname(path)] ?? 'application/octet-stream'}; charset=${charset}`,
  };
  if (url.searchParams.has('csp')) headers['content-security-policy'] = STRICT;
  try {
    const made = extra?.get(path.slice(1));
    const bytes = made === undefined ? readFileSync(join(PAGES, path)) : Buffer.from(made);
    const isText = made === undefined && charset === 'utf-8' && TYPES[extname(path)] !== undefined;
    response.writeHead(200, headers);
    const body = isText ? filled(bytes.toString('utf8')).replaceAll('{{other}}', other()) : bytes;
    if (url.searchParams.has('endless')) response.write(body);
    else response.end(body);
  } catch (error) {
    response.writeHead((error as NodeJS.ErrnoException).code === 'ENOENT' ? 404 : 500, {
      'content-type': 'text/plain',
    });
    response.end(String(error));
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Starts serving. `extra` is served as it is, without passages being filled in. */
export async function startSite(extra?: ExtraFiles): Promise<Site> {
  let otherOrigin = '';
  const first = createServer((request, response) => answer(request, response, () => otherOrigin, extra));
  const second = createServer((request, response) => answer(request, response, () => origin, extra));
  const origin = await listen(first);
  otherOrigin = await listen(second);
  return {
    url: (page) => `${origin}/${page}`,
    otherUrl: (page) => `${otherOrigin}/${page}`,
    close: async () => void (await Promise.all([close(first), close(second)])),
  };
}
