import { SaxesParser, type SaxesTagNS } from 'saxes';
import { InputError } from './input-error.ts';

/** Called with the contents of an XML part of a document, in their order. */
export interface PartEvents {
  open(tag: SaxesTagNS): void;
  close(tag: SaxesTagNS): void;
  text?(text: string): void;
}

/** Greatest depth of elements. Word nests some tens of them; looking up namespaces takes time proportional to the depth. */
const MOST_DEPTH = 1_000;

/**
 * Tells the elements and texts of an XML part of an Office document, one after another.
 * @throws InputError where it is not well-formed, nests too deep or declares a document type, which no Office document does:
 * so no entity of its own is ever expanded
 */
export function parsePart(name: string, xml: string, events: PartEvents): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  const fail = (what: string): never => {
    throw new InputError('damaged', `is a damaged document: ${name} in it ${what}; save it again`);
  };
  parser.on('error', () => fail('is no well-formed XML'));
  parser.on('doctype', () => fail('declares a document type'));
  parser.on('opentag', (tag) => {
    if (++depth > MOST_DEPTH) fail(`nests deeper than ${MOST_DEPTH} elements`);
    events.open(tag);
  });
  parser.on('closetag', (tag) => {
    depth--;
    events.close(tag);
  });
  parser.on('text', (text) => events.text?.(text));
  parser.on('cdata', (text) => events.text?.(text));
  parser.write(xml.replace(/^\uFEFF/u, '')).close();
}
