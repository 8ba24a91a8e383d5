import * as v from 'valibot';
import { PackError } from './pack-error.ts';

/*
 * What a pack says of itself: a line of JSON, at the head of its file and of its folder on a host. It names every piece by its SHA-256,
 * so a signature over the manifest is one over the whole pack. See docs/packs.md.
 */

/** Bytes of a piece that are fetched at a time, and kept where a download stops; the last chunk of a piece is shorter. */
export const CHUNK_BYTES = 1 << 20;

/** Most bytes of a manifest: it has 70 for each chunk and each withdrawn essay. */
export const MAX_MANIFEST_BYTES = 4 << 20;

/** Most bytes of all pieces: what a browser can hold in memory while it is checked. An index of 100,000 essays has 218 million. */
export const MAX_PACK_BYTES = 1 << 30;

const Line = v.pipe(v.string(), v.maxLength(500));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u));

/** A web address, or nothing. It is shown as a link, so it may not be one of a script. */
const Homepage = v.pipe(
  Line,
  v.check((address) => address === '' || /^https?:\/\//u.test(address)),
);

const PieceSchema = v.pipe(
  v.strictObject({
    sha256: Sha256,
    bytes: v.pipe(Count, v.minValue(1), v.maxValue(MAX_PACK_BYTES)),
    chunks: v.array(Sha256),
  }),
  v.check(({ bytes, chunks }) => chunks.length === Math.ceil(bytes / CHUNK_BYTES)),
);

const PartSchema = v.strictObject({
  essays: v.pipe(Count, v.minValue(1)),
  letters: Count,
  index: PieceSchema,
  texts: v.nullable(PieceSchema),
});

function bytesIn(parts: readonly v.InferOutput<typeof PartSchema>[]): number {
  return parts.reduce((sum, { index, texts }) => sum + index.bytes + (texts?.bytes ?? 0), 0);
}

const ManifestSchema = v.pipe(
  v.strictObject({
    pack: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/u)),
    name: v.pipe(Line, v.minLength(1)),
    maker: Line,
    version: v.pipe(Count, v.minValue(1)),
    date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/u)),
    licence: Line,
    homepage: Homepage,
    madeFrom: v.pipe(v.string(), v.maxLength(5000)),
    essays: Count,
    letterTables: v.boolean(),
    parts: v.pipe(v.array(PartSchema), v.minLength(1), v.maxLength(64)),
    withdrawn: v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))),
  }),
  v.check(({ parts }) => new Set(parts.map(({ index }) => index.sha256)).size === parts.length),
  v.check(({ withdrawn }) => new Set(withdrawn).size === withdrawn.length),
  v.check(
    ({ essays, parts, withdrawn }) => essays === parts.reduce((sum, part) => sum + part.essays, 0) - withdrawn.length,
  ),
  v.check(({ parts }) => bytesIn(parts) <= MAX_PACK_BYTES),
  v.check(
    ({ letterTables, parts }) => letterTables || parts.every(({ texts }) => texts === null),
    'a pack without letter tables has no texts: they would say what the tables were left out for',
  ),
);

/** A file of a pack: its SHA-256, its length in bytes, and the SHA-256 of each `CHUNK_BYTES` of it. */
export type Piece = Readonly<v.InferOutput<typeof PieceSchema>>;

/** Some essays of a pack: their index, and their texts where the pack has them. */
export type PackPart = Readonly<v.InferOutput<typeof PartSchema>>;

/**
 * The manifest of a pack. `pack` names it in all its versions; `version` rises; `essays` are those that count, without the `withdrawn` ones,
 * which are named by their ids.
 */
export type Manifest = Readonly<v.InferOutput<typeof ManifestSchema>>;

/** The pieces of a pack in the order of its file: of each part its index, then its texts. */
export function piecesOf({ parts }: Pick<Manifest, 'parts'>): Piece[] {
  return parts.flatMap(({ index, texts }) => (texts ? [index, texts] : [index]));
}

/** Names a part by what is in it: one that two versions have in common is neither fetched nor checked again. */
export function partKey({ index, texts }: PackPart): string {
  return texts ? `${index.sha256}+${texts.sha256}` : index.sha256;
}

/** The one way to write a manifest: keys in the order of the schema, no white space. */
export function manifestBytes(manifest: Manifest): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(v.parse(ManifestSchema, manifest)));
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new PackError('no-pack', 'the manifest is no JSON in UTF-8', error);
  }
}

/**
 * Reads a manifest. One that is not written as `manifestBytes` does is refused, so that no two programs can read different things in the same
 * signed bytes. Throws a PackError.
 */
export function readManifest(bytes: Uint8Array): Manifest {
  const result = v.safeParse(ManifestSchema, parsed(bytes));
  if (!result.success) {
    const { message, path } = result.issues[0];
    const place = path?.map(({ key }) => String(key)).join('.') ?? 'as a whole';
    throw new PackError('no-pack', `the manifest is not valid (${place}): ${message}`);
  }
  const written = manifestBytes(result.output);
  if (written.length !== bytes.length || written.some((byte, i) => byte !== bytes[i]))
    throw new PackError('no-pack', 'the manifest is not written in the canonical way');
  return result.output;
}
