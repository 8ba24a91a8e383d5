/*
 * Patterns of sites, in a form that people can type:
 *   example.com          the host and its subdomains
 *   example.com/news     the same, only addresses whose path begins with this
 *   file:                pages opened from the disk
 */

const PATTERN =
  /^(?:file:|(?:[\p{L}\p{N}_-]+\.)*[\p{L}\p{N}_-]+(?::\d+)?(?:\/\S*)?|\[[0-9a-f:.]+\](?::\d+)?(?:\/\S*)?)$/u;

/** Reasons why typed text is no pattern. */
export type PatternProblem =
  | 'scheme' // pages of the browser, of extensions and the like, which are never read
  | 'file' // one file or folder: all files of the device are one site
  | 'wildcard' // a * elsewhere than before the host or behind the path
  | 'query' // what follows ? or #, by which sites are not told apart
  | 'host' // no name or number that a host may have
  | 'port'; // a port above 65,535

/** A pattern, or the reason why the text is none. */
export type ReadPattern =
  | { readonly ok: true; readonly pattern: string }
  | { readonly ok: false; readonly problem: PatternProblem };

/** Greatest lengths of a host name and of one of its labels (RFC 1035), in characters of its ASCII form. */
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
 * Reads what a person typed or pasted as a pattern, or tells why no page could match it. `https://Example.com/` and
 * `*.example.com` become `example.com`.
 */
export function readPattern(typed: string): ReadPattern {
  const lower = typed.trim().toLowerCase();
  if (/^file:\/*\*?$/.test(lower)) return { ok: true, pattern: 'file:' };
  // A colon before digits is that of a port, not of a scheme.
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

/** The pattern for "on this site": the page's host, or `file:`; `null` for pages that belong to no site. */
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

/** The browser's match pattern of all addresses. */
export const EVERYWHERE = '<all_urls>';

/** An IPv4 address, which has no subdomains. */
const NUMBERS = /^[\d.]+$/;

/**
 * A match pattern of the browser that covers all addresses of a site pattern. It also covers others: ports and paths are left
 * out, as browsers treat them differently.
 */
export function coveringPattern(pattern: string): string {
  if (pattern === 'file:') return 'file:///*';
  const host = parse(`http://${pattern}`)?.hostname;
  if (!host || host.startsWith('[')) return EVERYWHERE;
  return NUMBERS.test(host) ? `*://${host}/*` : `*://*.${host}/*`;
}

/** Whether an address matches a pattern. */
export function matchesSite(pattern: string, url: string): boolean {
  const parsed = parse(url);
  if (!parsed) return false;
  if (pattern === 'file:' || parsed.protocol === 'file:') return pattern === parsed.protocol;
  const slash = pattern.indexOf('/');
  const [host, path] = slash < 0 ? [pattern, ''] : [pattern.slice(0, slash), pattern.slice(slash)];
  const wanted = parse(`http://${host}${path}`);
  const wantedHost = wanted?.host ?? host;
  // In the form of addresses, where other than ASCII characters are percent-encoded.
  const wantedPath = path === '' ? '' : (wanted?.pathname.toLowerCase() ?? path);
  return (
    (hostFits(parsed.host, wantedHost) || hostFits(parsed.hostname, wantedHost)) &&
    pathFits(parsed.pathname.toLowerCase(), wantedPath)
  );
}
