/*
 * The protocol's messages after the login: a type, a length that counts itself, a body.
 */

/** Puts bytes together to whole messages. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);

  /** @returns the messages that `bytes` completes. */
  read(bytes: Buffer): Buffer[] {
    const messages: Buffer[] = [];
    let rest = Buffer.concat([this.#rest, bytes]);
    for (let end = endOfFirst(rest); end <= rest.length; end = endOfFirst(rest)) {
      messages.push(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    this.#rest = rest;
    return messages;
  }
}

export const typeOf = (message: Buffer): string => String.fromCharCode(message[0]!);

/** Whether the message tells the client that its Sync is answered. */
export const isReady = (message: Buffer): boolean => typeOf(message) === 'Z';

function endOfFirst(bytes: Buffer): number {
  return bytes.length < 5 ? Infinity : 1 + bytes.readInt32BE(1);
}
