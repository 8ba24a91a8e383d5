import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { rowsOf } from './breadth.ts';
import { CLASS_FILES, chooseFiles, MANY_FILES, REPLACED, TAKEN_FILES } from './class-files.ts';
import { setUp } from './set-up.ts';
import { ENGLISH, SIMPLIFIED, startUiWorld, TRADITIONAL } from './ui-world.ts';

describe.each(rowsOf([SIMPLIFIED], [ENGLISH, TRADITIONAL]))('a class by the mouse in %s', (tag, language) => {
  const words = wordsIn(language);
  const world = setUp(() => startUiWorld(tag));

  test('are compared: the two that share a passage are a pair, shown side by side, and the third is in none', async () => {
    const page = await world.surface('check.html', 1100);
    await chooseFiles(page, CLASS_FILES);
    await page.locator('.pair').waitFor();
    const pairs = await page.locator('.pair h3').allTextContents();
    expect(pairs).toEqual([words.say('pairBoth', '01.txt', '02.txt')]);
    expect(await page.locator('tbody th').allTextContents()).toEqual(['01.txt', '02.txt', '03.txt']);
    expect(await page.locator('tbody tr').last().locator('td').nth(4).textContent()).toBe('');

    await page.locator('.pair summary').click();
    await page.locator('.sides').waitFor();
    expect(await page.locator('.sides mark').allTextContents()).toEqual([...REPLACED]);

    await page.getByRole('button', { name: '03.txt' }).click();
    await page.getByRole('heading', { name: '03.txt' }).waitFor();
    await page.getByRole('button', { name: '02.txt' }).click();
    await page.getByRole('heading', { name: '02.txt', exact: true }).waitFor();
    expect(await page.getByRole('heading', { name: '03.txt' }).count()).toBe(0);

    expect(await page.locator('.signs li').allTextContents()).toEqual([
      words.say('labelled', '03.txt', words.say('sign_invisible', '1')),
    ]);

    // As the task sheet a file is none of those that are compared, and what stands in it is no evidence.
    await page.getByLabel(words.say('givenFile')).selectOption('02.txt');
    await page.getByText(words.say('classNoPairs')).waitFor();
    expect(await page.locator('tbody th').allTextContents()).toEqual(['01.txt', '03.txt']);
    await page.close();
  });

  test('who took an essay with the changes of another is told with the evidence', async () => {
    const page = await world.surface('check.html', 1100);
    await chooseFiles(page, TAKEN_FILES);
    await page.locator('.pair').waitFor();
    expect(await page.locator('.pair h3').allTextContents()).toEqual([words.say('pairFrom', '01.txt', '02.txt')]);
    const said = (await page.locator('.pair > p').allTextContents()).join('\n');
    // Nearly all changes of the first stand in the second, which has others besides.
    const part = new RegExp(words.say('pairPart', '(?<common>\\d+)', '(?<all>\\d+)'), 'gu');
    const [first, second] = [...said.matchAll(part)].map(({ groups }) => ({
      common: Number(groups!.common),
      all: Number(groups!.all),
    }));
    expect(second!.common).toBe(first!.common);
    expect(first!.common).toBeGreaterThan(10);
    expect(first!.all - first!.common).toBeLessThan(3);
    expect(second!.all - first!.common).toBeGreaterThan(1);
    expect(said).toMatch(new RegExp(words.say('pairDirection', '[\\d,]+'), 'u'));
    // The essay counts in the share of both.
    const shares = await page.locator('tbody tr td:nth-of-type(3)').allTextContents();
    expect(shares.filter((share) => share !== '0%')).toHaveLength(2);
    await page.close();
  });

  test('three that share a passage are one group, which is drawn; files that are added later are compared too', async () => {
    const page = await world.surface('check.html', 900);
    await chooseFiles(page, CLASS_FILES);
    await page.locator('.pair').waitFor();
    await chooseFiles(page, [{ ...CLASS_FILES[0]!, name: '班/04.txt' }]);
    await page.locator('.pair').nth(2).waitFor();
    expect(await page.locator('.group-graph text').allTextContents()).toEqual(['01.txt', '02.txt', '04.txt']);
    expect(await page.locator('.group-graph line').count()).toBe(3);
    await page.close();
  });

  test('what many share is offered as given to everyone, is no evidence then, also with small changes, and counts again on request', async () => {
    const page = await world.surface('check.html', 900);
    await chooseFiles(page, MANY_FILES);
    await page.getByRole('button', { name: words.say('manyGiven') }).click();
    await page.getByText(words.say('classNoPairs')).waitFor();
    expect(await page.getByText(words.say('manyHint')).count()).toBe(0);
    // Shown grey in the text of the file that has it with changes.
    await page.getByRole('button', { name: '5.txt' }).click();
    await page.locator('.marked mark.given').first().waitFor();
    await page.getByRole('button', { name: words.say('givenNot') }).click();
    await page.locator('.pair').nth(9).waitFor();
    await page.close();
  });

  test('a comparison is cancelled on request, and done when asked again', async () => {
    const page = await world.surface('check.html', 900);
    // The page clicks for the user: three files may be compared before the test could.
    await page.evaluate(
      ([comparing, cancel]) => {
        new MutationObserver((_, observer) => {
          if (!document.body.textContent?.includes(comparing!)) return;
          observer.disconnect();
          [...document.querySelectorAll('button')].find(({ textContent }) => textContent === cancel)!.click();
        }).observe(document.body, { childList: true, subtree: true });
      },
      [words.say('classComparing', words.count('files', CLASS_FILES.length)), words.say('cancel')],
    );
    await chooseFiles(page, CLASS_FILES);
    const again = page.getByRole('button', { name: words.say('classCompare') });
    await again.waitFor();
    expect(await page.locator('table').count()).toBe(0);
    await again.click();
    await page.locator('.pair').waitFor();
    await page.close();
  });

  test('the report has the passages side by side, without the names of the files where that is asked', async () => {
    const page = await world.surface('check.html', 900);
    await chooseFiles(page, CLASS_FILES);
    await page.getByLabel(words.say('dossierPseudonyms')).check();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words.say('saveHtml') }).click(),
    ]);
    const text = readFileSync(await file.path(), 'utf8');
    for (const word of REPLACED) expect(text).toContain(`<mark>${word}</mark>`);
    expect(text).toContain(words.say('dossierFile', '2'));
    expect(text).not.toContain('02.txt');
    await page.close();
  });

  test('one file is checked as a pasted text is, and one that cannot be read is named with the reason', async () => {
    const page = await world.surface('check.html', 900);
    const empty = { ...CLASS_FILES[0]!, name: 'empty.txt', buffer: Buffer.from(' ') };
    await chooseFiles(page, [CLASS_FILES[2]!, empty]);
    await page.getByText(words.say('nothingFound')).waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe(CLASS_FILES[2]!.buffer.toString());
    await page.getByText(words.say('labelled', 'empty.txt', '')).waitFor();
    await page.getByRole('button', { name: words.say('classClear') }).click();
    expect(await page.getByRole('textbox').inputValue()).toBe('');
    await page.close();
  });
});
