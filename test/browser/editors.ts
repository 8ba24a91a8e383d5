import { describe, expect, test } from 'vitest';
import type { TestBrowser, TestPage } from './browser.ts';
import { bundleEditors, editorPage } from './bundle-editors.ts';
import type { ChromiumBrowser } from './chromium.ts';
import { passage } from './fill.ts';
import { marked, nextPaint, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { type Site, startSite } from './site.ts';
import { startBoth } from './start.ts';

/*
 * Editors of other people with a marked passage in them: the same is done in a browser with the extension and in one without it,
 * with the pointer resting on the mark, and after each step the contents, what is saved and the focus are to be the same.
 */

/** Longer than the pointer has to rest, in ms. */
const A_WHILE_MS = 900;

/** So far apart two clicks are not one after another for any editor, in CSS pixels. */
const ASIDE = 48;

/** The editor keeps its text in a frame whose body is editable: nothing of ours may be inserted there. */
const IN_FRAME = 'tinymce';

/** What can be told of an editor. */
interface State {
  readonly saved: string;
  readonly selected: string;
  readonly focus: string;
}

function stateOf(page: TestPage): Promise<State> {
  return page.evaluate(() => {
    const inner = document.querySelector('iframe')?.contentDocument ?? document;
    const { localName, className } = inner.activeElement!;
    const { saved } = window as unknown as { saved(): string };
    return { saved: saved(), selected: inner.getSelection()!.toString(), focus: `${localName}.${className}` };
  });
}

/** The tenth letter of the passage, in CSS pixels of the viewport; in a frame it is scrolled into view. */
function placeInText(page: TestPage): Promise<{ x: number; y: number }> {
  return page.evaluate(
    (begin) => {
      const frame = document.querySelector('iframe');
      const inner = frame?.contentDocument ?? document;
      const walker = inner.createTreeWalker(inner.querySelector('#editor') ?? inner.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
        const at = node.data.indexOf(begin);
        if (at < 0) continue;
        if (frame) node.parentElement!.scrollIntoView({ block: 'center', behavior: 'instant' });
        const range = inner.createRange();
        range.setStart(node, at + 10);
        range.setEnd(node, at + 11);
        const { left, top, width, height } = range.getBoundingClientRect();
        const box = frame?.getBoundingClientRect();
        return { x: (box?.left ?? 0) + left + width / 2, y: (box?.top ?? 0) + top + height / 2 };
      }
      throw new Error('The editor does not show the passage.');
    },
    passage('pa-01').slice(0, 8),
  );
}

async function markedAnywhere(page: TestPage): Promise<string> {
  return (await Promise.all(page.frames().map(marked))).join('');
}

function hasPopover(page: TestPage): Promise<boolean> {
  return page.evaluate(() => document.querySelector('[popover=manual]') !== null);
}

async function pressControl(page: TestPage, key: string): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}

/** Composes a word as an input method does. */
async function compose({ context }: ChromiumBrowser, page: TestPage, word: string): Promise<void> {
  const target = context.pages().find((one) => one.url() === page.url())!;
  const session = await context.newCDPSession(target);
  for (const text of ['n', 'ni', 'nih', 'niha', 'nihao']) {
    const at = text.length;
    await session.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at });
  }
  await session.send('Input.insertText', { text: word });
  await session.detach();
}

/** Writes in an editor whose mark the pointer rests on. Returns its state after each step. */
async function write(browser: TestBrowser, page: TestPage): Promise<Record<string, State>> {
  const { x, y } = await placeInText(page);
  const settled = (isSo: (state: State) => boolean) => until(() => stateOf(page), isSo, 3_000);
  const first = await settled(({ saved }) => saved.length > 0);
  const states: Record<string, State> = { first };

  // Editors follow the selection by an event, which comes with the next frame at the latest: keys go where it was before.
  await page.mouse.click(x, y);
  await nextPaint(page);
  await page.keyboard.type('kkk');
  states.typed = await settled(({ saved }) => saved.includes('kkk'));
  await pressControl(page, 'z');
  states.undone = await settled(({ saved }) => saved === first.saved);

  await nextPaint(page);
  // Elsewhere: some editors take it for the second and third click at the place of the first.
  await page.mouse.doubleClick(x + ASIDE, y);
  await nextPaint(page);
  await page.keyboard.type('qqq');
  states.replaced = await settled(({ saved }) => saved.includes('qqq'));

  if (browser.name === 'chromium') {
    await compose(browser as ChromiumBrowser, page, '你好');
    states.composed = await settled(({ saved }) => saved.includes('qqq你好'));
  }
  for (let times = 0; times < 12 && (await stateOf(page)).saved !== first.saved; times++) await pressControl(page, 'z');
  states.last = await settled(({ saved }) => saved === first.saved);
  return states;
}

interface EditorsSite {
  readonly site: Site;
  close(): Promise<void>;
}

async function startEditors(): Promise<EditorsSite> {
  const site = await startSite(await bundleEditors());
  return { site, close: site.close };
}

/** Defines the tests of editors in one browser. Each browser has a test file of its own, so that they run beside one another. */
export function testEditors(name: TestBrowser['name'], editors: readonly string[]): void {
  const [, start] = startBoth.find(([browser]) => browser === name)!;
  const [, share] = sharedBrowsers.find(([browser]) => browser === name)!;
  describe(`an editor in ${name}`, () => {
    const world = setUp(startEditors);
    const mine = setUp(share);
    const bare = setUp(() => start({ extension: null }));

    const openIn = async (browser: TestBrowser, editor: string) => {
      const page = await browser.open(world.site.url(editorPage(editor)));
      await page.bringToFront();
      await until(
        () => page.evaluate(() => 'saved' in window),
        (is) => is,
      );
      return page;
    };
    const restOnMark = async (page: TestPage) => {
      expect(
        await until(
          () => markedAnywhere(page),
          (words) => words !== '',
        ),
      ).not.toBe('');
      const { x, y } = await placeInText(page);
      await page.mouse.move(x + 2, y);
      await page.mouse.move(x, y);
    };

    test.each(editors)('is the same with and without us: %s', async (editor) => {
      const [page, other] = await Promise.all([openIn(mine, editor), openIn(bare, editor)]);
      await restOnMark(page);
      if (editor === IN_FRAME) await new Promise((done) => setTimeout(done, A_WHILE_MS));
      else
        expect(
          await until(
            () => hasPopover(page),
            (has) => has,
          ),
        ).toBe(true);

      const [states, others] = await Promise.all([write(mine, page), write(bare, other)]);
      expect(states).toEqual(others);
      expect(others.typed!.saved).toContain('kkk');
      expect(others.undone!.saved).toBe(others.first!.saved);
      expect(others.replaced!.saved).toContain('qqq');
      expect(await hasPopover(page)).toBe(false);
      await Promise.all([page.close(), other.close()]);
    });
  });
}
