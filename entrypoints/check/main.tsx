import { Check } from '../../src/ui/check/check.tsx';
import { mountPage } from '../../src/ui/parts/mount-page.tsx';

void mountPage('checkText', Check);
