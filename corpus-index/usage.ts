import { fileSource } from '../src/cli/file-source.ts';
import { openBlocks } from '../src/corpus/read-blocks.ts';

/** How the command is called; printed with --help and after a wrong call. */
export const USAGE = `usage: npm run index -- build --corpus DIR|FILE [--sources FILE] [--wording FILE] [--slice I/N] --out FILE
       npm run index -- merge --out FILE FILE…
       npm run index -- model [--texts DIR]... [--out FILE]
       npm run index -- pack --pack ID --name NAME [--maker …] [--licence …] [--homepage …] [--made-from …] [--version N]
                        [--date YYYY-MM-DD] [--texts FILE.jsonl] [--without-letter-tables] [--key FILE] --out FILE FILE…
       npm run index -- pack --after FILE [--withdraw FILE] [--rebase] --out FILE [FILE…]
       npm run index -- keygen --out FILE
       npm run index -- sign --key FILE FILE
       npm run index -- publish DIR --pack FILE
       npm run index -- verify FILE
       npm run index -- inspect FILE

build    an index of the .txt documents in a folder, or of the lines of a .jsonl or .jsonl.gz file:
         {id, title?, author?, date?, url?, text}, an essay each. How a .txt document is cut
         stands in --sources, else in the folder's own sources.json, else in the shipped one; a document without an entry is one essay.
         Wording that is common by the model of --wording counts little; the shipped model is the default.
         With --slice 2/8 the second of eight slices of the corpus, to be merged with the other seven:
         each is built from the whole corpus, on any machine, in any order
merge    one index of all slices of a corpus, given in any order: byte for byte what build without --slice gives.
         Indexes that are no slices are joined in the order given
model    the model of common wording, learnt from folders of texts (.txt, .jsonl, .jsonl.gz with a "text" a line);
         without options the shipped one, from ../shared/background and ../shared/general
pack     a pack of indexes, to be installed on the library page; with --texts also the texts. Without letter tables
         the essays cannot be read out of it, and less is found (docs/packs.md). With --after the next version
         of a pack: its parts, those of further indexes, without the essays whose ids are lines of --withdraw; --rebase makes one part of all
keygen   a key for signing packs
sign     signs a pack
publish  lays a pack out in a folder, for any host of plain files; readers subscribe to its pack.djlh
verify   whether a file is a whole index or pack of this version, and who signed the pack
inspect  what an index holds
exit code: 0, 1 when verify refuses the file, 2 when the call or its input is at fault`;

/** The value of a required option. Throws an Error if it is missing. */
export function needed(value: string | undefined, option: string): string {
  if (value !== undefined) return value;
  throw new Error(`${option} is missing\n${USAGE}`);
}

/** The time that this process has run, and its peak memory, in words. */
function costs(): string {
  // maxRSS is in kilobytes.
  const megabytes = Math.ceil(process.resourceUsage().maxRSS / 1000);
  return `${process.uptime().toFixed(0)} s, at most ${megabytes} MB of memory`;
}

/** A line about an index that was just written: its contents, and the time and memory that it took. */
export async function summaryOfFile(path: string): Promise<string> {
  const source = fileSource(path);
  try {
    const { essays, letters, slice } = await openBlocks(source);
    const of = slice ? `slice ${slice.number} of ${slice.slices}, ` : '';
    return `${path}: ${of}${essays} essays, ${letters} letters, ${source.byteLength} bytes (${costs()})`;
  } finally {
    source.close();
  }
}
