import { EDITORS } from './bundle-editors.ts';
import { testEditors } from './editors.ts';

testEditors('firefox', EDITORS);
