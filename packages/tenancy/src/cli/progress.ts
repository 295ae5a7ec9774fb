import { visible } from '../report/text.ts';
import type { Io } from './command.ts';

/** Between two lines where there is no terminal, in ms. */
const interval = 5_000;

/** Says on stderr how far a long run is: one line that changes on a terminal, a line now and then elsewhere. */
export interface Progress {
  update(done: number, total: number, what: string): void;
  /** Takes the line away. */
  end(): void;
}

/** @param asked whether it is wanted where there is no terminal. */
export function progressOn({ stderr, now }: Io, asked: boolean): Progress {
  if (stderr.isTTY === true) return onTerminal(stderr);
  if (!asked) return { update() {}, end() {} };
  let last = -Infinity;
  return {
    update(done, total, what) {
      if (done < total && now().getTime() - last < interval) return;
      last = now().getTime();
      stderr.write(`${line(done, total, what)}\n`);
    },
    end() {},
  };
}

function onTerminal(stderr: Io['stderr']): Progress {
  const erase = '\r\u001b[2K';
  let isShown = false;
  return {
    update(done, total, what) {
      isShown = true;
      stderr.write(erase + line(done, total, what).slice(0, 79));
    },
    end() {
      if (isShown) stderr.write(erase);
      isShown = false;
    },
  };
}

function line(done: number, total: number, what: string): string {
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  return `${String(percent).padStart(3)} %  ${done}/${total}  ${visible(what)}`;
}
