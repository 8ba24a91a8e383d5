/**
 * Most bytes of a text file. 32 MiB hold ten million Chinese characters, more than any page or book; a larger file was probably
 * given by mistake.
 */
export const MAX_TEXT_BYTES = 32 * 2 ** 20;
/** Most bytes of a document, which may contain pictures that are not read. */
export const MAX_DOCUMENT_BYTES = 128 * 2 ** 20;
/** Most bytes of a .jsonl file, which may be a whole collection. 256 MiB of UTF-8 still fit into a JavaScript string. */
export const MAX_JSONL_BYTES = 256 * 2 ** 20;
