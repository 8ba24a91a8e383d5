/** A warning of Mozilla's linter that stays, and why. */
export interface Explained {
  /** The linter's name of the warning. */
  readonly code: string;
  /** The file that it names, without the hash in it. */
  readonly file: string;
  readonly reason: string;
}

/** All that Mozilla's linter says of the package for Firefox. `npm run lint:store` fails when it says anything else, or less. */
export const EXPLAINED: readonly Explained[] = [
  {
    code: 'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION',
    file: 'manifest.json',
    reason:
      'data_collection_permissions came to Firefox for Android with 142; we ask for 140, the oldest desktop version that has it, and are not offered for Android',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    file: 'chunks/mount-page.js',
    reason: 'Preact sets innerHTML for dangerouslySetInnerHTML, which no file of ours uses (a test says so)',
  },
  {
    code: 'DANGEROUS_EVAL',
    file: 'assets/pdf.js',
    reason:
      'core-js in PDF.js looks for the global object in the end with Function("return this"); globalThis is found before',
  },
  {
    code: 'DANGEROUS_EVAL',
    file: 'assets/pdf.worker.js',
    reason: 'the same core-js; the policy of our pages forbids eval besides',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    file: 'assets/pdf.js',
    reason:
      'PDF.js can load its worker from an address; we give it the one that is loaded, and the policy forbids foreign code',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    file: 'assets/pdf.worker.js',
    reason: 'PDF.js can load decoders of pictures from an address; none is named, as only text is read',
  },
];
