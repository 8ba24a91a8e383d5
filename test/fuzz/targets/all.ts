import type { Target } from '../target.ts';
import { comparison } from './comparison.ts';
import { engine, letters } from './engine.ts';
import { docx, markup, pdf, zip } from './files.ts';
import { imports } from './imports.ts';
import { indexFile, segment } from './index-file.ts';
import { fromTab, fromUi, toUi } from './messages.ts';
import { pack } from './pack.ts';
import { toTab } from './to-tab.ts';
import { wording } from './wording.ts';

/** Every target of the fuzzer. */
export const TARGETS: readonly Target[] = [
  ...[indexFile, segment, pack, letters, engine, wording],
  ...[docx, zip, pdf, markup, imports, fromTab, fromUi, toTab, toUi, comparison],
];
