import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A child process that answers each message with one. */
export class Child<Message extends object, Answer extends object> {
  readonly #process: ChildProcess;

  constructor(script: URL, ...args: readonly string[]) {
    this.#process = fork(fileURLToPath(script), args, { execArgv: ['--import', 'tsx'] });
  }

  ask(message: Message): Promise<Answer> {
    const child = this.#process;
    return new Promise((resolve, reject) => {
      const exited = () => reject(new Error('The child process ended.'));
      child.once('exit', exited);
      child.once('message', (answer) => {
        child.off('exit', exited);
        resolve(answer as Answer);
      });
      child.send(message);
    });
  }

  end(): void {
    this.#process.kill();
  }
}
