import { parentOf } from '../../page/tree.ts';
import { unreadIn } from '../../page/unread.ts';
import type { UnreadInDocument } from '../../report/unread.ts';
import { entriesOf, type Parts } from '../sending/parts.ts';

/** Number of parents of text whose font is examined, spread over the page. */
const SAMPLED = 40;

/** Finds what of this document cannot be read. Forces a layout if one is due. */
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
