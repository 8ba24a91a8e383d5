import { mountPage } from '../../src/ui/parts/mount-page.tsx';
import { followView } from '../../src/ui/parts/tab-view.ts';
import { Popup } from '../../src/ui/popup/popup.tsx';

const tabView = followView(location.search);
void mountPage('name', () => <Popup tabView={tabView} />);
