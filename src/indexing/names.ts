/** A word of a text and its part-of-speech tag, in the tag set of jieba. */
export interface TaggedWord {
  readonly word: string;
  readonly tag: string;
}

/** Cuts a text into words. The words, one after another, must be the text. */
export type TagWords = (text: string) => readonly TaggedWord[];

/** jieba's tags of places and of bodies. Its other tags of names (nr, nz) hold more common words than names. */
const PLACE_OR_BODY = /^n[st]/u;

/** Tag of a word that jieba's dictionary lacks, found by its model of letters: most personal names are among them. */
const UNKNOWN_WORD = 'x';

/** Tags of persons in jieba's dictionary; of three letters they are names, shorter ones mostly are not. */
const KNOWN_PERSON = /^nr(fg)?$/u;

/** The hundred most frequent surnames (census of 2020), without those that are everyday words themselves (于 万 任 常). */
const SURNAMES = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚文',
);

function isPerson(word: string, kind: string): boolean {
  if (!SURNAMES.has(word[0]!) || word.length > 3) return false;
  return kind === UNKNOWN_WORD ? word.length >= 2 : word.length === 3 && KNOWN_PERSON.test(kind);
}

/**
 * For each UTF-16 unit of the text 1 where it belongs to the name of a place, a body or a person, as far as the tags and the
 * surnames tell, else 0.
 */
export function namesIn(text: string, tagWords: TagWords): Uint8Array {
  const inName = new Uint8Array(text.length);
  let start = 0;
  for (const { word, tag } of tagWords(text)) {
    if (PLACE_OR_BODY.test(tag) || isPerson(word, tag)) inName.fill(1, start, start + word.length);
    start += word.length;
  }
  return inName;
}
