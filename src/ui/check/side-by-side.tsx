import { useMemo } from 'preact/hooks';
import type { CompareStep } from '../../report/comparison.ts';
import { diffSteps } from '../../report/original-diff.ts';

/** A passage of a file. */
interface Side {
  readonly name: string;
  readonly text: string;
}

function Text(props: {
  readonly name: string;
  readonly steps: readonly CompareStep[];
  readonly of: 'page' | 'source';
}) {
  return (
    <div>
      <p class="quiet">{props.name}</p>
      <p class="passage" lang="zh">
        {props.steps.map((step, i) => {
          const text = step[props.of];
          if (text === '') return null;
          return step.kind === 'same' ? text : <mark key={i}>{text}</mark>;
        })}
      </p>
    </div>
  );
}

/** A passage as two files have it, side by side, with the words marked that the other has not. */
export function SideBySide({ a, b }: { readonly a: Side; readonly b: Side }) {
  const steps = useMemo(() => diffSteps(a.text, b.text), [a.text, b.text]);
  return (
    <div class="sides">
      <Text name={a.name} steps={steps} of="page" />
      <Text name={b.name} steps={steps} of="source" />
    </div>
  );
}
