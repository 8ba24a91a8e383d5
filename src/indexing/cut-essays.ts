import type { Span } from '../text/span.ts';
import { type Line, linesOf } from './lines.ts';
import type { LineAnchor, LineHash, Source } from './source.ts';

/** One essay as it stands in its document. The span is in UTF-16 units of the document and trimmed of white space. */
export interface CutEssay extends Span {
  /** The document's file name. */
  readonly document: string;
  /** Document number and ordinal: `002/7`. */
  readonly id: string;
  /** The document's title. */
  readonly title: string;
  /** The essay's own heading, or 第 n 篇 where there is none. */
  readonly heading: string;
  /** Its number among the document's essays, from 1. */
  readonly ordinal: number;
  /** As the document states them; `''` where it does not. */
  readonly publisher: string;
  readonly date: string;
  /** As the document's `Source` names them; `''` and 0 where it does not. */
  readonly url: string;
  readonly kind: string;
  readonly year: number;
}

/** A title is a line of at most this many UTF-16 units: headlines of Chinese sites stay below, first paragraphs do not. */
const MAX_TITLE_LENGTH = 50;

interface Piece extends Span {
  readonly heading: string;
}

/** What a `Source` says of each line of its document. */
interface LineRules {
  readonly isHeading: (line: Line) => boolean;
  readonly isStart: (line: Line) => boolean;
  readonly isBoilerplate: (line: Line) => boolean;
  /** The offset at which the essay's part of the line ends; `null` if the whole line belongs to the essay. */
  readonly tailOf: (line: Line) => number | null;
}

/** Gathers lines into pieces: `begin` announces a piece, its first body line opens it. */
class Cutter {
  readonly pieces: Piece[] = [];
  private announced: { line: Line; heading: string } | null = null;
  private open: { heading: string; start: number; end: number } | null = null;
  private readonly document: string;
  private readonly lineHash: LineHash;

  constructor(document: string, lineHash: LineHash) {
    this.document = document;
    this.lineHash = lineHash;
  }

  begin(line: Line, heading: string): void {
    this.close();
    this.announced = { line, heading };
  }

  body(line: Line, end: number): void {
    if (this.announced) this.open = { heading: this.announced.heading, start: line.start, end };
    this.announced = null;
    if (!this.open) {
      throw new Error(
        `${this.document} line ${line.number} (hash ${this.lineHash(line.text)}) stands in no essay: in sources.json fit it with a pattern of "headings" or "boilerplate", or list it in "starts"`,
      );
    }
    this.open.end = end;
  }

  close(): void {
    if (this.announced) {
      const { number, text } = this.announced.line;
      throw new Error(`${this.document} line ${number} «${text}» heads no text: mend "headings" in sources.json`);
    }
    if (this.open) this.pieces.push(this.open);
    this.open = null;
  }
}

/** Finds the lines that a `Source` names by number, and checks that their text is unchanged. */
class AnchorFinder {
  private readonly byNumber: ReadonlyMap<number, Line>;
  private readonly document: string;
  private readonly lineHash: LineHash;

  constructor(document: string, lines: readonly Line[], lineHash: LineHash) {
    this.byNumber = new Map(lines.map((line) => [line.number, line]));
    this.document = document;
    this.lineHash = lineHash;
  }

  find(anchor: LineAnchor, field: string): Line {
    const line = this.byNumber.get(anchor.line);
    const hash = line && this.lineHash(line.text);
    if (line && hash === anchor.hash) return line;
    throw new Error(
      `${this.document} line ${anchor.line} has ${hash ? `hash ${hash}` : 'no text'}, sources.json expects hash ${anchor.hash}: the document has changed, look where the line went and mend "${field}"`,
    );
  }
}

function fitting(document: string, lines: readonly Line[], patterns: readonly string[], field: string): Set<Line> {
  const fits = new Set<Line>();
  for (const pattern of patterns) {
    const regExp = new RegExp(pattern, 'u');
    const hits = lines.filter((line) => regExp.test(line.text));
    if (hits.length === 0)
      throw new Error(`${document} has no line that fits ${pattern}: mend "${field}" in sources.json`);
    for (const line of hits) fits.add(line);
  }
  return fits;
}

function tailStart(document: string, line: Line, from: string): number {
  const at = line.text.indexOf(from);
  if (at > 0) return line.start + line.text.slice(0, at).trimEnd().length;
  throw new Error(
    `${document} line ${line.number} does not hold «${from}» after its start: mend "tails" in sources.json`,
  );
}

function rulesFor(document: string, lines: readonly Line[], { cut }: Source, lineHash: LineHash): LineRules {
  const anchors = new AnchorFinder(document, lines, lineHash);
  const headings = fitting(document, lines, cut.headings, 'headings');
  const boilerplate = fitting(document, lines, cut.boilerplate, 'boilerplate');
  const starts = new Set(cut.starts.map((anchor) => anchors.find(anchor, 'starts')));
  const tails = new Map<Line, number>();
  for (const anchor of cut.tails) {
    const line = anchors.find(anchor, 'tails');
    tails.set(line, tailStart(document, line, anchor.from));
  }
  return {
    isHeading: (line) => headings.has(line),
    isStart: (line) => starts.has(line),
    isBoilerplate: (line) => boilerplate.has(line),
    tailOf: (line) => tails.get(line) ?? null,
  };
}

function cutByRules(lines: readonly Line[], rules: LineRules, cutter: Cutter): Piece[] {
  for (const line of lines) {
    if (rules.isBoilerplate(line)) cutter.close();
    else if (rules.isHeading(line)) cutter.begin(line, line.text);
    else {
      if (rules.isStart(line)) cutter.begin(line, '');
      const tail = rules.tailOf(line);
      cutter.body(line, tail ?? line.end);
      if (tail !== null) cutter.close();
    }
  }
  cutter.close();
  return cutter.pieces;
}

function cutBySource(document: string, text: string, source: Source, lineHash: LineHash): Piece[] {
  const lines = linesOf(text);
  const rules = rulesFor(document, lines, source, lineHash);
  const pieces = cutByRules(lines, rules, new Cutter(document, lineHash));
  if (pieces.length === source.essays) return pieces;
  throw new Error(
    `${document} gives ${pieces.length} essays, sources.json expects ${source.essays}: mend "cut", or "essays" if the cut is right`,
  );
}

function isTitle(line: Line): boolean {
  return line.text.length <= MAX_TITLE_LENGTH && !/[。!?!?…;;]$/u.test(line.text);
}

/** A file name without its last ending; a name that only begins with a dot has none. */
function withoutEnding(fileName: string): string {
  return fileName.replace(/(?<=.)\.[^.]*$/su, '');
}

function cutWhole(document: string, text: string): { title: string; pieces: Piece[] } {
  const lines = linesOf(text);
  const [first, second] = lines;
  const last = lines.at(-1);
  if (!first || !last) throw new Error(`${document} holds no text: take it out of the corpus folder`);
  const titled = second !== undefined && isTitle(first);
  return {
    title: titled ? first.text : withoutEnding(document),
    pieces: [{ heading: '', start: (titled ? second : first).start, end: last.end }],
  };
}

/** The number that the ids of a document's essays begin with: the digits its file name opens with, else the name without ending. */
export function documentNumber(document: string): string {
  return /^\d+(?=[_.-])/u.exec(document)?.[0] ?? withoutEnding(document);
}

/**
 * Cuts a document into its essays, in order. Headings, boilerplate and white space around an essay belong to none; every
 * essay is one span, so boilerplate inside an essay is an error unless it stays part of it. A document without an entry in
 * sources.json is one essay, titled by its first line if that looks like a title, else by its file name.
 *
 * `document` is the file name, `text` the file read as UTF-8, byte order mark and CRLF left as they are. Throws an Error
 * that names the line and what to mend when the document does not fit its entry.
 */
export function cutEssays(document: string, text: string, source: Source | undefined, lineHash: LineHash): CutEssay[] {
  const { title, pieces } = source
    ? { title: source.title, pieces: cutBySource(document, text, source, lineHash) }
    : cutWhole(document, text);
  return pieces.map(({ heading, start, end }, index) => ({
    document,
    id: `${documentNumber(document)}/${index + 1}`,
    title,
    heading: heading || `第 ${index + 1} 篇`,
    ordinal: index + 1,
    publisher: source?.publisher ?? '',
    date: source?.date ?? '',
    url: source?.url ?? '',
    kind: source?.kind ?? '',
    year: source?.year ?? 0,
    start,
    end,
  }));
}
