import { diffArrays } from 'diff';
import { hanCount } from '../text/han.ts';
import type { CompareStep } from './comparison.ts';

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });

function wordsOf(text: string): string[] {
  return [...SEGMENTER.segment(text)].map(({ segment }) => segment);
}

function stepOf(page: string, source: string): CompareStep {
  const kind = page === '' ? 'missing' : source === '' ? 'added' : 'replaced';
  return { kind, page, source, cause: null };
}

// Stretches that differ in punctuation and white space only count as equal and are shown as on the page.
function changed(page: string, source: string): CompareStep[] {
  if (page === '' && source === '') return [];
  if (hanCount(page) + hanCount(source) > 0) return [stepOf(page, source)];
  return page === '' ? [] : [{ kind: 'same', page, source: page, cause: null }];
}

/** Compares the page's passage with the essay's text, by a diff (Myers) over the words that `Intl.Segmenter` finds. */
export function diffSteps(page: string, source: string): CompareStep[] {
  const steps: CompareStep[] = [];
  let [removed, added] = ['', ''];
  const flush = () => {
    steps.push(...changed(added, removed));
    [removed, added] = ['', ''];
  };
  for (const part of diffArrays(wordsOf(source), wordsOf(page))) {
    const text = part.value.join('');
    if (part.removed) removed += text;
    else if (part.added) added += text;
    else {
      flush();
      steps.push({ kind: 'same', page: text, source: text, cause: null });
    }
  }
  flush();
  return steps;
}
