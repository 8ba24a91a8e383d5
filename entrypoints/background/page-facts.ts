import { browser } from 'wxt/browser';

/** What a page says of itself, and what is selected in it, with its line breaks. */
export interface PageFacts {
  readonly selected: string;
  /** Publication date as the page states it, `YYYY-MM-DD`; `''` if it states none. */
  readonly published: string;
}

/** Runs in the page: it may use nothing from outside. */
function readFacts(): PageFacts {
  const stated = ['meta[property="article:published_time"]', 'meta[name="publishdate"]', 'meta[name="PubDate"]'];
  const dates = stated.map((selector) => document.querySelector<HTMLMetaElement>(selector)?.content ?? '');
  const published = dates.map((date) => /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0] ?? '').find((date) => date !== '') ?? '';
  return { selected: String(getSelection() ?? ''), published };
}

/** Reads the facts of a frame's page, whether it has loaded or not; empty ones if the browser does not let the extension read it. */
export async function pageFacts(tab: number, frame = 0): Promise<PageFacts> {
  try {
    const [answer] = await browser.scripting.executeScript({
      target: { tabId: tab, frameIds: [frame] },
      func: readFacts,
      injectImmediately: true,
    });
    return answer?.result ?? { selected: '', published: '' };
  } catch {
    return { selected: '', published: '' };
  }
}

/** What is selected in a tab, in whichever of its frames; `''` if nothing is, or the browser does not let the extension read it. */
export async function selectedIn(tab: number): Promise<string> {
  const target = { tabId: tab, allFrames: true };
  try {
    const answers = await browser.scripting.executeScript({ target, func: readFacts, injectImmediately: true });
    return answers.map(({ result }) => result?.selected ?? '').find((text) => text.trim() !== '') ?? '';
  } catch {
    return '';
  }
}
