/** Offers a text as a file; needs no permission, as the user's click is enough. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the blob when the click is over; a minute is for slow disks.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
