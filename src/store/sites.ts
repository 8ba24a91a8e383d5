/*
 * Sites are named by patterns that people can type:
 *   example.com          the host and all hosts below it
 *   example.com/news     the same, and only addresses whose path begins so
 *   file:                pages opened from the disk
 */

const PATTERN =
  /^(?:file:|(?:[\p{L}\p{N}_-]+\.)*[\p{L}\p{N}_-]+(?::\d+)?(?:\/\S*)?|\[[0-9a-f:.]+\](?::\d+)?(?:\/\S*)?)$/u;

/** What a person typed or pasted, as a pattern; `null` where it is none. `https://Example.com/` and `*.example.com` become `example.com`. */
export function toPattern(typed: string): string | null {
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/^[a-z-]+:\/\/(?=[^/])/, '')
    .replace(/^\*\./, '')
    .replace(/[/*]+$/, '');
  return PATTERN.test(bare) ? bare : null;
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
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
  const wantedHost = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).host : host;
  return (
    (hostFits(parsed.host, wantedHost) || hostFits(parsed.hostname, wantedHost)) &&
    pathFits(parsed.pathname.toLowerCase(), path)
  );
}
