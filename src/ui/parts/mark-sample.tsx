import type { ComponentChildren } from 'preact';
import { markDeclarations } from '../../mark/presets.ts';
import type { MatchKind } from '../../match/match.ts';

/** A marked stretch as it looks on a page, in the style that the user chose. */
export function MarkSample(props: {
  readonly look: string;
  readonly kind: MatchKind;
  readonly title?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <mark style={markDeclarations(props.look, props.kind)} {...(props.title ? { title: props.title } : {})}>
      {props.children}
    </mark>
  );
}
