import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

export function createClient(url: string, connections: number) {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connections }) });
}
