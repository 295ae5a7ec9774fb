import type { ProxyReply, ProxyRequest } from '../proxy/proxy.ts';
import { Child } from './child.ts';

/** The way to the server, with a round trip of 0 or more ms. */
export class Network {
  readonly #proxy: Child<ProxyRequest, ProxyReply>;
  readonly #ports = new Map<number, number>();

  constructor(serverPort: number) {
    this.#proxy = new Child(new URL('../proxy/proxy.ts', import.meta.url), String(serverPort));
  }

  /** @returns `url`, at a distance of `delay` ms. */
  async at(delay: number, url: string): Promise<string> {
    const port = this.#ports.get(delay) ?? (await this.#open(delay));
    this.#ports.set(delay, port);
    return Object.assign(new URL(url), { port: String(port) }).toString();
  }

  async roundTrips(): Promise<number> {
    const reply = await this.#proxy.ask({ count: true });
    return 'roundTrips' in reply ? reply.roundTrips : 0;
  }

  end(): void {
    this.#proxy.end();
  }

  async #open(delay: number): Promise<number> {
    const reply = await this.#proxy.ask({ delay });
    if (!('port' in reply)) throw new Error('The proxy opened no port.');
    return reply.port;
  }
}
