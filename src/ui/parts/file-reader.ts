import type { FileAsk, FileNews, ReadFile, UnreadFile } from '../../library/file-news.ts';

/** How long a file may take in all, in ms, the documents of an archive together; then its worker is ended. */
const MOST_TIME = 300_000;

/** Reads files in a worker, one after another. */
export interface FileReading {
  /** What was read of a file: one text or, of an archive, several. Never rejects: a file that cannot be read costs itself alone. */
  read(ask: FileAsk): Promise<readonly (ReadFile | UnreadFile)[]>;
  /** Ends the worker. */
  end(): void;
}

function start(): Worker {
  return new Worker(new URL('../../library-worker/read-worker.ts', import.meta.url), { type: 'module' });
}

/** What a worker says of one file; what it has said when it is ended for taking too long counts. */
function ask(worker: Worker, asked: FileAsk): Promise<{ news: (ReadFile | UnreadFile)[]; through: boolean }> {
  const { promise, resolve } = Promise.withResolvers<{ news: (ReadFile | UnreadFile)[]; through: boolean }>();
  const news: (ReadFile | UnreadFile)[] = [];
  const giveUp = () => {
    news.push({ kind: 'unread', name: asked.name, problem: 'too-large' });
    resolve({ news, through: false });
  };
  const timer = setTimeout(giveUp, MOST_TIME);
  worker.onerror = giveUp;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<FileNews>) => {
    if (data.kind === 'through') resolve({ news, through: true });
    else news.push(data);
  };
  worker.postMessage(asked, [port2]);
  return promise.finally(() => {
    clearTimeout(timer);
    port1.close();
  });
}

/** Starts a reader. */
export function startFileReading(): FileReading {
  let worker = start();
  return {
    async read(asked) {
      const { news, through } = await ask(worker, asked);
      if (!through) {
        worker.terminate();
        worker = start();
      }
      return news;
    },
    end: () => worker.terminate(),
  };
}
