import { testEditors } from './editors.ts';

testEditors('chromium');
