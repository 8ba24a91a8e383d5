import type { ChromiumBrowser } from './chromium.ts';

/** A debugger session with Chromium's background; Playwright offers none for service workers. */
export interface WorkerDebugger {
  send(method: string): Promise<Record<string, number>>;
  on(method: string, listener: (what: Record<string, unknown>) => void): void;
}

interface Message {
  readonly id?: number;
  readonly result?: Record<string, number>;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
}

/** Attaches to the background. Chromium does not stop a service worker while a debugger is attached. */
export async function workerDebugger({ context }: ChromiumBrowser): Promise<WorkerDebugger> {
  const session = await context.browser()!.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const { targetId } = targetInfos.find(({ type }) => type === 'service_worker')!;
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, (result: Record<string, number>) => void>();
  const listeners = new Map<string, (what: Record<string, unknown>) => void>();
  // Messages of a target attached without `flatten` come wrapped in an event.
  session.on('Target.receivedMessageFromTarget', (wrapped) => {
    const { id, result = {}, method, params = {} } = JSON.parse(wrapped.message) as Message;
    if (id !== undefined) waiting.get(id)?.(result);
    if (method !== undefined) listeners.get(method)?.(params);
  });
  let last = 0;
  return {
    send(method) {
      const id = ++last;
      const answer = new Promise<Record<string, number>>((resolve) => waiting.set(id, resolve));
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
      return answer;
    },
    on: (method, listener) => void listeners.set(method, listener),
  };
}
