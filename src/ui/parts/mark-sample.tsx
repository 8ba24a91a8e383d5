import type { ComponentChildren } from 'preact';
import { forcedLine, markDeclarations } from '../../mark/presets.ts';
import type { MatchKind } from '../../match/match.ts';
import { styleOf } from '../../store/settings.ts';
import { settings } from './mount-page.tsx';

/** A marked stretch as it looks on a page in the style `look`. */
export function MarkSample(props: {
  readonly look: string;
  readonly kind: MatchKind;
  /** Rank of its source, from 0, for styles that colour by it. */
  readonly source?: number | undefined;
  readonly title?: string;
  readonly children: ComponentChildren;
}) {
  const { look, kind, source, title } = props;
  const bySource = look.endsWith('-source');
  const forced = bySource ? ` --forced-line: ${forcedLine(source)};` : '';
  return (
    <mark
      class={bySource ? 'by-source' : undefined}
      style={markDeclarations(look, kind, source) + forced}
      {...(title ? { title } : {})}
    >
      {props.children}
    </mark>
  );
}

/** A marked stretch in the style of the present settings; it follows their changes. */
export function Marked(props: {
  readonly kind: MatchKind;
  readonly source?: number | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <MarkSample look={settings.value ? styleOf(settings.value) : ''} kind={props.kind} source={props.source}>
      {props.children}
    </MarkSample>
  );
}
