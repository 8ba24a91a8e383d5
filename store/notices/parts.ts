/** Something that is shipped and has a licence of its own, which no package.json tells. */
export interface Part {
  readonly name: string;
  /** SPDX expression. */
  readonly licence: string;
  /** The package that carries it; null for what stands in our own files. */
  readonly inside: string | null;
  /** The file of the licence's text, from the project's top. */
  readonly text: string;
}

const APACHE = 'node_modules/opencc-js/LICENSES/Apache-2.0.txt';

/**
 * The parts of jieba's wasm are read from the paths that its compiler left in it; those of PDF.js from the headings that its bundler
 * left. OpenCC's and Unicode's data stand in tables of ours.
 */
export const PARTS: readonly Part[] = [
  { name: 'jieba: dictionary and model', licence: 'MIT', inside: 'jieba-wasm', text: 'store/notices/texts/jieba.txt' },
  { name: 'jieba-rs', licence: 'MIT', inside: 'jieba-wasm', text: 'store/notices/texts/jieba-rs.txt' },
  { name: 'cedarwood', licence: 'BSD-2-Clause', inside: 'jieba-wasm', text: 'store/notices/texts/cedarwood.txt' },
  { name: 'Zstandard', licence: 'BSD-3-Clause', inside: 'jieba-wasm', text: 'store/notices/texts/zstd.txt' },
  { name: 'include-flate', licence: 'Apache-2.0', inside: 'jieba-wasm', text: APACHE },
  { name: 'Rust packages', licence: 'MIT', inside: 'jieba-wasm', text: 'store/notices/texts/rust-crates.txt' },
  {
    name: 'Adobe CMap resources',
    licence: 'BSD-3-Clause',
    inside: 'pdfjs-dist',
    text: 'node_modules/pdfjs-dist/cmaps/LICENSE',
  },
  { name: 'core-js', licence: 'MIT', inside: 'pdfjs-dist', text: 'store/notices/texts/core-js.txt' },
  { name: 'Brotli decoder', licence: 'MIT', inside: 'pdfjs-dist', text: 'store/notices/texts/brotli.txt' },
  {
    name: 'qcms: glue code',
    licence: 'MIT',
    inside: 'pdfjs-dist',
    text: 'node_modules/pdfjs-dist/wasm/LICENSE_PDFJS_QCMS',
  },
  {
    name: 'JBig2: glue code',
    licence: 'Apache-2.0',
    inside: 'pdfjs-dist',
    text: 'node_modules/pdfjs-dist/wasm/LICENSE_PDFJS_JBIG2',
  },
  {
    name: 'OpenJPEG: glue code',
    licence: 'BSD-2-Clause',
    inside: 'pdfjs-dist',
    text: 'node_modules/pdfjs-dist/wasm/LICENSE_PDFJS_OPENJPEG',
  },
  { name: 'OpenCC: table of simplified letters', licence: 'Apache-2.0', inside: null, text: APACHE },
  { name: 'Unicode Character Database', licence: 'Unicode-3.0', inside: null, text: 'store/notices/texts/unicode.txt' },
];

/**
 * Packages that come without their licence's text, or (Vite) with those of much that is not shipped: the file to take instead, from
 * the project's top.
 */
export const TEXTS: Readonly<Record<string, string>> = {
  '@wxt-dev/browser': 'store/notices/texts/wxt.txt',
  '@wxt-dev/storage': 'store/notices/texts/wxt.txt',
  saxes: 'store/notices/texts/saxes.txt',
  vite: 'store/notices/texts/vite.txt',
  wxt: 'store/notices/texts/wxt.txt',
};
