import fc from 'fast-check';

/** Whom something runs for; `nobody` is a user without an organization. */
export type Who = 'acme' | 'globex' | 'nobody';

/** One statement. */
type Statement = 'read' | 'write' | 'fail';

/** What a handler may do. `caught`: whether it goes on when that fails. */
export type Action =
  | { readonly do: 'statement'; readonly kind: Statement; readonly caught: boolean }
  | { readonly do: 'forget'; readonly kind: Statement }
  | { readonly do: 'pause'; readonly milliseconds: number }
  | { readonly do: 'throw' }
  | { readonly do: 'enter'; readonly who: Who; readonly body: Body; readonly caught: boolean }
  | { readonly do: 'showDeleted'; readonly body: Body; readonly caught: boolean }
  | { readonly do: 'transaction'; readonly body: Body; readonly caught: boolean }
  | { readonly do: 'beside'; readonly bodies: readonly Body[] };

export type Body = readonly Action[];

/** A request: whom it runs for, and what it does. */
export interface Handler {
  readonly who: Who;
  readonly body: Body;
}

const kind = fc.constantFrom<Statement[]>('read', 'read', 'write', 'write', 'write', 'fail');
const who = fc.constantFrom<Who[]>('acme', 'acme', 'globex', 'globex', 'nobody');
const caught = fc.boolean();

const { body } = fc.letrec<{ body: Body; action: Action }>((tie) => {
  const inner = tie('body');
  return {
    body: fc.array(tie('action'), { minLength: 1, maxLength: 5, depthIdentifier: 'body' }),
    action: fc.oneof(
      { depthIdentifier: 'body', depthSize: 'small', withCrossShrink: true },
      {
        weight: 5,
        arbitrary: fc.record({ do: fc.constant('statement' as const), kind, caught }),
      },
      { weight: 4, arbitrary: fc.record({ do: fc.constant('forget' as const), kind }) },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant('pause' as const), milliseconds: fc.nat(3) }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('throw' as const) }) },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('enter' as const), who, body: inner, caught }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('showDeleted' as const), body: inner, caught }),
      },
      {
        weight: 5,
        arbitrary: fc.record({ do: fc.constant('transaction' as const), body: inner, caught }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant('beside' as const),
          bodies: fc.array(inner, { minLength: 2, maxLength: 2 }),
        }),
      },
    ),
  };
});

/** Handlers that work at the same time. */
export const handlers: fc.Arbitrary<readonly Handler[]> = fc.array(fc.record({ who, body }), {
  minLength: 2,
  maxLength: 4,
});

/** What chance puts together too seldom: a statement beside a nested transaction that is rolled back. */
export const beside: readonly Handler[] = [
  {
    who: 'acme',
    body: [
      {
        do: 'transaction',
        caught: false,
        body: [
          {
            do: 'beside',
            bodies: [
              [
                {
                  do: 'transaction',
                  caught: true,
                  body: [
                    { do: 'statement', kind: 'write', caught: false },
                    { do: 'pause', milliseconds: 30 },
                    { do: 'throw' },
                  ],
                },
              ],
              [
                { do: 'pause', milliseconds: 10 },
                { do: 'statement', kind: 'write', caught: true },
              ],
            ],
          },
        ],
      },
    ],
  },
];
