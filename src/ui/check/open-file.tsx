import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Comparison } from '../../comparison/compare-files.ts';
import { essayName } from '../../report/essay-name.ts';
import { stretchesOfFiles } from '../../report/file-stretches.ts';
import { useWords } from '../parts/words-context.tsx';
import { openFile, textOf } from './class-state.ts';
import { MarkedBeside } from './marked-beside.tsx';

function Figures({ comparison, name }: { readonly comparison: Comparison; readonly name: string }) {
  const words = useWords();
  const file = comparison.files.find((one) => one.file === name);
  if (!file) return null;
  return (
    <>
      <p class="lead">
        <strong class="figure">{words.percent(file.share)}</strong>{' '}
        {words.say('ofThisFile', words.count('letters', file.letters))}
      </p>
      {file.largest && <p class="quiet">{words.labelled('classSource', essayName(file.largest))}</p>}
    </>
  );
}

/**
 * A file of the table: its text, in which what also stands in known essays, in other files and in what everyone was given is marked, with
 * its figures beside it. It takes the focus when it opens.
 */
export function OpenFile({ comparison, name }: { readonly comparison: Comparison; readonly name: string }) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const stretches = useMemo(() => stretchesOfFiles(comparison).get(name) ?? [], [comparison, name]);
  useLayoutEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
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
      <MarkedBeside text={textOf(name)} stretches={stretches}>
        <Figures comparison={comparison} name={name} />
      </MarkedBeside>
    </section>
  );
}
