import type { SaxesTagNS } from 'saxes';
import type { PartEvents } from './parse-parts.ts';
import { attribute, isOn, type WordStyles, wordName } from './word-styles.ts';

/** Elements whose contents are no text of the document: deleted or moved text, ruby readings, former formats. */
const LEFT_OUT = new Set(['del', 'moveFrom', 'rt', 'rPrChange', 'pPrChange', 'sectPrChange', 'tblPrChange']);

/** Elements that stand for a character. */
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['br', '\n'],
  ['cr', '\n'],
  ['noBreakHyphen', '-'],
]);

/** An open paragraph. Paragraphs of a text box are inside the one to which it is anchored, and follow it in the text. */
interface Paragraph {
  text: string;
  style: string | undefined;
  readonly after: string[];
}

interface Run {
  hidden: boolean | undefined;
  style: string | undefined;
}

const isFallback = ({ local, uri }: SaxesTagNS): boolean =>
  local === 'Fallback' && uri.endsWith('/markup-compatibility/2006');

/**
 * Gathers the text of a part of a Word document from its events, a line for each paragraph. Insertions that are tracked are text,
 * deletions are not. Hidden text is gathered apart.
 */
export class WordText implements PartEvents {
  readonly lines: string[] = [];
  /** Text that the document hides, a piece for each run. */
  readonly hidden: string[] = [];
  /** Number of pictures, whose text is not read. */
  pictures = 0;
  /** Whole documents of another kind that are embedded. */
  embedded = 0;
  readonly #styles: WordStyles;
  readonly #paragraphs: Paragraph[] = [];
  readonly #around: string[] = [];
  #run: Run | null = null;
  #leftOut = 0;

  constructor(styles: WordStyles) {
    this.#styles = styles;
  }

  open(tag: SaxesTagNS): void {
    const local = wordName(tag);
    const [parent, grandparent] = [this.#around.at(-1), this.#around.at(-2)];
    this.#around.push(local);
    if (LEFT_OUT.has(local) || isFallback(tag)) this.#leftOut++;
    if (this.#leftOut > 0) return;
    if (local === 'p') this.#paragraphs.push({ text: '', style: undefined, after: [] });
    else if (local === 'r') this.#run = { hidden: undefined, style: undefined };
    else if (local === 'altChunk' || local === 'object') this.embedded++;
    else if (tag.local === 'blip') this.pictures++;
    else if (parent === 'r' && CHARACTERS.has(local)) this.#add(CHARACTERS.get(local)!);
    else if (parent === 'rPr' && grandparent === 'r') this.#format(local, tag);
    else if (local === 'pStyle' && this.#paragraphs.length > 0) this.#paragraphs.at(-1)!.style = attribute(tag, 'val');
  }

  close(tag: SaxesTagNS): void {
    const local = this.#around.pop()!;
    if (LEFT_OUT.has(local) || isFallback(tag)) this.#leftOut--;
    else if (this.#leftOut > 0) return;
    else if (local === 'p') this.#endParagraph();
    else if (local === 'r') this.#run = null;
  }

  text(text: string): void {
    if (this.#leftOut === 0 && this.#around.at(-1) === 't') this.#add(text);
  }

  #format(local: string, tag: SaxesTagNS): void {
    if (!this.#run) return;
    if (local === 'vanish') this.#run.hidden = isOn(tag);
    if (local === 'rStyle') this.#run.style = attribute(tag, 'val');
  }

  #isHidden(paragraph: Paragraph): boolean {
    const own = this.#run?.hidden ?? this.#styles.hides(this.#run?.style);
    return own ?? this.#styles.hides(paragraph.style) ?? false;
  }

  #add(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (!paragraph) return;
    if (!this.#isHidden(paragraph)) paragraph.text += text;
    else if (text.trim() !== '') this.hidden.push(text);
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    const lines = [paragraph.text, ...paragraph.after];
    const target = this.#paragraphs.at(-1)?.after ?? this.lines;
    for (const line of lines) target.push(line);
  }
}
