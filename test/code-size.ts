import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

/*
 * How long the functions and files of the project are: `npm run code-size` prints it, the architecture test limits it.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

/** A node of a syntax tree, as far as tests look at it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly body?: unknown;
}

/** A function and how many lines it takes, from its first line to its closing bracket. */
export interface FunctionLength {
  /** File from the project's top, a colon, and the line where the function begins. */
  readonly place: string;
  readonly lines: number;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}

/** A node and all that stand below it. */
function* nodesOf(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) for (const each of value) yield* nodesOf(each);
  else if (isNode(value)) {
    yield value;
    for (const child of Object.values(value)) yield* nodesOf(child);
  }
}

// An arrow function that is one expression is part of the line that it stands in.
function hasBlock({ type, body }: SyntaxNode): boolean {
  return FUNCTIONS.includes(type) && isNode(body) && (body.type === 'FunctionBody' || body.type === 'BlockStatement');
}

/** The TypeScript files of a folder and the folders below it, from the project's top. */
export function filesUnder(folder: string): string[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/u.test(name));
}

/**
 * All nodes of a file's syntax tree.
 * @throws Error where it is no TypeScript
 */
export function syntaxOf(file: string, source: string): SyntaxNode[] {
  const { program, errors } = parseSync(file, source);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  return [...nodesOf(program)];
}

/**
 * The functions with a block of statements in a file, nested ones too.
 * @throws Error where the file is no TypeScript
 */
export function functionLengths(file: string): FunctionLength[] {
  const source = readFileSync(`${ROOT}${file}`, 'utf8');
  const lineAt = (offset: number) => source.slice(0, offset).split('\n').length;
  return syntaxOf(file, source)
    .filter(hasBlock)
    .map(({ start, end }) => ({
      place: `${file}:${lineAt(start)}`,
      lines: lineAt(end) - lineAt(start) + 1,
    }));
}

function main(): void {
  const files = ['src', 'entrypoints', 'corpus-index'].flatMap(filesUnder);
  const functions = files.flatMap(functionLengths).sort((a, b) => b.lines - a.lines);
  const at = (share: number) => functions[Math.floor(functions.length * (1 - share))]!.lines;
  const sizes = files
    .map((file) => ({ file, lines: readFileSync(`${ROOT}${file}`, 'utf8').split('\n').length - 1 }))
    .sort((a, b) => b.lines - a.lines);
  console.log(`${functions.length} functions: median ${at(0.5)} lines, nine in ten at most ${at(0.9)}`);
  console.log(
    `longest functions: ${functions
      .slice(0, 5)
      .map(({ place, lines }) => `${place} (${lines})`)
      .join(', ')}`,
  );
  console.log(`${files.length} files, median ${sizes[sizes.length >> 1]!.lines} lines`);
  console.log(
    `longest files: ${sizes
      .slice(0, 5)
      .map(({ file, lines }) => `${file} (${lines})`)
      .join(', ')}`,
  );
}

if (import.meta.main) main();
