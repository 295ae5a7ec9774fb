const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size for people: 1.2 GB. */
export function bytes(size: number): string {
  let left = size;
  let unit = 0;
  while (left >= 1000 && unit < units.length - 1) {
    left /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? left : left.toFixed(1)} ${units[unit]}`;
}
