import * as v from 'valibot';
import type { Door } from './channel.ts';
import { MAX_PART_LENGTH, MAX_PARTS } from './protocol/exchange.ts';
import type { FromTab } from './protocol/from-tab.ts';
import type { FromUi } from './protocol/from-ui.ts';
import type { ToUi } from './protocol/to-ui.ts';
import { Page, SpansOfText, Whole } from './schemas.ts';

/*
 * Validates messages. A content script shares its process with the page, and a page that has taken over its process can send any
 * message in its name. Upper bounds keep such a page from filling the background's memory.
 */

const Tab = Whole;
/** Longest id, in UTF-16 units: of a site, whose judgement is named after it, or of an essay. */
const MAX_ID = 5_000;
const Id = v.pipe(v.string(), v.maxLength(MAX_ID));

const PartNumber = v.pipe(Whole, v.maxValue(MAX_PARTS));

/** Longest address of a pack, in UTF-16 units: what servers accept. */
const MAX_ADDRESS = 8000;

/** Longest note on a match, in UTF-16 units. */
const MAX_NOTE = 5000;

const SpansSchema = v.optional(SpansOfText);
const OwnMatchFields = { page: Page, scan: Whole, part: PartNumber, index: Whole };

/** Most matches of a part whose context is accepted: more than a page ever sends. */
const MAX_PASSAGES = 5000;

const PartContextSchema = v.object({
  part: PartNumber,
  scan: Whole,
  mainLetters: v.nullable(v.pipe(Whole, v.maxValue(MAX_PART_LENGTH))),
  passages: v.pipe(
    v.array(v.object({ start: Whole, heading: v.pipe(v.string(), v.maxLength(100)), isMain: v.boolean() })),
    v.maxLength(MAX_PASSAGES),
  ),
});

const HandshakeFields = { type: v.optional(v.pipe(v.string(), v.maxLength(200))) };

const fromTab: Record<keyof FromTab, v.GenericSchema> = {
  handshake: v.object({ page: Page, ...HandshakeFields }),
  'check-part': v.object({
    page: Page,
    scan: Whole,
    part: PartNumber,
    parts: PartNumber,
    order: v.optional(v.pipe(v.number(), v.finite())),
    // What is too long is refused with that reason in from-tab.ts; far above it there is no reason to be told.
    text: v.pipe(v.string(), v.maxLength(2 * MAX_PART_LENGTH)),
    quotes: SpansSchema,
    fields: SpansSchema,
    handshake: v.optional(v.object(HandshakeFields)),
  }),
  'passage-contexts': v.object({
    page: Page,
    parts: v.pipe(v.array(PartContextSchema), v.maxLength(MAX_PARTS)),
  }),
  gone: v.object({ page: Page }),
  unselected: v.object({ page: Page }),
  describe: v.object(OwnMatchFields),
  act: v.object({
    ...OwnMatchFields,
    act: v.picklist(['panel', 'dismiss', 'confirm', 'undo', 'search', 'next', 'previous']),
  }),
  picked: v.object(OwnMatchFields),
};

const fromUi: Record<keyof FromUi, v.GenericSchema> = {
  view: v.object({ tab: Tab }),
  'forget-removed-frames': v.object({ tab: Tab }),
  'survey-unread': v.object({ tab: Tab }),
  step: v.object({ tab: Tab, by: v.picklist([1, -1]) }),
  show: v.object({ tab: Tab, id: Id }),
  'switch-site': v.object({ tab: Tab, on: v.boolean() }),
  compare: v.object({ tab: Tab, id: Id }),
  'find-original': v.object({ tab: Tab, id: Id, text: v.pipe(v.string(), v.maxLength(MAX_PART_LENGTH)) }),
  'search-web': v.object({ tab: Tab, text: v.pipe(v.string(), v.maxLength(MAX_PART_LENGTH)) }),
  report: v.object({ tab: Tab }),
  'close-selection': v.object({ tab: Tab }),
  'check-text': v.object({ text: v.pipe(v.string(), v.maxLength(MAX_PART_LENGTH)) }),
  dismiss: v.object({ tab: Tab, id: Id, scope: v.picklist(['match', 'essay', 'site']) }),
  undo: v.object({ judgement: Id }),
  unconfirm: v.object({ note: Id }),
  corpus: v.object({}),
  'add-to-library': v.object({ tab: Tab, what: v.picklist(['page', 'selection']) }),
  'library-changed': v.object({}),
  'update-packs': v.object({ address: v.nullable(v.pipe(v.string(), v.maxLength(MAX_ADDRESS))) }),
  confirm: v.object({ tab: Tab, id: Id, note: v.nullable(v.pipe(v.string(), v.maxLength(MAX_NOTE))) }),
  'judgements-changed': v.object({}),
  'clear-judgements': v.object({}),
};

const toUi: Record<keyof ToUi, v.GenericSchema> = {
  changed: v.object({ tab: Tab }),
  packs: v.object({}),
};

function fits(schemas: Readonly<Record<string, v.GenericSchema>>, name: string, ask: unknown): boolean {
  return Object.hasOwn(schemas, name) && v.is(schemas[name]!, ask);
}

/** Accepts well-formed messages of content scripts, whose sender has a tab. */
export const tabDoor: Door = (name, ask, sender) => sender.tab !== undefined && fits(fromTab, name, ask);

/** Accepts well-formed messages of the extension's own pages only. */
export const ownDoor: Door = (name, ask, sender) => sender.own && fits(fromUi, name, ask);

/**
 * Accepts well-formed messages of the background to our own pages. Browsers deliver to these also what content scripts send to the
 * background.
 */
export const pageDoor: Door = (name, ask, sender) => sender.own && sender.tab === undefined && fits(toUi, name, ask);
