import { visible } from '../report/text.ts';
import type { Io } from './command.ts';

/** Between two lines where there is no terminal, in ms. */
const interval = 5_000;
/** A terminal's least width, in which a line can be taken away again. */
const width = 79;

/** Says on stderr what a command is at: one line that changes on a terminal, a line now and then elsewhere. */
export interface Progress {
  show(text: string): void;
  /** Takes the line away. */
  end(): void;
}

/** @param isAsked whether it is wanted where there is no terminal. */
export function progressOn({ stderr, now }: Io, isAsked: boolean): Progress {
  if (stderr.isTTY === true) return onTerminal(stderr);
  let last = -Infinity;
  return {
    show(text) {
      if (!isAsked || now().getTime() - last < interval) return;
      last = now().getTime();
      stderr.write(`${visible(text)}\n`);
    },
    end() {},
  };
}

function onTerminal(stderr: Io['stderr']): Progress {
  const erase = '\r\u001b[2K';
  let isShown = false;
  return {
    show(text) {
      isShown = true;
      stderr.write(erase + visible(text).slice(0, width));
    },
    end() {
      if (isShown) stderr.write(erase);
      isShown = false;
    },
  };
}
