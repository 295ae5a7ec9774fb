import { setTimeout as later } from 'node:timers/promises';
import type { Line } from './line-proxy.ts';

/** Who sent the bytes. */
export type Sender = 'client' | 'server';

/** Gets a piece of the first unit on a line, and how many of its bytes were before; hands on what it likes. */
type Handler = (piece: Buffer, before: number, handOn: (bytes: Buffer) => void) => void;

/** Gives what `sender` sends of the line's first unit, from its `begin` on, to `handle`. */
function interceptUnit(line: Line, sender: Sender, handle: Handler): void {
  let begun = false;
  let before = 0;
  const intercept = (by: Sender, handOn: (bytes: Buffer) => void) => (bytes: Buffer) => {
    if (by === 'client') begun ||= bytes.includes('begin isolation level');
    if (!begun || by !== sender) return handOn(bytes);
    handle(bytes, before, handOn);
    before += bytes.length;
  };
  line.fromClient = intercept('client', line.toServer);
  line.fromServer = intercept('server', line.toClient);
}

/** @returns a function that tells how many bytes `sender` has sent of the line's first unit. */
export function countUnit(line: Line, sender: Sender): () => number {
  let count = 0;
  interceptUnit(line, sender, (piece, before, handOn) => {
    count = before + piece.length;
    handOn(piece);
  });
  return () => count;
}

/** Cuts the line behind the first `at` bytes that `sender` sends of its first unit. */
export function cutUnit(line: Line, sender: Sender, at: number): void {
  interceptUnit(line, sender, (piece, before, handOn) => {
    if (before > at) return;
    handOn(piece.subarray(0, at - before));
    if (before + piece.length >= at) line.cut();
  });
}

/** Hands on what `sender` sends of the line's first unit in packets of `size` bytes. */
export function splitUnit(line: Line, sender: Sender, size: number): void {
  let handedOn = Promise.resolve();
  interceptUnit(line, sender, (piece, _, handOn) => {
    for (let at = 0; at < piece.length; at += size) {
      const packet = piece.subarray(at, at + size);
      handedOn = handedOn.then(async () => {
        handOn(packet);
        await later(1);
      });
    }
  });
}

/** Hands on every piece that `sender` sends in two packets, the first one of `at` bytes. */
export function splitAt(line: Line, sender: Sender, at: () => number): void {
  let handedOn = Promise.resolve();
  const split = (handOn: (bytes: Buffer) => void) => (bytes: Buffer) => {
    const border = at();
    handedOn = handedOn.then(async () => {
      handOn(bytes.subarray(0, border));
      await later(1);
      handOn(bytes.subarray(border));
    });
  };
  if (sender === 'client') line.fromClient = split(line.toServer);
  else line.fromServer = split(line.toClient);
}
