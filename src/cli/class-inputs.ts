import { join, resolve } from 'node:path';
import type { ClassFile } from '../comparison/compared-file.ts';
import type { FileTraces, Unread } from '../files/read-text.ts';
import { printable } from './printable.ts';
import { type Failure, type Input, isFolder, readInputs } from './read-inputs.ts';
import type { Surroundings } from './surroundings.ts';

/** A file that was read: its path as `readInputs` names it, and its path below the folder that the user gave. */
interface ClassInput {
  readonly input: Input;
  readonly below: string;
}

/** A file that was read, with what of it is not in its text. */
export interface ReadClassFile extends ClassFile {
  readonly unread: readonly Unread[];
  /** The author as the file states it; `''` where it does not. */
  readonly author: string;
  readonly traces: FileTraces;
}

/** A file that could not be read: its path below the folder that the user gave, and the reason. */
type NotRead = Pick<Failure, 'name' | 'problem'>;

/** Files that were read, and whether all could be. */
export interface ClassInputs {
  readonly files: readonly ReadClassFile[];
  readonly failed: readonly NotRead[];
  readonly complete: boolean;
}

function pathBelow(folder: string, id: string, cwd: string): string {
  const prefix = join(folder, '/');
  return isFolder(resolve(cwd, folder)) && id.startsWith(prefix) ? id.slice(prefix.length) : id;
}

/** Paths below the folders, or the paths as they were given where two would be the same. */
function named(inputs: readonly ClassInput[]): ReadClassFile[] {
  const ofOneName = Map.groupBy(inputs, ({ below }) => below);
  return inputs.map(({ input: { id, text, unread, author, traces }, below }) => {
    return { name: ofOneName.get(below)!.length > 1 ? id : below, text, unread, author, traces };
  });
}

/**
 * Reads the files that the user gave to be compared, named by their paths below the folders given. What cannot be read is said to `err`.
 * @param without paths of files and folders that stand in these folders but are none of them
 */
export async function classInputs(
  given: readonly string[],
  without: readonly string[],
  encoding: string | undefined,
  { cwd, err }: Surroundings,
): Promise<ClassInputs> {
  const left = without.map((path) => resolve(cwd, path));
  const isLeft = (path: string) => left.some((one) => path === one || path.startsWith(join(one, '/')));
  const inputs: ClassInput[] = [];
  const failed: NotRead[] = [];
  for (const path of given) {
    for await (const input of readInputs(path, cwd, encoding)) {
      if ('failure' in input) {
        err(`deja-lu: ${printable(input.failure)}`);
        failed.push({ name: pathBelow(path, input.name, cwd), problem: input.problem });
      } else if ('note' in input) err(`deja-lu: ${printable(input.note)}`);
      else if (!isLeft(resolve(cwd, input.id))) {
        inputs.push({ input, below: pathBelow(path, input.id, cwd) });
      }
    }
  }
  return { files: named(inputs), failed, complete: failed.length === 0 };
}
