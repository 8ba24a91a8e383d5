import { mountPage } from '../../src/ui/mount-page.tsx';
import { Welcome } from '../../src/ui/welcome.tsx';

void mountPage('welcomeTitle', Welcome);
