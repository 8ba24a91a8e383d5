import { testSame } from './page-same.ts';

testSame('firefox');
