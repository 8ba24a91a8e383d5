import { IndexError } from '../../../src/corpus/format.ts';
import { readIndex } from '../../../src/corpus/read-index.ts';
import { findMatches } from '../../../src/match/find-matches.ts';
import { makePart, manifestOf } from '../../../src/packs/make-pack.ts';
import type { Manifest } from '../../../src/packs/manifest.ts';
import { PackError } from '../../../src/packs/pack-error.ts';
import { readPack, writePack } from '../../../src/packs/pack-file.ts';
import { makeKey } from '../../../src/packs/signature.ts';
import { OWN_ESSAYS } from '../../own-essays.ts';
import { FACTS, indexOfTexts, packOf } from '../../packs/own-packs.ts';
import { mutated, mutatedJson } from '../mutate.ts';
import type { Random } from '../random.ts';
import { isLetIn, must, type Target } from '../target.ts';
import { hostileIndex } from './index-file.ts';

const [FIRST, SECOND] = Object.values(OWN_ESSAYS);
const TEXTS = { a: FIRST!, b: SECOND! };

/** A pack of a hostile index, or with a manifest that says what cannot be, its checksums and signature right; `null` where none can be made. */
async function sealedPack(random: Random, index: Uint8Array, key: JsonWebKey): Promise<Blob | null> {
  const opened = readIndex(index.slice().buffer, 'own');
  const bytes = random.once(2) ? hostileIndex(random, index, opened).slice().buffer : index.slice().buffer;
  try {
    const { part, pieces } = await makePart(bytes, random.once(2) ? TEXTS : null);
    const manifest = manifestOf(FACTS, [part], [], true);
    const said = random.once(2) ? (mutatedJson(random, manifest) as Manifest) : manifest;
    return await writePack(said, new Map(pieces), random.once(2) ? key : null);
  } catch {
    // Not even a forger can write it.
    return null;
  }
}

async function use(file: Blob): Promise<void> {
  const { manifest, parts } = await readPack(file);
  must(parts.length === manifest.parts.length, 'each part was checked');
  for (const { bytes, ids } of parts) {
    must(new Set(ids).size === ids.length && ids.every((id) => id !== ''), 'essays have different ids');
    await isLetIn(IndexError, () => findMatches(FIRST!, readIndex(bytes, 'own')));
  }
}

/** The reader of packs: files, and packs that a hostile maker has signed. */
export const pack: Target = {
  name: 'pack',
  limit: 2_000,
  async open() {
    const key = await makeKey();
    const index = new Uint8Array(indexOfTexts(TEXTS));
    const whole = new Uint8Array(await (await packOf({ parts: [TEXTS], key, withTexts: true })).arrayBuffer());
    return async (random) => {
      const file = random.once(3) ? new Blob([mutated(random, whole).slice()]) : await sealedPack(random, index, key);
      return file !== null && isLetIn(PackError, () => use(file));
    };
  },
};
