import { useLayoutEffect, useRef } from 'preact/hooks';
import { useWords } from '../parts/words-context.tsx';
import { CheckedUpToLimit } from './checked-result.tsx';
import { openFile, textOf } from './class-state.ts';

/** A file of the table, marked as a pasted text is. It takes the focus when it opens. */
export function OpenFile({ name }: { readonly name: string }) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const close = () => {
    openFile.value = null;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape works from wherever the focus is inside
    <section class="stack" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div class="row spread">
        <h2 tabIndex={-1} ref={heading}>
          {name}
        </h2>
        <button type="button" onClick={close}>
          {words.say('close')}
        </button>
      </div>
      <CheckedUpToLimit text={textOf(name)} />
    </section>
  );
}
