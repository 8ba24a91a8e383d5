import { useRef } from 'preact/hooks';

/**
 * A button by which the user chooses a file, several or a folder. The browser's own file field is not shown: its words follow the
 * browser's language.
 */
export function FileButton(props: {
  readonly label: string;
  /** Kinds of files that the browser offers, as in the attribute `accept`. */
  readonly accept: string;
  /** Whether several may be chosen at once. */
  readonly many?: boolean;
  /** Whether a folder is chosen: what is taken are the files in it. */
  readonly folder?: boolean;
  /** Called with what was chosen, one file at least. */
  readonly take: (files: readonly [File, ...File[]]) => Promise<void>;
}) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = async ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    const [first, ...others] = currentTarget.files ?? [];
    if (first) await props.take([first, ...others]);
    // With its value kept, the field would not report that the same file is chosen again, for instance after it was edited.
    currentTarget.value = '';
  };
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        {props.label}
      </button>
      <input
        ref={input}
        type="file"
        accept={props.accept}
        multiple={props.many ?? false}
        // Not in Preact's types: the standard has no field for folders, browsers do.
        {...(props.folder ? { webkitdirectory: true } : {})}
        hidden
        aria-label={props.label}
        onChange={(event) => void chosen(event)}
      />
    </>
  );
}
