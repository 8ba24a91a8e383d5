/** What of Mozilla's linter is used: its package has no types. */
declare module 'addons-linter' {
  /** A message of the linter; of those about the whole package `file` is missing. */
  export interface Message {
    readonly code: string;
    readonly message: string;
    readonly file?: string;
    readonly line?: number;
  }

  interface Linter {
    /** Reads the package and resolves with all that is said of it. */
    run(): Promise<{ readonly errors: Message[]; readonly warnings: Message[]; readonly notices: Message[] }>;
  }

  const linter: {
    createInstance(options: {
      readonly config: Readonly<Record<string, unknown>>;
      readonly runAsBinary: boolean;
    }): Linter;
  };
  export default linter;
}
