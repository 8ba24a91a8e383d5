/** Downloads a Blob as a file. A link with `download` needs no permission of the extension. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the blob after the click. A minute suffices for slow disks; without revoking, the blob would stay in
  // memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Downloads a text as a file. */
export function saveFile(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}
