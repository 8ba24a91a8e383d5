import { Panel } from '../../src/ui/panel/panel.tsx';
import { mountPage } from '../../src/ui/parts/mount-page.tsx';
import { followView } from '../../src/ui/parts/tab-view.ts';

const tabView = followView(location.search);
void mountPage('panelTitle', () => <Panel tabView={tabView} />);
