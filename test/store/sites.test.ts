import { describe, expect, it } from 'vitest';
import { coveringPattern, matchesSite, readPattern, siteOf } from '../../src/store/sites.ts';

describe('readPattern', () => {
  it.each([
    ['example.com', 'example.com'],
    ['  HTTPS://Example.com/ ', 'example.com'],
    ['*.example.com', 'example.com'],
    ['http://example.com/News/*', 'example.com/news'],
    ['localhost:8080', 'localhost:8080'],
    ['例子.中国', '例子.中国'],
    ['file:', 'file:'],
    ['file:///*', 'file:'],
    ['*://*.example.com/*', 'example.com'],
    ['[::1]:8080', '[::1]:8080'],
  ])('%s becomes %s', (typed, pattern) => {
    expect(readPattern(typed)).toEqual({ ok: true, pattern });
  });

  it.each(['', 'two words', 'javascript:alert(1)', 'https://', '//', 'a..b'])('%j is no site', (typed) => {
    expect(readPattern(typed).ok).toBe(false);
  });

  it.each([
    ['chrome://extensions', 'scheme'],
    ['about:blank', 'scheme'],
    ['file:///home/me/a.html', 'file'],
    ['exa*ple.com', 'wildcard'],
    ['example.com/a*b', 'wildcard'],
    ['example.com/news?page=2', 'query'],
    ['example.com/#top', 'query'],
    ['example.com:99999', 'port'],
    ['999.1.1.1', 'host'],
    [`${'a'.repeat(64)}.com`, 'host'],
    ['[::zz]', 'host'],
  ])('%s can be no site because of its %s', (typed, problem) => {
    expect(readPattern(typed)).toEqual({ ok: false, problem });
  });
});

describe('siteOf', () => {
  it.each([
    ['https://www.example.com/a?b', 'www.example.com'],
    ['http://127.0.0.1:8000/', '127.0.0.1:8000'],
    ['file:///home/me/a.html', 'file:'],
    ['about:blank', null],
    ['chrome://settings', null],
    ['no address', null],
  ])('%s belongs to %s', (url, site) => {
    expect(siteOf(url)).toBe(site);
  });
});

describe('matchesSite', () => {
  it.each([
    ['example.com', 'https://example.com/', true],
    ['example.com', 'https://news.example.com/a', true],
    ['example.com', 'https://badexample.com/', false],
    ['news.example.com', 'https://example.com/', false],
    ['example.com/news', 'https://example.com/news/today', true],
    ['example.com/news', 'https://example.com/news', true],
    ['example.com/news', 'https://example.com/newspaper', false],
    ['localhost:8080', 'http://localhost:8080/', true],
    ['localhost:8080', 'http://localhost:9090/', false],
    ['localhost', 'http://localhost:9090/', true],
    ['例子.中国', 'https://例子.中国/页', true],
    ['例子.中国/页', 'https://例子.中国/页/一', true],
    ['file:', 'file:///tmp/a.html', true],
    ['example.com', 'file:///example.com', false],
    ['file:', 'https://file/', false],
  ])('%s and %s: %s', (pattern, url, fits) => {
    expect(matchesSite(pattern, url)).toBe(fits);
  });

  it('matches the page whose switch wrote the pattern', () => {
    for (const url of ['https://a.example.com/x', 'http://localhost:3000/', 'http://[::1]:80/', 'file:///a']) {
      expect(matchesSite(siteOf(url)!, url), url).toBe(true);
    }
  });
});

describe('coveringPattern', () => {
  it.each([
    ['example.com', '*://*.example.com/*'],
    ['example.com/news', '*://*.example.com/*'],
    ['localhost:8080', '*://*.localhost/*'],
    ['127.0.0.1:8000', '*://127.0.0.1/*'],
    ['例子.中国', '*://*.xn--fsqu00a.xn--fiqs8s/*'],
    ['file:', 'file:///*'],
    ['[::1]:80', '<all_urls>'],
    ['a..b', '*://*.a..b/*'],
    ['99999.1', '<all_urls>'],
  ])('%s lies within %s', (pattern, covering) => {
    expect(coveringPattern(pattern)).toBe(covering);
  });
});
