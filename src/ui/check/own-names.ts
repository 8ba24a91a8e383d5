import type { ClassFile } from '../../comparison/compared-file.ts';

/** The name, with the first number that makes it one that is not taken. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let i = 2; ; i++) if (!taken.has(`${name} (${i})`)) return `${name} (${i})`;
}

/**
 * Files with one that was read added. A file of the same name and text is there already; one of another text gets a number after its name,
 * as names tell files apart.
 */
export function withFile<T extends ClassFile>(files: readonly T[], added: T): readonly T[] {
  const { name, text } = added;
  if (files.some((file) => file.name === name && file.text === text)) return files;
  const taken = new Set(files.map((file) => file.name));
  return [...files, { ...added, name: taken.has(name) ? freeName(name, taken) : name }];
}
