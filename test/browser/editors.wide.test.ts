import { rowsOf } from './breadth.ts';
import { EDITORS } from './bundle-editors.ts';
import { testEditors } from './editors.ts';

/** One that draws its text itself, one that holds the page's own nodes to a model, one in a frame. */
const CORE: readonly string[] = ['codemirror6', 'prosemirror', 'tinymce'];

testEditors(
  'chromium',
  rowsOf(
    CORE,
    EDITORS.filter((name) => !CORE.includes(name)),
  ),
);
