import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askFirst } from '../src/content/handshake/ask-first.ts';

/** Runs before the content script on sites for which the extension may be off: see background/ask-first.ts. */
export default defineUnlistedScript(askFirst);
