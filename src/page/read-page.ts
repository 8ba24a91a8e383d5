import type { Span } from '../text/span.ts';
import { placeOf } from './locate.ts';
import { asField, type Field, HAN, isBorder, isSkipped } from './readable.ts';

/*
 * Reads a page's text as flows. A flow runs over inline elements and ends at block borders and line breaks. The walk goes
 * from node to node without recursion (pages nest 5,000 deep), touches no layout, and can be stopped after every step.
 * Flows without a Han character are not text for us and are left out: they cannot match, and most pages have little else.
 */

/** Text between two borders, with the text nodes that it is made of. Never changed once made. */
export interface Flow {
  /** The data of the nodes joined; as long as them, but line breaks of the source are spaces. */
  readonly text: string;
  readonly nodes: readonly Text[];
  /** For each node the UTF-16 offset of the text at which it begins. */
  readonly starts: readonly number[];
  /** Offset in the first node at which the flow begins: other than 0 only where a long flow was cut. */
  readonly from: number;
  /** Places in `nodes` before which something on the page is skipped (a reading, hidden text): no range may cross. */
  readonly breaks: readonly number[];
  /** The field whose value this is; it has no nodes then. */
  readonly field: Field | undefined;
  /** Whether it stands in a block quotation. */
  readonly quoted: boolean;
}

/** Flows one after another, as they stand in the text that they make when joined by line feeds. */
export interface PageFlows {
  readonly flows: readonly Flow[];
  /** UTF-16 offset of each flow in the text. */
  readonly starts: readonly number[];
}

/** A text made of flows. */
export interface PageText extends PageFlows {
  readonly text: string;
  /** Block quotations, in UTF-16 units of the text; in order and disjoint. */
  readonly quotes: readonly Span[];
}

/** What a reader cannot know from the tree. */
export interface Eyes {
  /** Whether text directly inside this element is on the screen or can be scrolled to. */
  visible(element: Element): boolean;
  /** For an element of which nothing shows: the topmost one around it of which nothing inside can show either, if any. */
  hiddenRoot(element: Element): Element | undefined;
  /** The shadow root of an element, if it has one that may be read. */
  shadowOf(element: Element): ShadowRoot | null;
}

/** A row of siblings, from `first` to `last`. */
export interface Gap {
  readonly first: Node;
  readonly last: Node;
}

// A flow longer than this is cut, so that a part of the page can always be filled to its measure: a text/plain document
// is one text node of any length. Large enough that no essay's paragraph is ever cut.
const LONGEST_FLOW = 10_000;

// After so many nodes without a flow the walk gives the caller a chance to stop: some 20 µs of work.
const STEPS = 128;

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

// A page may have hundreds of thousands of flows, most of them of one node: what those have alike they share, and for each only as
// much is made as is kept.
const ONE_START: readonly number[] = [0];
const NO_BREAKS: readonly number[] = [];

/** Gathers text nodes to flows. */
class FlowReader {
  /** Of the flow that is being gathered: `undefined` where there is none, or it has no starts and breaks of its own. */
  private nodes: Text[] | undefined;
  private starts: number[] | undefined;
  private breaks: number[] | undefined;
  private gathered = '';
  private skipped = false;
  /** The next finished flow, and those behind it. */
  private ready: Flow | undefined;
  private readonly more: Flow[] = [];
  private asked: Element | undefined;
  private answer = false;

  private readonly eyes: Eyes;
  quoteDepth: number;

  constructor(eyes: Eyes, quoteDepth: number) {
    this.eyes = eyes;
    this.quoteDepth = quoteDepth;
  }

  /** Hands over the next flow that is finished, if any. */
  take(): Flow | undefined {
    const { ready } = this;
    if (ready) this.ready = this.more.shift();
    return ready;
  }

  /** Something with contents is passed over. */
  skip(): void {
    this.skipped = true;
  }

  text(node: Text, parent: Element): 'read' | 'hidden' {
    const data = node.data;
    if (!HAN.test(data)) {
      // Kept inside a flow, where a match may run across it; at its edges it would only be ballast.
      if (this.nodes && data.trim() !== '' && this.sees(parent)) this.push(node, data);
      return 'read';
    }
    if (!this.sees(parent)) return 'hidden';
    this.push(node, data);
    return 'read';
  }

  field(field: Field): void {
    const text = field.value;
    if (HAN.test(text) && this.sees(field)) {
      this.hand({ text, nodes: [], starts: [], from: 0, breaks: NO_BREAKS, field, quoted: false });
    }
  }

  border(): void {
    if (this.nodes) this.finish(this.nodes);
    this.skipped = false;
  }

  private sees(parent: Element): boolean {
    if (parent !== this.asked) {
      this.asked = parent;
      this.answer = this.eyes.visible(parent);
    }
    return this.answer;
  }

  private push(node: Text, data: string): void {
    if (this.nodes) this.append(this.nodes, node);
    else this.nodes = [node];
    this.skipped = false;
    this.gathered += data;
    if (this.gathered.length > LONGEST_FLOW) this.finish(this.nodes);
  }

  private append(nodes: Text[], node: Text): void {
    if (this.skipped) {
      this.breaks ??= [];
      this.breaks.push(nodes.length);
    }
    this.starts ??= [0];
    this.starts.push(this.gathered.length);
    nodes.push(node);
  }

  private finish(nodes: readonly Text[]): void {
    const { starts = ONE_START, breaks = NO_BREAKS } = this;
    const text = softened(this.gathered);
    this.nodes = undefined;
    this.starts = undefined;
    this.breaks = undefined;
    this.gathered = '';
    const whole: Flow = { text, nodes, starts, from: 0, breaks, field: undefined, quoted: this.quoteDepth > 0 };
    if (text.length <= LONGEST_FLOW * 2) this.hand(whole);
    else for (const piece of cut(whole)) this.hand(piece);
  }

  private hand(flow: Flow): void {
    if (this.ready) this.more.push(flow);
    else this.ready = flow;
  }
}

// A single line break is a space to a browser, and in preformatted text most often the wrap of a line. An empty line stays.
function softened(text: string): string {
  return text.includes('\n') ? text.replace(/(?<!\n[ \t\r]*)\n(?![ \t\r]*\n)/g, ' ') : text;
}

// Cuts at a line's or a sentence's end in the second half of each stretch, else right at its end.
function cutAfter(text: string, start: number): number {
  const end = start + LONGEST_FLOW;
  if (end >= text.length) return text.length;
  const half = start + LONGEST_FLOW / 2;
  const tail = text.slice(half, end);
  for (const sign of ['\n', '。', ' ']) {
    const at = tail.lastIndexOf(sign);
    if (at >= 0) return half + at + 1;
  }
  return end;
}

function slice(flow: Flow, start: number, end: number): Flow {
  const first = placeOf(flow.starts, start);
  const last = placeOf(flow.starts, end - 1);
  const starts = flow.starts.slice(first, last + 1).map((at) => Math.max(0, at - start));
  const breaks = flow.breaks.filter((at) => at > first && at <= last).map((at) => at - first);
  const nodes = flow.nodes.slice(first, last + 1);
  return { ...flow, text: flow.text.slice(start, end), nodes, starts, breaks, from: start - flow.starts[first]! };
}

function cut(flow: Flow): Flow[] {
  const pieces: Flow[] = [];
  for (let start = 0; start < flow.text.length; ) {
    const end = cutAfter(flow.text, start);
    pieces.push(slice(flow, start, end));
    start = end;
  }
  return pieces;
}

/** The element around a node; around the children of a shadow root, its host. */
export function parentOf(node: Node): Element | undefined {
  const parent = node.parentNode;
  if (parent?.nodeType === ELEMENT) return parent as Element;
  return (parent as ShadowRoot | null)?.host;
}

/** Enters an element: its first node to read, or `undefined` where nothing inside is to be read. */
function enter(element: Element, reader: FlowReader, eyes: Eyes): Node | undefined {
  const name = element.localName;
  if (isBorder(name)) reader.border();
  if (name === 'blockquote') reader.quoteDepth++;
  if (isSkipped(name)) {
    const field = asField(element);
    if (field) reader.field(field);
    reader.skip();
    return undefined;
  }
  const inShadow = eyes.shadowOf(element)?.firstChild;
  if (inShadow) reader.border();
  return inShadow ?? element.firstChild ?? undefined;
}

function leave(element: Element, reader: FlowReader): void {
  const name = element.localName;
  if (isBorder(name)) reader.border();
  if (name === 'blockquote') reader.quoteDepth--;
}

// After the last node of a shadow tree the walk goes on with the host's own children: they show in its slots.
function up(node: Node): { host: Element; light: Node | null } | Element | undefined {
  const parent = node.parentNode;
  if (!parent) return undefined;
  if (parent.nodeType === ELEMENT) return parent as Element;
  const host = (parent as ShadowRoot).host;
  return host ? { host, light: host.firstChild } : undefined;
}

/** The node after everything in `node`, leaving elements on the way; `undefined` at the end of the gap. */
function after(node: Node, last: Node, reader: FlowReader): Node | undefined {
  for (let at = node; ; ) {
    if (at.nodeType === ELEMENT) leave(at as Element, reader);
    if (at === last) return undefined;
    const sibling = at.nextSibling;
    if (sibling) return sibling;
    const next = up(at);
    if (!next) return undefined;
    if ('light' in next) {
      reader.border();
      if (next.light) return next.light;
      at = next.host;
    } else at = next;
  }
}

function quotesAround(node: Node): number {
  return parentOf(node)?.closest('blockquote') ? 1 : 0;
}

/** Goes up from hidden text to the element that hides it and all around it, but never out of the gap. */
function passHidden(node: Node, parent: Element, last: Node, reader: FlowReader, eyes: Eyes): Node {
  const root = eyes.hiddenRoot(parent);
  if (!root) return node;
  let at = node;
  while (at !== root && at !== last) {
    const around = parentOf(at);
    if (!around) break;
    // The row of siblings itself is hidden: its nodes are passed one by one, as `last` may be any of them.
    if (around === last.parentNode) return at;
    if (at.nodeType === ELEMENT) leave(at as Element, reader);
    at = around;
  }
  return at;
}

/**
 * Reads the flows of a row of siblings, in the order of the composed tree. Between flows, and every few nodes where there are
 * none, it hands over `undefined`: a good place to pause. When the node at which it paused has left the document meanwhile,
 * the walk ends early and returns `false`: read again.
 */
export function* readFlows(gap: Gap, eyes: Eyes): Generator<Flow | undefined, boolean, void> {
  const reader = new FlowReader(eyes, quotesAround(gap.first));
  let steps = 0;
  for (let node: Node | undefined = gap.first; node; ) {
    let inside: Node | undefined;
    let end: Node = node;
    if (node.nodeType === ELEMENT) inside = enter(node as Element, reader, eyes);
    else if (node.nodeType === TEXT || node.nodeType === CDATA) {
      const parent = parentOf(node);
      if (parent && reader.text(node as Text, parent) === 'hidden') {
        reader.skip();
        end = passHidden(node, parent, gap.last, reader, eyes);
      }
    }
    node = inside ?? after(end, gap.last, reader);
    for (let flow = reader.take(); flow; flow = reader.take()) yield flow;
    if (++steps % STEPS === 0) {
      yield undefined;
      if (node && !node.isConnected) return false;
    }
  }
  reader.border();
  for (let flow = reader.take(); flow; flow = reader.take()) yield flow;
  return true;
}

/** A flow read again after its nodes' data or its field's value has changed; `undefined` where the tree must be walked. */
export function reread(flow: Flow): Flow | undefined {
  if (flow.field) return HAN.test(flow.field.value) ? { ...flow, text: flow.field.value } : undefined;
  const starts: number[] = [];
  let text = '';
  for (const node of flow.nodes) {
    starts.push(text.length);
    text += node.data;
  }
  return HAN.test(text) && text.length <= LONGEST_FLOW ? { ...flow, text: softened(text), starts } : undefined;
}

/** Joins flows to one text. */
export function joinFlows(flows: readonly Flow[]): PageText {
  const starts: number[] = [];
  const quotes: Span[] = [];
  let length = 0;
  for (const flow of flows) {
    starts.push(length);
    if (flow.quoted) quotes.push({ start: length, end: length + flow.text.length });
    length += flow.text.length + 1;
  }
  return { text: flows.map((flow) => flow.text).join('\n'), flows, starts, quotes };
}

/** Reads everything under a node at once: for documents that nobody is looking at. */
export function readPage(root: Node, eyes: Eyes): PageText {
  const flows: Flow[] = [];
  for (const flow of readFlows({ first: root, last: root }, eyes)) if (flow) flows.push(flow);
  return joinFlows(flows);
}
