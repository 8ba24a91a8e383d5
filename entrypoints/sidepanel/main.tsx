import { mountPage } from '../../src/ui/mount-page.tsx';
import { Panel } from '../../src/ui/panel.tsx';
import { followView } from '../../src/ui/tab-view.ts';

const tabView = followView(location.search);
void mountPage('panelTitle', () => <Panel tabView={tabView} />);
