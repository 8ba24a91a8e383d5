import { mountPage } from '../../src/ui/parts/mount-page.tsx';
import { Welcome } from '../../src/ui/welcome/welcome.tsx';

void mountPage('welcomeTitle', Welcome);
