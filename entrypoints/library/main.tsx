import { Library } from '../../src/ui/library/library.tsx';
import { mountPage } from '../../src/ui/parts/mount-page.tsx';

void mountPage('libraryTitle', Library);
