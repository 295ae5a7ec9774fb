/** Whether somebody can be asked: both ends of the process are a terminal. */
export function isInteractive(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}
