import { useRef } from 'preact/hooks';

/**
 * A button by which the user chooses a file. The browser's own file field is hidden, as its words follow the browser's language.
 */
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
        hidden
        aria-label={props.label}
        onChange={(event) => void chosen(event)}
      />
    </>
  );
}
