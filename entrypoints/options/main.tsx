import { mountPage } from '../../src/ui/mount-page.tsx';
import { Options } from '../../src/ui/options.tsx';

void mountPage('optionsTitle', Options);
