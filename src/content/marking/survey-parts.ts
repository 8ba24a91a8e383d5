import { parentOf } from '../../page/tree.ts';
import { unreadIn } from '../../page/unread.ts';
import type { UnreadInDocument } from '../../report/unread.ts';
import { entriesOf, type Parts } from '../sending/parts.ts';

/** Elements with text whose font is looked at, spread over the page. */
const SAMPLED = 40;

/** Looks for what of this document cannot be read. Asks for layout. */
export function surveyParts({ all }: Parts): UnreadInDocument {
  const flows = all.flatMap((part) => entriesOf(part).map(({ flow }) => flow));
  const step = Math.max(1, Math.ceil(flows.length / SAMPLED));
  const elements = flows.flatMap(({ nodes }, i) => (i % step === 0 && nodes[0] && parentOf(nodes[0])) || []);
  return unreadIn(
    document,
    elements,
    flows.map(({ text }) => text),
  );
}
