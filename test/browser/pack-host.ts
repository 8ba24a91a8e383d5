import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { publishedFiles } from '../packs/made-host.ts';

/** How a host answers: as it should, not at all, with a redirect to elsewhere, byte by byte, or with a length that is not that of the file. */
export type Manners = 'good' | 'gone' | 'elsewhere' | 'slow' | 'lying';

/** A host of packs on this machine. */
export interface PackHost {
  /** Address of the head. */
  readonly address: string;
  /** Paths that were asked for, and whether the answer was "not modified". */
  readonly asked: { readonly path: string; readonly unchanged: boolean }[];
  manners: Manners;
  /** Serves this pack from now on. */
  serve(pack: Blob): Promise<void>;
  close(): Promise<void>;
}

/** Ms between two pieces of a slow answer. */
const PAUSE = 150;

async function trickle(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  const size = Math.ceil(bytes.length / 5);
  for (let at = 0; at < bytes.length; at += size) {
    response.write(bytes.subarray(at, at + size));
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  response.end();
}

function send(response: ServerResponse, bytes: Uint8Array, etag: string, manners: Manners): void {
  const isChunk = etag === '';
  const length = manners === 'lying' && isChunk ? bytes.length - 3 : bytes.length;
  response.writeHead(200, { 'content-length': length, ...(isChunk ? {} : { etag }) });
  if (manners === 'slow') void trickle(response, bytes);
  else response.end(bytes.subarray(0, length));
}

/** Starts a host that serves no pack yet. */
export async function startPackHost(): Promise<PackHost> {
  let files = new Map<string, Uint8Array<ArrayBuffer>>();
  let version = 0;
  const host = { manners: 'good' as Manners, asked: [] as { path: string; unchanged: boolean }[] };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url!.slice(1);
    const etag = path === 'pack.djlh' ? `"${version}"` : '';
    const bytes = files.get(path);
    const unchanged = etag !== '' && request.headers['if-none-match'] === etag;
    host.asked.push({ path, unchanged });
    if (host.manners === 'elsewhere') response.writeHead(302, { location: `/moved/${path}` }).end();
    else if (host.manners === 'gone' || !bytes) response.writeHead(404).end();
    else if (unchanged) response.writeHead(304, { etag }).end();
    else send(response, bytes, etag, host.manners);
  };
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pack.djlh`;
  return Object.assign(host, {
    address,
    async serve(pack: Blob) {
      files = await publishedFiles(pack);
      version++;
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  });
}
