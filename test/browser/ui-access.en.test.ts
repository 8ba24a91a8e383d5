import { testAccess } from './ui-access.ts';

testAccess('en');
