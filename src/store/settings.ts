import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';
import { exclusive } from './exclusive.ts';
import { matchesSite, type PatternProblem, readPattern, siteOf } from './sites.ts';

/** Languages of the interface; `auto` follows the browser. */
export const LANGUAGES = ['zh_CN', 'zh_TW', 'en'] as const;
/**
 * Colours of the marks. In each pair, literal and reworded marks can be told apart with every common colour blindness; `none` is
 * an underline without a ground.
 */
export const COLOURS = ['amber', 'blue', 'violet', 'contrast', 'none'] as const;
/** Underlines of literal marks; reworded ones always have another. */
export const UNDERLINES = ['solid', 'dashed', 'double', 'wavy'] as const;
/** What the colour of a mark stands for. */
export const MARK_BY = ['kind', 'source'] as const;
/** How much evidence a mark needs. */
export const SENSITIVITIES = ['careful', 'balanced', 'eager'] as const;

/** Whether an address can be used for web searches: an https URL with `%s` in place of the words. */
export function isSearchAddress(address: string): boolean {
  return /^https:\/\/\S*%s\S*$/.test(address) && URL.canParse(address.replace('%s', 'a'));
}

/**
 * Most patterns in a list of sites. Each check of a page goes through all of them, at some 2 µs a pattern: a list of 100,000 silenced
 * the marks.
 */
export const MOST_SITES = 2_000;

const Sites = v.fallback(
  v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(300))),
    v.transform((patterns) => patterns.slice(0, MOST_SITES)),
  ),
  [],
);

// Each field has its own fallback, so that one damaged value does not reset the others.
const SettingsSchema = v.object({
  /** Whether pages are checked where no rule for their site applies. */
  on: v.fallback(v.boolean(), true),
  /** Whether marks are painted on checked pages. */
  paint: v.fallback(v.boolean(), true),
  /** Patterns of sites that are never read, and of sites that are checked although `on` is false. */
  never: Sites,
  always: Sites,
  colour: v.fallback(v.picklist(COLOURS), 'amber'),
  underline: v.fallback(v.picklist(UNDERLINES), 'solid'),
  /** Whether marks have the colours of their kinds or of their sources. */
  markBy: v.fallback(v.picklist(MARK_BY), 'kind'),
  /** Whether ticks beside the scrollbar show where marks are. */
  ticks: v.fallback(v.boolean(), false),
  /** Whether pages are compared with the shipped essays. */
  shipped: v.fallback(v.boolean(), true),
  /** Whether reworded matches are searched too. */
  reworded: v.fallback(v.boolean(), true),
  sensitivity: v.fallback(v.picklist(SENSITIVITIES), 'balanced'),
  language: v.fallback(v.picklist(['auto', ...LANGUAGES]), 'auto'),
  /** Address of the search engine, used only when the user clicks a web search; `%s` stands for the words. */
  search: v.fallback(v.pipe(v.string(), v.check(isSearchAddress)), 'https://www.bing.com/search?q=%s'),
});

/** The user's settings. */
export type Settings = Readonly<v.InferOutput<typeof SettingsSchema>>;

/** The settings before the user changes any. */
export const DEFAULT_SETTINGS: Settings = v.parse(SettingsSchema, {});

/** Version of the settings' shape, stored with them. When it is raised, `item` needs a migration. */
const SETTINGS_VERSION = 1;

const item = storage.defineItem<unknown>('local:settings', { fallback: DEFAULT_SETTINGS, version: SETTINGS_VERSION });

// Sites that were switched in private windows. They are kept in memory until the browser closes: nothing of a private window is
// written to disk.
const privateItem = storage.defineItem<Partial<Pick<Settings, 'never' | 'always'>>>('session:private-sites', {
  fallback: {},
});

/** Makes settings from any value: what is missing or invalid gets its default. */
export function readSettings(stored: unknown): Settings {
  return v.parse(SettingsSchema, typeof stored === 'object' && stored !== null ? stored : {});
}

/** The present settings. */
export async function loadSettings(): Promise<Settings> {
  return readSettings(await item.getValue());
}

/** New values of some settings, or a function that computes them from the present settings. */
export type SettingsUpdate = Partial<Settings> | ((now: Settings) => Partial<Settings>);

/** Changes some settings. The others stay, also those that another page of the extension changes at the same time. */
export function changeSettings(update: SettingsUpdate): Promise<Settings> {
  return exclusive('settings', async () => {
    const now = await loadSettings();
    const next = readSettings({ ...now, ...(typeof update === 'function' ? update(now) : update) });
    await item.setValue(next);
    return next;
  });
}

/** Removes all stored settings, so that the defaults apply again. Sites switched in private windows are not changed. */
export function resetSettings(): Promise<void> {
  return exclusive('settings', () => item.removeValue());
}

function without(patterns: readonly string[], url: string): string[] {
  return patterns.filter((pattern) => !matchesSite(pattern, url));
}

type SiteRules = Pick<Settings, 'never' | 'always'>;

// A rule is added only if the site would have the other state without one, so switching off and on again leaves no rule.
function withSite(settings: Settings, url: string, on: boolean): SiteRules {
  const site = siteOf(url);
  const [against, kept] = on ? (['never', 'always'] as const) : (['always', 'never'] as const);
  const lifted = { ...settings, [against]: without(settings[against], url) };
  const { never, always } = lifted;
  if (site === null || isOnAt(lifted, url) === on) return { never, always };
  return { never, always, [kept]: [...lifted[kept], site] };
}

/** Switches the site of this page on or off; from a private window only until the browser closes. */
export async function switchSite(url: string, on: boolean, inPrivate = false): Promise<void> {
  if (!inPrivate) await changeSettings((now) => withSite(now, url, on));
  else await exclusive('settings', async () => privateItem.setValue(withSite(await settingsIn(true), url, on)));
}

/** The settings that apply in a private or an ordinary window. */
export async function settingsIn(inPrivate: boolean): Promise<Settings> {
  const settings = await loadSettings();
  return inPrivate ? { ...settings, ...(await privateItem.getValue()) } : settings;
}

/**
 * Whether pages at this address are checked; this is the only place that decides it. The setting `never` takes precedence over
 * `always`, and both over `on`.
 * @param url address of the tab's top page, which also holds for its frames; where it is unknown, `on` decides
 */
export function isOnAt(settings: Settings, url: string | undefined): boolean {
  if (url === undefined) return settings.on;
  if (settings.never.some((pattern) => matchesSite(pattern, url))) return false;
  return settings.on || settings.always.some((pattern) => matchesSite(pattern, url));
}

/** The style of marks that are coloured by kind, such as `amber-solid`. */
export function kindStyleOf({ colour, underline }: Settings): string {
  return `${colour}-${underline}`;
}

/** The style of marks as the tab knows it: that of `kindStyleOf`, or `amber-solid-source` where marks are coloured by source. */
export function styleOf(settings: Settings): string {
  return settings.markBy === 'source' ? `${kindStyleOf(settings)}-source` : kindStyleOf(settings);
}

/** The consequences of a change of the settings for open pages. */
export interface SettingsChange {
  /** Whether matches, or what tabs get of them, change, so that pages have to be checked again. */
  readonly matching: boolean;
  /** The style of marks before the change. */
  readonly style: string;
}

/** Settings that decide what is found, or what tabs are told of it. */
const MATCHING = ['shipped', 'sensitivity', 'reworded', 'markBy'] as const satisfies readonly (keyof Settings)[];

function changeOf(now: Settings, before: Settings): SettingsChange {
  const matching = MATCHING.some((key) => now[key] !== before[key]);
  return { matching, style: styleOf(before) };
}

/** Calls `changed` after every change of the settings in any context of the extension, until the signal aborts. */
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

/** A line that is no pattern, and the reason. */
export interface RefusedPattern {
  readonly typed: string;
  readonly problem: PatternProblem;
}

/** Reads typed patterns, separated by white space: the valid ones, each once, and the others with the reason. */
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
