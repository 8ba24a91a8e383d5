import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';

/** A host of plain files on this machine, which counts what it sends. */
export interface PackHost {
  /** Address of a file. */
  url(name: string): string;
  /** Bytes of files that were sent so far. */
  readonly sent: number;
  close(): void;
}

/** Serves the files of a folder. */
export async function startPackHost(folder: string): Promise<PackHost> {
  let sent = 0;
  const server = createServer((request, response) => {
    const file = join(folder, normalize(new URL(request.url!, 'http://localhost').pathname));
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-length': statSync(file).size });
    createReadStream(file)
      .on('data', (bytes) => {
        sent += bytes.length;
      })
      .pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: (name) => `http://127.0.0.1:${port}/${name}`,
    get sent() {
      return sent;
    },
    close: () => server.close(),
  };
}
