import { marked } from 'marked';
import { readHtml } from './html-text.ts';
import { type FileFacts, NO_FACTS, type ReadText } from './read-text.ts';

/** UTF-16 units up to which markup is parsed. A longer file, which no person writes, is read as plain text. */
const MOST_MARKED = 2 ** 20;

/** What may be the head of facts that many programs write before the text, between two lines of three hyphens. */
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/u;

/** A line of YAML that begins an entry: `key: value` or `key:`. */
const YAML_KEY = /^["']?[\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,40}["']?:(?:[ \t].*)?$/u;
/** A line that may follow one: blank, indented, a comment, an item of a list, the end of a bracket. */
const YAML_MORE = /^(?:[ \t].*|#.*|-(?:[ \t].*)?|[\]}].*)?$/u;

/** Whether lines are YAML, judged by their beginnings: the two rulers may also enclose a part of the text. */
function isYaml(head: string): boolean {
  const lines = head.trim().split(/\r?\n/u);
  return YAML_KEY.test(lines[0]!) && lines.every((line) => YAML_KEY.test(line) || YAML_MORE.test(line));
}

function field(head: string, name: string): string {
  const value = new RegExp(`^${name}:[ \\t]*(.*)$`, 'imu').exec(head)?.[1]?.trim() ?? '';
  return /^(["']).*\1$/u.test(value) ? value.slice(1, -1) : value;
}

function factsOf(head: string | undefined): FileFacts {
  if (head === undefined) return NO_FACTS;
  const date = /^\d{4}-\d{2}-\d{2}/u.exec(field(head, 'date'))?.[0] ?? '';
  return { title: field(head, 'title'), author: field(head, 'author'), date };
}

/** The text of the page that is made of Markdown; the source where it is too long or nests too deep for the parser. */
function textOf(source: string): string {
  if (source.length > MOST_MARKED) return source;
  try {
    return readHtml(marked.parse(source, { async: false, gfm: true })).text;
  } catch {
    return source;
  }
}

/** The text of a Markdown file as the page shows it that is made of it. Facts come from its YAML head. */
export function readMarkdown(source: string): ReadText {
  const found = FRONT_MATTER.exec(source);
  const head = found && isYaml(found[1]!) ? found : null;
  const body = head ? source.slice(head[0].length) : source;
  return { text: textOf(body), unread: [], facts: factsOf(head?.[1]) };
}
