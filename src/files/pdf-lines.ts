/** A line of a page as a PDF draws it. Lengths are in points, `right` and `left` from the page's left edge. */
export interface PdfLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The size of its letters, in points. */
  readonly size: number;
}

/** What of a piece of text is needed to tell lines: see `TextItem` of pdfjs-dist. */
export interface PdfPiece {
  readonly str: string;
  readonly hasEOL: boolean;
  readonly width: number;
  readonly height: number;
  readonly transform: readonly number[];
}

/** Most letters by which a full line may be short: two, as a punctuation mark does not begin the next line. */
const SLACK_LETTERS = 2.5;
/** Least indent of a line that begins a paragraph, in letters. */
const INDENT_LETTERS = 0.8;
/** Greatest ratio of the sizes of lines of one paragraph; lines that differ more are a heading and its text. */
const SAME_SIZE = 1.1;

/** The lines of a page, from the pieces in the order in which it draws them. */
export function linesOfPage(pieces: readonly PdfPiece[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let [text, left, right, size] = ['', Infinity, -Infinity, 0];
  const end = (): void => {
    if (text.trim() !== '') lines.push({ text: text.trim(), left, right, size });
    [text, left, right, size] = ['', Infinity, -Infinity, 0];
  };
  for (const { str, hasEOL, width, height, transform } of pieces) {
    text += str;
    if (str.trim() !== '') {
      const start = transform[4] ?? 0;
      left = Math.min(left, start);
      right = Math.max(right, start + width);
      size = Math.max(size, height);
    }
    if (hasEOL) end();
  }
  end();
  return lines;
}

function goesOn(line: PdfLine, next: PdfLine, margins: { left: number; right: number }): boolean {
  const ratio = line.size / next.size;
  if (!(ratio < SAME_SIZE && ratio > 1 / SAME_SIZE)) return false;
  const isFull = line.right > margins.right - SLACK_LETTERS * line.size;
  return isFull && next.left < margins.left + INDENT_LETTERS * next.size;
}

/** A space where Latin words meet; Chinese has none. */
function glue(before: string, after: string): string {
  return /[\p{Script=Latin}\d,.;]$/u.test(before) && /^[\p{Script=Latin}\d]/u.test(after) ? ' ' : '';
}

/**
 * The paragraphs of a page, a line each: a line goes on in the next where it reaches the right margin and the next is neither
 * indented nor of another size.
 */
export function paragraphsOf(lines: readonly PdfLine[]): string {
  const margins = {
    left: lines.reduce((least, { left }) => Math.min(least, left), Infinity),
    right: lines.reduce((most, { right }) => Math.max(most, right), 0),
  };
  let text = lines[0]?.text ?? '';
  for (let i = 1; i < lines.length; i++) {
    const [line, next] = [lines[i - 1]!, lines[i]!];
    text += (goesOn(line, next, margins) ? glue(line.text, next.text) : '\n') + next.text;
  }
  return text;
}
