import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { watchForText } from '../src/content/early-start.ts';
import { askToStart } from '../src/messages/early-start.ts';

/** Runs at the start of every document, before the content script: see src/content/early-start.ts. */
export default defineUnlistedScript(() => watchForText(() => void askToStart()));
