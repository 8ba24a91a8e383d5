import { useEffect, useState } from 'preact/hooks';

/**
 * How many of the things of a long list are to be rendered by now: some more in each frame, so that showing it never blocks the page.
 * @param step how many are added in a frame
 */
export function useGrowing(length: number, step: number): number {
  const [shown, setShown] = useState(step);
  useEffect(() => {
    if (shown >= length) return;
    const frame = requestAnimationFrame(() => setShown(shown + step));
    return () => cancelAnimationFrame(frame);
  }, [shown, length, step]);
  return Math.min(shown, length);
}
