import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';
import { exclusive } from './exclusive.ts';
import { matchesSite, type PatternProblem, readPattern, siteOf } from './sites.ts';

/** Languages of the interface; `auto` follows the browser. */
export const LANGUAGES = ['zh_CN', 'zh_TW', 'en'] as const;
/**
 * Colours of the marks. Each pair for literal and reworded is told apart with every common colour blindness; `none` is the underline
 * alone.
 */
export const COLOURS = ['amber', 'blue', 'violet', 'contrast', 'none'] as const;
/** Underlines of literal marks; reworded ones are always drawn with another. */
export const UNDERLINES = ['solid', 'dashed', 'double', 'wavy'] as const;
/** What the colour of a mark tells. */
export const MARK_BY = ['kind', 'source'] as const;
/** How much evidence a mark needs. */
export const SENSITIVITIES = ['careful', 'balanced', 'eager'] as const;

/** Whether a search engine can be asked by this address. */
export function isSearchAddress(address: string): boolean {
  return /^https:\/\/\S*%s\S*$/.test(address) && URL.canParse(address.replace('%s', 'a'));
}

const Sites = v.fallback(v.array(v.pipe(v.string(), v.maxLength(300))), []);

// Each field has its own fallback, so that one damaged value does not reset the others.
const SettingsSchema = v.object({
  /** Pages are checked wherever nothing else is said. */
  on: v.fallback(v.boolean(), true),
  /** Marks are painted on pages that are checked. */
  paint: v.fallback(v.boolean(), true),
  /** Patterns of sites where nothing is ever looked at, and where pages are checked although `on` is false. */
  never: Sites,
  always: Sites,
  colour: v.fallback(v.picklist(COLOURS), 'amber'),
  underline: v.fallback(v.picklist(UNDERLINES), 'solid'),
  /** Whether marks have the colours of their kinds or of their sources. */
  markBy: v.fallback(v.picklist(MARK_BY), 'kind'),
  /** Ticks at the scrollbar show where marks are. */
  ticks: v.fallback(v.boolean(), false),
  /** Whether reworded essays are looked for as well. */
  reworded: v.fallback(v.boolean(), true),
  sensitivity: v.fallback(v.picklist(SENSITIVITIES), 'balanced'),
  language: v.fallback(v.picklist(['auto', ...LANGUAGES]), 'auto'),
  /** Address of the search engine that is asked for a passage, on the user's click only; `%s` stands for the words. */
  search: v.fallback(v.pipe(v.string(), v.check(isSearchAddress)), 'https://www.bing.com/search?q=%s'),
});

/** The user's settings. */
export type Settings = Readonly<v.InferOutput<typeof SettingsSchema>>;

/** The settings of someone who never changed any. */
export const DEFAULT_SETTINGS: Settings = v.parse(SettingsSchema, {});

/** Version of the settings' shape, written beside them. Raise it with a migration in `item`. */
const SETTINGS_VERSION = 1;

const item = storage.defineItem<unknown>('local:settings', { fallback: DEFAULT_SETTINGS, version: SETTINGS_VERSION });

// Sites switched off or on in private windows: kept in memory, gone with the browser. Nothing of a private window is written to disk.
const privateItem = storage.defineItem<Partial<Pick<Settings, 'never' | 'always'>>>('session:private-sites', {
  fallback: {},
});

/** Makes settings of anything: what is missing or wrong takes its default. */
export function readSettings(stored: unknown): Settings {
  return v.parse(SettingsSchema, typeof stored === 'object' && stored !== null ? stored : {});
}

/** The settings as they are now. */
export async function loadSettings(): Promise<Settings> {
  return readSettings(await item.getValue());
}

/** Some settings, or what they become given those that hold. */
export type SettingsUpdate = Partial<Settings> | ((now: Settings) => Partial<Settings>);

/** Changes some settings and keeps the others, also those that another page of the extension changes at the same time. */
export function changeSettings(update: SettingsUpdate): Promise<Settings> {
  return exclusive('settings', async () => {
    const now = await loadSettings();
    const next = readSettings({ ...now, ...(typeof update === 'function' ? update(now) : update) });
    await item.setValue(next);
    return next;
  });
}

/** Removes all stored settings, so that the defaults hold again. Sites set in private windows are not changed. */
export function resetSettings(): Promise<void> {
  return exclusive('settings', () => item.removeValue());
}

function without(patterns: readonly string[], url: string): string[] {
  return patterns.filter((pattern) => !matchesSite(pattern, url));
}

type SiteRules = Pick<Settings, 'never' | 'always'>;

// A rule is written only where the site would not be as it is wanted without one. So off and on again leaves no rule.
function withSite(settings: Settings, url: string, on: boolean): SiteRules {
  const site = siteOf(url);
  const [against, kept] = on ? (['never', 'always'] as const) : (['always', 'never'] as const);
  const lifted = { ...settings, [against]: without(settings[against], url) };
  const { never, always } = lifted;
  if (site === null || isOnAt(lifted, url) === on) return { never, always };
  return { never, always, [kept]: [...lifted[kept], site] };
}

/** Turns the site of this page on or off; from a private window only until the browser closes. */
export async function switchSite(url: string, on: boolean, inPrivate = false): Promise<void> {
  if (!inPrivate) await changeSettings((now) => withSite(now, url, on));
  else await exclusive('settings', async () => privateItem.setValue(withSite(await settingsIn(true), url, on)));
}

/** The settings as they hold in a private or an ordinary window. */
export async function settingsIn(inPrivate: boolean): Promise<Settings> {
  const settings = await loadSettings();
  return inPrivate ? { ...settings, ...(await privateItem.getValue()) } : settings;
}

/**
 * Tells whether pages at this address are checked; nothing else decides it. `url` is the address of the tab's top page, which
 * holds for all of its frames too; where it is unknown, the switch for everywhere decides.
 * "Never" wins over "always", and both over the switch for everywhere.
 */
export function isOnAt(settings: Settings, url: string | undefined): boolean {
  if (url === undefined) return settings.on;
  if (settings.never.some((pattern) => matchesSite(pattern, url))) return false;
  return settings.on || settings.always.some((pattern) => matchesSite(pattern, url));
}

/** The look of marks that are coloured by kind, in one word: `amber-solid`. */
export function kindStyleOf({ colour, underline }: Settings): string {
  return `${colour}-${underline}`;
}

/** The marks' look in one word, as the tab knows it: that of `kindStyleOf`, or `amber-solid-source` where they are coloured by source. */
export function styleOf(settings: Settings): string {
  return settings.markBy === 'source' ? `${kindStyleOf(settings)}-source` : kindStyleOf(settings);
}

/** What a change of the settings means for open pages. */
export interface SettingsChange {
  /** Whether matches, or what tabs are told of them, change with it, so that pages are checked anew. */
  readonly matching: boolean;
  /** The marks' style before. */
  readonly style: string;
}

function changeOf(now: Settings, before: Settings): SettingsChange {
  const matching =
    now.sensitivity !== before.sensitivity || now.reworded !== before.reworded || now.markBy !== before.markBy;
  return { matching, style: styleOf(before) };
}

/** Calls `changed` after every change of the settings, made anywhere in the extension, until the signal aborts. */
export function watchSettings(changed: (change: SettingsChange) => void, signal?: AbortSignal): void {
  const stops = [
    item.watch((now, before) => changed(changeOf(readSettings(now), readSettings(before)))),
    privateItem.watch(async () => changed(changeOf(await loadSettings(), await loadSettings()))),
  ];
  signal?.addEventListener(
    'abort',
    () =>
      stops.forEach((stop) => {
        stop();
      }),
    { once: true },
  );
}

/** A line that is no pattern, and why. */
export interface RefusedPattern {
  readonly typed: string;
  readonly problem: PatternProblem;
}

/** Cleans patterns that a person typed, one a line: those that are patterns, each once, and those that can be none. */
export function readPatterns(typed: string): {
  readonly patterns: string[];
  readonly refused: RefusedPattern[];
} {
  const lines = typed.split(/\s+/).filter((line) => line !== '');
  const read = lines.map((line) => ({ typed: line, ...readPattern(line) }));
  return {
    patterns: [...new Set(read.flatMap((one) => (one.ok ? [one.pattern] : [])))],
    refused: read.flatMap((one) => (one.ok ? [] : [{ typed: one.typed, problem: one.problem }])),
  };
}
