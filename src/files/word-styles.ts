import type { SaxesTagNS } from 'saxes';
import { parsePart } from './parse-parts.ts';

/** Namespaces of WordprocessingML: the transitional and the strict one (ISO/IEC 29500). */
const WORD = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]);

/** The local name of an element of WordprocessingML; `''` for one of another vocabulary. */
export function wordName({ local, uri }: SaxesTagNS): string {
  return WORD.has(uri) ? local : '';
}

/** An attribute by its local name. */
export function attribute(tag: SaxesTagNS, local: string): string | undefined {
  return Object.values(tag.attributes).find((each) => each.local === local)?.value;
}

/** Whether a switch such as `<w:vanish/>` is on. */
export function isOn(tag: SaxesTagNS): boolean {
  return !['0', 'false', 'off'].includes(attribute(tag, 'val') ?? 'true');
}

interface Style {
  readonly basedOn: string | undefined;
  readonly hidden: boolean | undefined;
}

/** Which styles hide text, by their ids. */
export class WordStyles {
  readonly #styles = new Map<string, Style>();
  /**
   * Cached results of `hides`, which is called for each piece of text, while a chain of styles can be as long as the document.
   */
  readonly #answers = new Map<string, boolean | undefined>();

  /** Whether text in this style is hidden; `undefined` if neither it nor the styles it is based on state that. */
  hides(id: string | undefined): boolean | undefined {
    const asked: string[] = [];
    let at = id;
    while (at !== undefined && !this.#answers.has(at)) {
      const style = this.#styles.get(at);
      asked.push(at);
      // Until the result is known, this entry ends the walk if styles are based on each other in a cycle.
      this.#answers.set(at, style?.hidden);
      if (style?.hidden !== undefined) break;
      at = style?.basedOn;
    }
    const answer = at === undefined ? undefined : this.#answers.get(at);
    for (const each of asked) this.#answers.set(each, answer);
    return answer;
  }

  /** Takes in the part that holds the styles. Throws an InputError where it is damaged. */
  read(name: string, xml: string): void {
    this.#answers.clear();
    let id: string | undefined;
    let basedOn: string | undefined;
    let hidden: boolean | undefined;
    parsePart(name, xml, {
      open: (tag) => {
        const local = wordName(tag);
        if (local === 'style') [id, basedOn, hidden] = [attribute(tag, 'styleId'), undefined, undefined];
        else if (local === 'basedOn') basedOn = attribute(tag, 'val');
        else if (local === 'vanish') hidden = isOn(tag);
      },
      close: (tag) => {
        if (wordName(tag) === 'style' && id !== undefined) this.#styles.set(id, { basedOn, hidden });
      },
    });
  }
}
