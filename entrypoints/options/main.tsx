import { Options } from '../../src/ui/options/options.tsx';
import { mountPage } from '../../src/ui/parts/mount-page.tsx';

void mountPage('optionsTitle', Options);
