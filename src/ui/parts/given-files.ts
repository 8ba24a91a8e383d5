/** A file that the user gave, with the folders that it lies in. */
export interface GivenFile {
  readonly file: File;
  readonly name: string;
}

/** The chosen files of a field, for files or for a folder. */
export function chosenFiles(files: readonly File[]): GivenFile[] {
  return files.map((file) => ({ file, name: file.webkitRelativePath || file.name }));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function readSome(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

async function* entriesIn(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = folder.createReader();
  // A reader gives a hundred at a time, and none when it is through.
  for (let some = await readSome(reader); some.length > 0; some = await readSome(reader)) yield* some;
}

async function* filesOf(entry: FileSystemEntry): AsyncGenerator<GivenFile> {
  if (entry.isFile) {
    const file = await fileOf(entry as FileSystemFileEntry).catch(() => null);
    if (file) yield { file, name: entry.fullPath.replace(/^\//u, '') };
  } else for await (const inside of entriesIn(entry as FileSystemDirectoryEntry)) yield* filesOf(inside);
}

/** What is dropped: an entry of the file system or, of a program that drops what lies in none, a file. */
function dropped(item: DataTransferItem): FileSystemEntry | File | null {
  return item.webkitGetAsEntry() ?? item.getAsFile();
}

/** The files that were dropped, those in dropped folders among them. Call it in the turn of the event: its data is gone afterwards. */
export async function droppedFiles(data: DataTransfer): Promise<GivenFile[]> {
  const files: GivenFile[] = [];
  for (const each of [...data.items].map(dropped)) {
    if (each instanceof File) files.push(...chosenFiles([each]));
    else if (each) for await (const file of filesOf(each)) files.push(file);
  }
  return files;
}
