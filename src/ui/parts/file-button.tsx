import { useRef } from 'preact/hooks';

/** A button by which the user chooses one file. The browser's own file field is not shown: its words follow the browser's language. */
export function FileButton(props: {
  readonly label: string;
  /** Kinds of files that the browser offers, as in the attribute `accept`. */
  readonly accept: string;
  readonly take: (file: File) => Promise<void>;
}) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = async ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    const file = currentTarget.files?.[0];
    if (file) await props.take(file);
    // A field that keeps its value would not report the choice of the same file again, as after the user has changed it.
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
        hidden
        aria-label={props.label}
        onChange={(event) => void chosen(event)}
      />
    </>
  );
}
