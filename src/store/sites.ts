/*
 * Sites are named by patterns that people can type:
 *   example.com          the host and all hosts below it
 *   example.com/news     the same, and only addresses whose path begins so
 *   file:                pages opened from the disk
 */

const PATTERN =
  /^(?:file:|(?:[\p{L}\p{N}_-]+\.)*[\p{L}\p{N}_-]+(?::\d+)?(?:\/\S*)?|\[[0-9a-f:.]+\](?::\d+)?(?:\/\S*)?)$/u;

/** Why what a person typed can be no pattern. */
export type PatternProblem =
  | 'scheme' // pages of the browser, of extensions and the like, which are never read
  | 'file' // one file or folder: all files of the device are one site
  | 'wildcard' // a * elsewhere than before the host or behind the path
  | 'query' // what follows ? or #, by which sites are not told apart
  | 'host' // no name or number that a host may have
  | 'port'; // a port above 65,535

/** A pattern, or why it is none. */
export type ReadPattern =
  | { readonly ok: true; readonly pattern: string }
  | { readonly ok: false; readonly problem: PatternProblem };

/** Longest name of a host, and of a part of it between dots (RFC 1035), in letters of its ASCII form. */
const MAX_HOST = 253;
const MAX_LABEL = 63;

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

function problemOf(pattern: string): PatternProblem | null {
  if (pattern.includes('*')) return 'wildcard';
  if (/[?#]/.test(pattern)) return 'query';
  if (pattern === 'file:' || !PATTERN.test(pattern)) return 'host';
  const hostname = parse(`http://${pattern}`)?.hostname;
  if (hostname === undefined) return parse(`http://${pattern.replace(/:\d+/, '')}`) ? 'port' : 'host';
  const isTooLong = hostname.length > MAX_HOST || hostname.split('.').some((label) => label.length > MAX_LABEL);
  return isTooLong ? 'host' : null;
}

/**
 * What a person typed or pasted, as a pattern, or why no page could ever fall under it. `https://Example.com/` and
 * `*.example.com` become `example.com`.
 */
export function readPattern(typed: string): ReadPattern {
  const lower = typed.trim().toLowerCase();
  if (/^file:\/*\*?$/.test(lower)) return { ok: true, pattern: 'file:' };
  // A colon before digits is one before a port.
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/.exec(lower)?.[1];
  if (scheme === 'file') return { ok: false, problem: 'file' };
  if (scheme !== undefined && !/^https?$/.test(scheme)) return { ok: false, problem: 'scheme' };
  const pattern = lower
    .replace(/^(?:https?|\*):\/\//, '')
    .replace(/^\*\./, '')
    .replace(/[/*]+$/, '');
  const problem = problemOf(pattern);
  return problem ? { ok: false, problem } : { ok: true, pattern };
}

/** The pattern that the switch "on this site" writes: the page's host, or `file:`; `null` for pages that belong to no site. */
export function siteOf(url: string | undefined): string | null {
  const parsed = url === undefined ? null : parse(url);
  if (parsed?.protocol === 'file:') return 'file:';
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.host : null;
}

function hostFits(host: string, wanted: string): boolean {
  return host === wanted || host.endsWith(`.${wanted}`);
}

function pathFits(path: string, wanted: string): boolean {
  return wanted === '' || path === wanted || path.startsWith(wanted.endsWith('/') ? wanted : `${wanted}/`);
}

/** The match pattern of every address. */
export const EVERYWHERE = '<all_urls>';

/** An address of numbers: no host lies below it. */
const NUMBERS = /^[\d.]+$/;

/**
 * A match pattern of the browser that covers every address under a pattern, and more: ports, paths and what it cannot say are left
 * out, as browsers differ in them.
 */
export function coveringPattern(pattern: string): string {
  if (pattern === 'file:') return 'file:///*';
  const host = parse(`http://${pattern}`)?.hostname;
  if (!host || host.startsWith('[')) return EVERYWHERE;
  return NUMBERS.test(host) ? `*://${host}/*` : `*://*.${host}/*`;
}

/** Whether an address falls under a pattern. */
export function matchesSite(pattern: string, url: string): boolean {
  const parsed = parse(url);
  if (!parsed) return false;
  if (pattern === 'file:' || parsed.protocol === 'file:') return pattern === parsed.protocol;
  const slash = pattern.indexOf('/');
  const [host, path] = slash < 0 ? [pattern, ''] : [pattern.slice(0, slash), pattern.slice(slash)];
  const wanted = parse(`http://${host}${path}`);
  const wantedHost = wanted?.host ?? host;
  // As addresses have it: with other letters than ASCII encoded.
  const wantedPath = path === '' ? '' : (wanted?.pathname.toLowerCase() ?? path);
  return (
    (hostFits(parsed.host, wantedHost) || hostFits(parsed.hostname, wantedHost)) &&
    pathFits(parsed.pathname.toLowerCase(), wantedPath)
  );
}
