import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'wxt';
import { writeNotices } from './store/notices/notices.ts';
import { PARTS, TEXTS } from './store/notices/parts.ts';
import { collectPackages, packageFolder } from './store/notices/shipped-packages.ts';

/**
 * Files of the index and of the model of common wording, which a browser needs to index other texts. They are shipped from the
 * folder into which their command writes them, so the repository has no copy.
 */
const BUILT = ['essays.bin', 'wording.bin'];

/** Adobe's character maps of Chinese, which PDF documents name: those of Japanese and Korean are not read. */
const CHARACTER_MAPS = 'node_modules/pdfjs-dist/cmaps';
const OF_CHINESE = /^(?:Adobe-(?:GB1|CNS1)|B5|CNS|ET|GB|HK|Uni(?:GB|CNS))/u;

/** Folders of the packages of which anything is shipped: a build writes them down, and then the notices of their licences. */
const shipped = new Set<string>();

const GECKO_ID = 'deja-lu@deja-lu.extension';

/** In Firefox the styles of highlights are not inherited, so there each element gets its own. */
const highlightsEverywhere = {
  postcssPlugin: 'highlights-everywhere',
  Rule(rule: { selector: string }) {
    rule.selector = rule.selector.replaceAll(':root::highlight', '::highlight');
  },
};

/**
 * What our own pages and the background may load: code and styles of the extension alone; the browser enforces it. Connections may go to
 * the web, as a PDF is fetched again when the user asks for it to be checked, and packs from hosts that the user has allowed; src/network alone makes them.
 * `wasm-unsafe-eval` lets jieba's compiled code run, which lies there too. In development pages talk to the server that builds them.
 */
function policyFor(mode: string): string {
  const connect = mode === 'development' ? ' ws://localhost:*' : '';
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "object-src 'none'",
    `connect-src 'self' https: http:${connect}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Match pattern of every frame of every page. */
const everywhere = {
  matches: ['<all_urls>'],
  all_frames: true,
  match_about_blank: true,
  match_origin_as_fallback: true,
};

export default defineConfig({
  srcDir: '.',
  entrypointsDir: 'entrypoints',
  publicDir: 'src/public',
  modules: ['@wxt-dev/auto-icons'],
  autoIcons: { baseIconPath: 'src/ui/parts/icon.svg', developmentIndicator: false, sizes: [16, 32, 48, 96, 128] },
  imports: false,
  // What a reviewer needs to build the extension again, and nothing that may lie around in a working copy.
  zip: {
    includeSources: [
      ...['*.json', '*.md', '*.ts', 'LICENSE', '.npmrc'],
      ...['src/**', 'entrypoints/**', 'corpus-index/**', 'docs/**', 'store/**'],
    ],
  },
  vite: ({ browser }) => ({
    plugins: [collectPackages(shipped)],
    // The oldest browsers that the manifest allows. For older targets Vite would rewrite `light-dark()` into rules that
    // highlights do not support.
    build: { target: ['chrome148', 'firefox140'], cssTarget: ['chrome148', 'firefox140'] },
    // Workers load jieba's dictionary as a file of its own; in a worker of one script it would be copied into it.
    worker: { format: 'es', plugins: () => [collectPackages(shipped)] },
    css: { postcss: { plugins: browser === 'firefox' ? [highlightsEverywhere] : [] } },
  }),
  // A raw U+FFFF in a content script makes Chromium refuse the whole extension.
  experimental: { escapeUnicode: true },
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      for (const name of BUILT) files.push({ absoluteSrc: resolve('corpus-index/built', name), relativeDest: name });
      for (const name of readdirSync(CHARACTER_MAPS).filter((map) => OF_CHINESE.test(map)))
        files.push({ absoluteSrc: resolve(CHARACTER_MAPS, name), relativeDest: `cmaps/${name}` });
      shipped.add(packageFolder(resolve(CHARACTER_MAPS))!);
    },
    'build:done': ({ config }) => {
      if (config.command === 'serve') return;
      const text = writeNotices({ folders: shipped, parts: PARTS, texts: TEXTS });
      writeFileSync(resolve(config.outDir, 'third-party-notices.txt'), text);
      copyFileSync('LICENSE', resolve(config.outDir, 'LICENSE'));
    },
  },
  manifest: ({ browser, mode }) => ({
    default_locale: 'zh_CN',
    name: '__MSG_name__',
    short_name: '__MSG_shortName__',
    description: '__MSG_description__',
    content_scripts: [
      { ...everywhere, run_at: 'document_start', js: ['early.js'] },
      {
        ...everywhere,
        run_at: 'document_idle',
        js: ['page.js'],
      },
    ],
    content_security_policy: { extension_pages: policyFor(mode) },
    permissions: [
      'storage',
      'unlimitedStorage',
      'contextMenus',
      'scripting',
      'alarms',
      ...(browser === 'firefox' ? [] : ['sidePanel']),
    ],
    host_permissions: ['<all_urls>'],
    action: { default_title: '__MSG_name__' },
    commands: {
      'next-match': { suggested_key: { default: 'Alt+Shift+J' }, description: '__MSG_commandNext__' },
      'previous-match': { suggested_key: { default: 'Alt+Shift+K' }, description: '__MSG_commandPrevious__' },
      'toggle-marks': { suggested_key: { default: 'Alt+Shift+M' }, description: '__MSG_commandToggle__' },
      'open-panel': { suggested_key: { default: 'Alt+Shift+L' }, description: '__MSG_commandPanel__' },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: { id: GECKO_ID, strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } },
          },
        }
      : { minimum_chrome_version: '148' }),
  }),
});
