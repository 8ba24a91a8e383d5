import { testEditors } from './editors.ts';

testEditors('firefox');
