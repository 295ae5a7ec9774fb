import type {
  CanvasData,
  canvases,
  canvasShares,
  CanvasVisibility,
  canvasVersions,
  models,
} from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';
import type { CanvasIds } from './canvas-ids.ts';
import type { Slug } from './organizations.ts';
import type { Email } from './people.ts';

interface Board {
  readonly slug: Slug;
  readonly model: string;
  readonly sections: readonly string[];
  readonly name: string;
  readonly creator: Email;
  readonly visibility: CanvasVisibility;
  readonly sharedWith?: Email;
  /** What was saved, the first first. */
  readonly saves: readonly CanvasData[];
}

const boards: readonly Board[] = [
  {
    slug: 'demo',
    model: 'Lean canvas',
    sections: ['problem', 'solution'],
    name: 'A shop of our own',
    creator: 'member@demo-org.com',
    visibility: 'private',
    sharedWith: 'manager@demo-org.com',
    saves: [
      { problem: ['Orders by phone'], solution: [] },
      { problem: ['Orders by phone'], solution: ['A portal'] },
    ],
  },
  {
    slug: 'enterprise',
    model: 'Value canvas',
    sections: ['value', 'measures'],
    name: 'Savings of the year',
    creator: 'owner@enterprise-org.com',
    visibility: 'organization',
    saves: [{ value: ['Less stock'], measures: ['Weekly counts'] }],
  },
];

const section = { type: 'array', items: { type: 'string' } } as const;
const idOf = (table: string, { slug }: Board) => seedId(table, slug);

export function modelRows(ids: CanvasIds): readonly (typeof models.$inferInsert)[] {
  return boards.map((board) => ({
    organizationId: ids.organization(board.slug),
    id: idOf('models', board),
    name: board.model,
    schema: {
      type: 'object',
      properties: Object.fromEntries(board.sections.map((name) => [name, section])),
      required: board.sections,
      additionalProperties: false,
    },
    publishedAt: new Date('2025-01-01T00:00:00Z'),
  }));
}

export function canvasRows(ids: CanvasIds): readonly (typeof canvases.$inferInsert)[] {
  return boards.map((board) => ({
    organizationId: ids.organization(board.slug),
    id: idOf('canvases', board),
    modelId: idOf('models', board),
    name: board.name,
    data: board.saves.at(-1)!,
    version: board.saves.length,
    visibility: board.visibility,
    createdBy: ids.user(board.creator),
  }));
}

export function versionRows(ids: CanvasIds): readonly (typeof canvasVersions.$inferInsert)[] {
  return boards.flatMap((board) =>
    board.saves.map((data, place) => ({
      organizationId: ids.organization(board.slug),
      id: seedId('canvas_versions', `${board.slug}/${place + 1}`),
      canvasId: idOf('canvases', board),
      version: place + 1,
      data,
      createdBy: ids.user(board.creator),
    })),
  );
}

export function shareRows(ids: CanvasIds): readonly (typeof canvasShares.$inferInsert)[] {
  return boards.flatMap((board) =>
    board.sharedWith === undefined
      ? []
      : {
          organizationId: ids.organization(board.slug),
          id: idOf('canvas_shares', board),
          canvasId: idOf('canvases', board),
          userId: ids.user(board.sharedWith),
          permission: 'view' as const,
        },
  );
}
