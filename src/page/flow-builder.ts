import { HAN } from '../text/han.ts';
import type { ElementQueries } from './element-queries.ts';
import { cutFlow, type Flow, LONGEST_FLOW, withSoftBreaks } from './flow.ts';
import type { Field } from './readable.ts';
import type { TextParent } from './tree.ts';

// A page may have hundreds of thousands of flows, most of them of one node. These share the arrays that are equal for all of
// them.
const ONE_START: readonly number[] = [0];
const NO_BREAKS: readonly number[] = [];

/**
 * Joins text nodes to flows. Flows without a Han character are left out: they cannot match, and on most pages nearly all flows
 * are of this kind.
 */
export class FlowBuilder {
  /**
   * Nodes of the flow that is being built; `undefined` between flows. Its starts and breaks are `undefined` while they are the
   * shared ones.
   */
  private nodes: Text[] | undefined;
  private starts: number[] | undefined;
  private breaks: number[] | undefined;
  private gathered = '';
  private skipped = false;
  /** The next finished flow, for `take`; `undefined` if there is none. `more` holds those after it. */
  ready: Flow | undefined;
  private readonly more: Flow[] = [];
  private asked: TextParent | undefined;
  private answer = false;

  private readonly queries: ElementQueries;
  quoteDepth: number;

  /** @param quoteDepth number of block quotations around the first node */
  constructor(queries: ElementQueries, quoteDepth: number) {
    this.queries = queries;
    this.quoteDepth = quoteDepth;
  }

  /** Removes and returns the next finished flow; `undefined` if there is none. */
  take(): Flow | undefined {
    const { ready } = this;
    if (ready) this.ready = this.more.shift();
    return ready;
  }

  /** To be called where an element with contents is left out: no range may cross that place. */
  skip(): void {
    this.skipped = true;
  }

  /** Adds a text node, unless its parent hides it. */
  text(node: Text, parent: TextParent): 'read' | 'hidden' {
    const data = node.data;
    if (!HAN.test(data)) {
      // Text without Han characters is kept inside a flow, as a match may cross it, and left out at the ends of a flow.
      if (this.nodes && data.trim() !== '' && this.isVisible(parent)) this.push(node, data);
      return 'read';
    }
    if (!this.isVisible(parent)) return 'hidden';
    this.push(node, data);
    return 'read';
  }

  /** Adds the value of a field as a flow of its own. */
  field(field: Field): void {
    this.queries.metField?.(field);
    const text = field.value;
    if (HAN.test(text) && this.isVisible(field)) {
      this.hand({ text, nodes: [], starts: [], from: 0, breaks: NO_BREAKS, field, quoted: false });
    }
  }

  /** Ends the flow that is being built. */
  border(): void {
    if (this.nodes) this.finish(this.nodes);
    this.skipped = false;
  }

  private isVisible(parent: TextParent): boolean {
    if (parent !== this.asked) {
      this.asked = parent;
      this.answer = this.queries.visible(parent);
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
    const text = withSoftBreaks(this.gathered);
    this.nodes = undefined;
    this.starts = undefined;
    this.breaks = undefined;
    this.gathered = '';
    const whole: Flow = { text, nodes, starts, from: 0, breaks, field: undefined, quoted: this.quoteDepth > 0 };
    if (text.length <= LONGEST_FLOW * 2) this.hand(whole);
    else for (const piece of cutFlow(whole)) this.hand(piece);
  }

  private hand(flow: Flow): void {
    if (this.ready) this.more.push(flow);
    else this.ready = flow;
  }
}
