/** Prints every tenth of the way, with the rate since the start. */
export function progressLog(total: number): (done: number) => void {
  const started = performance.now();
  let next = total / 10;
  return (done) => {
    if (done < next) return;
    next += total / 10;
    const rate = Math.round((done / (performance.now() - started)) * 1000);
    console.log(`${done} of ${total} statements, ${rate} a second`);
  };
}
