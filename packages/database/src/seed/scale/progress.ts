/** Shows how far long work is. */
export interface Progress {
  /** `done` of the total are done; `detail` says more. */
  update(done: number, detail: string): void;
}

/** Where a bar can be drawn. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const barWidth = 30;

/** A bar on a terminal; elsewhere a line each tenth. */
export function createProgress(
  label: string,
  total: number,
  log: (line: string) => void,
  screen: Screen,
): Progress {
  return screen.isTTY === true ? bar(label, total, screen) : lines(label, total, log);
}

function bar(label: string, total: number, screen: Screen): Progress {
  return {
    update(done, detail) {
      const filled = Math.round((done / total) * barWidth);
      const drawn = '#'.repeat(filled) + '.'.repeat(barWidth - filled);
      const end = done < total ? '' : '\n';
      screen.write(`\r${label} [${drawn}] ${done}/${total}  ${detail}\u001b[K${end}`);
    },
  };
}

function lines(label: string, total: number, log: (line: string) => void): Progress {
  let shown = 0;
  return {
    update(done, detail) {
      const tenth = Math.floor((done / total) * 10);
      if (tenth === shown) return;
      shown = tenth;
      log(`${label} ${done}/${total}  ${detail}`);
    },
  };
}
