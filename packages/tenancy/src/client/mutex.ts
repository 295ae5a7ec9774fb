/** Lets one holder in at a time, in the order they came. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve();

  /** @returns the function that lets the next one in; calling it again does nothing. */
  async acquire(): Promise<() => void> {
    const before = this.#tail;
    let release!: () => void;
    this.#tail = new Promise((resolve) => (release = resolve));
    await before;
    return release;
  }
}
