/**
 * Reads a file of the extension itself. A path from its root has no host, so nothing leaves the device. Rejects with an Error that
 * names the file where it cannot be read: it is missing from the package.
 */
export async function packaged(path: `/${string}`): Promise<Response> {
  // Of two slashes the first would begin the name of a host.
  if (path.startsWith('//')) throw new Error(`${path} is no path of a file of the extension: begin it with one slash`);
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} of the extension cannot be read: status ${response.status}`);
  return response;
}

/** The bytes of a file of the extension itself. Rejects as `packaged` does. */
export async function packagedBytes(path: `/${string}`): Promise<ArrayBuffer> {
  return (await packaged(path)).arrayBuffer();
}
