import { decodeBlock, type EssayBlock } from '../corpus/block.ts';
import type { Slice } from '../corpus/slice.ts';
import { type EssayInput, type IndexSink, IndexWriter } from '../corpus/write-index.ts';
import type { Sampling } from '../fingerprint/recipe.ts';
import { FamilyFinder } from './find-families.ts';

/**
 * Makes an index of essays that come one after another, as texts or as blocks of other indexes: writes them, finds their families,
 * and refuses two of the same id. What comes as a block gives the same bytes as what comes as the text that the block was made of.
 */
export class IndexAssembler {
  private readonly writer: IndexWriter;
  private readonly families = new FamilyFinder();
  private readonly documents = new Map<string, string>();

  /** `leastEssays`, `isBare`: see IndexWriter. */
  constructor(sink: IndexSink, sampling: Sampling, leastEssays: number, isBare = false) {
    this.writer = new IndexWriter(sink, sampling, leastEssays, isBare);
  }

  /** Adds an essay by its text. Throws an Error where its id is known already. */
  addText(essay: EssayInput): void {
    this.checkId(essay.id, essay.document);
    this.families.add(this.writer.add(essay).letterBytes);
  }

  /** Adds an essay by its block. Throws an Error where its id is known already, an IndexError where the block is damaged. */
  addBlock(bytes: Uint8Array): void {
    const block: EssayBlock = decodeBlock(bytes);
    this.checkId(block.record.id, block.record.document);
    this.writer.addEssay(block);
    this.families.add(block.letterBytes);
  }

  private checkId(id: string, document: string): void {
    const known = this.documents.get(id);
    if (known !== undefined) throw new Error(`${known} and ${document} both give an essay ${id}: rename one of them`);
    this.documents.set(id, document);
  }

  /** Writes what stands after the essays. Nothing may be added afterwards. */
  finish(slice: Slice | null = null): void {
    this.writer.finish(this.families.families(), slice);
  }
}
