/** Lets one holder in at a time, in the order they came. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve();

  /**
   * @param timeout how long to wait, in ms.
   * @returns the function that lets the next one in (calling it again does nothing); undefined when it
   *   took too long.
   */
  async acquire(timeout: number): Promise<(() => void) | undefined> {
    const before = this.#tail;
    let release!: () => void;
    this.#tail = before.then(() => new Promise<void>((resolve) => (release = resolve)));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), timeout);
    });
    const outcome = await Promise.race([before, late]);
    clearTimeout(timer);
    if (outcome !== 'late') return () => release();
    // Its turn comes all the same, and is passed on.
    before.then(() => release()).catch(() => {});
    return undefined;
  }
}
