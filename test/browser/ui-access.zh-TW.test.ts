import { testAccess } from './ui-access.ts';

testAccess('zh-TW');
