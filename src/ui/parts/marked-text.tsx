import { Fragment } from 'preact';
import { essayName } from '../../report/essay-name.ts';
import type { TextView } from '../../report/page-view.ts';
import { kindStyleOf } from '../../store/settings.ts';
import { MarkSample } from './mark-sample.tsx';
import { settings } from './mount-page.tsx';

/** A text with its marks, in the style of the settings; the tooltip of each mark names its essay. */
export function MarkedText({ text, view }: { readonly text: string; readonly view: TextView }) {
  const look = settings.value ? kindStyleOf(settings.value) : '';
  let at = 0;
  const pieces = view.marks.map((mark) => {
    const before = text.slice(at, mark.page.start);
    at = mark.page.end;
    return (
      <Fragment key={mark.page.start}>
        {before}
        <MarkSample look={look} kind={mark.kind} title={essayName(mark)}>
          {text.slice(mark.page.start, mark.page.end)}
        </MarkSample>
      </Fragment>
    );
  });
  return (
    <p class="marked" lang="zh">
      {pieces}
      {text.slice(at)}
    </p>
  );
}
