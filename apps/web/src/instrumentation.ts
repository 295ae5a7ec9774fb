/** Next calls it once, when the server starts. */
export async function register(): Promise<void> {
  // Next compiles this file for its edge runtime too, and leaves out there what this condition guards.
  // oxlint-disable-next-line startkit/no-process-env -- Next replaces this expression while it compiles
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { prepareServer } = await import('./prepare-server.ts');
    prepareServer();
  }
}
