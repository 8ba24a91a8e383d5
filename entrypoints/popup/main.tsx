import { mountPage } from '../../src/ui/mount-page.tsx';
import { Popup } from '../../src/ui/popup.tsx';
import { followView } from '../../src/ui/tab-view.ts';

const tabView = followView(location.search);
void mountPage('name', () => <Popup tabView={tabView} />);
