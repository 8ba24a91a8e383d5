import { trainWording } from '../../../corpus-index/train-wording.ts';
import { checksum } from '../../../src/fingerprint/hash.ts';
import { normalise } from '../../../src/text/normalise.ts';
import { surprisals } from '../../../src/wording/surprisals.ts';
import { readWording, WordingError } from '../../../src/wording/wording-file.ts';
import { OWN_ESSAYS } from '../../own-essays.ts';
import { hostileNumber, mutated } from '../mutate.ts';
import { isLetIn, must, type Target } from '../target.ts';
import { adversarialText } from '../texts.ts';

/** The reader of models of common wording, and what is computed with one that it lets in. */
export const wording: Target = {
  name: 'wording',
  limit: 1_000,
  async open() {
    const model = trainWording([...Object.values(OWN_ESSAYS), ...Object.values(OWN_ESSAYS)]);
    return async (random) => {
      const bytes = random.once(4) ? mutated(random, model) : model.slice();
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const at = 4 * random.below(8);
      if (at + 4 <= bytes.length && random.once(2))
        view.setUint32(at, hostileNumber(random, view.getUint32(at, true)) >>> 0, true);
      if (bytes.length >= 16 && !random.once(8)) view.setUint32(12, checksum(bytes.subarray(16)), true);
      return isLetIn(WordingError, () => {
        const { codes } = normalise(adversarialText(random, 300));
        const bits = surprisals(readWording(bytes), codes);
        must(bits.length === codes.length && bits.every((each) => each <= 15), 'each letter has a surprisal');
      });
    };
  },
};
