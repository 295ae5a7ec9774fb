import { engineSignatures } from '../../../policies/functions.ts';
import { readContextSignatures } from '../../../policies/context-functions.ts';
import type { SurveyGrant, SurveyRole } from '../../survey/survey.ts';
import type { Conversion } from '../conversion.ts';
import { internal } from '../phases/isolation/foundation.ts';
import { convertibleViews, viewsOverTargets } from '../phases/isolation/views.ts';
import type { Obstacle } from '../plan.ts';
import { lookUp, tableByName } from '../tables.ts';
import { error, question, warning } from './obstacle.ts';

/** What would lead around the policies of a converted database. */
export function waysAround(conversion: Conversion): readonly Obstacle[] {
  return [
    ...engineSchema(conversion),
    ...roles(conversion),
    ...open(conversion),
    ...viewsOfSuperusers(conversion),
    ...rules(conversion),
    ...strongRights(conversion),
    ...owners(conversion),
    ...eventTriggers(conversion),
  ];
}

/** Whoever may change the functions that policies call, or what they read, sees everything. */
function engineSchema({ survey }: Conversion): readonly Obstacle[] {
  const { appSchema, session, routines } = survey;
  if (appSchema === null) return [];
  const names = [...readContextSignatures, ...engineSignatures, ...internal].map(
    (signature) => signature.split('(')[0],
  );
  const taken = [
    ...routines
      .filter(({ signature }) => names.includes(signature.split('(')[0]))
      .map((one) => one.signature),
    ...appSchema.relations
      .filter((name) => ['context_keys', 'canary'].includes(name))
      .map((name) => `app.${name}`),
  ];
  const others = [
    ...(appSchema.owner === session.user ? [] : [appSchema.owner]),
    ...appSchema.creators,
  ].filter((name) => !survey.roles.some((role) => role.name === name && role.superuser));
  return [
    ...(taken.length === 0
      ? []
      : [
          error(
            'engine-names',
            `the schema app holds ${taken.join(', ')}: names of the tenant client’s own, which would be replaced`,
            'rename them, or move them to another schema',
          ),
        ]),
    ...(others.length === 0
      ? []
      : [
          error(
            'engine-schema',
            `the schema app is not ${session.user}’s alone: ${others.join(', ')} could replace what the policies call`,
            `alter schema app owner to ${session.user}, and revoke create on it from the others; or rename it`,
          ),
        ]),
  ];
}

/** A role of the new application that is there already, with more rights than it should have. */
function roles({ survey, roles: names, legacy }: Conversion): readonly Obstacle[] {
  const known = new Map(survey.roles.map((role) => [role.name, role]));
  const strong = (role: SurveyRole) => role.superuser || role.bypassRls;
  return [names.app, names.portal, names.definer].flatMap((name) => {
    const role = known.get(name);
    if (role === undefined) return [];
    const above = role.memberOf.filter(
      (one) =>
        legacy.roles.includes(one) ||
        one === names.superadmin ||
        one === names.backup ||
        survey.tables.some(({ owner }) => owner === one) ||
        survey.roles.some((other) => other.name === one && strong(other)),
    );
    if (!strong(role) && above.length === 0) return [];
    return [
      error(
        `role-is-strong:${name}`,
        strong(role)
          ? `it is there already, and ${role.superuser ? 'is a superuser' : 'has BYPASSRLS'}: no policy binds it`
          : `it is there already, and has the rights of ${above.join(', ')}`,
        `take that from it, or give the conversion another name: roles: { ... }`,
      ),
    ];
  });
}

/** What everybody may reach, the new application may, too. */
function open(conversion: Conversion): readonly Obstacle[] {
  const { survey, config, globals } = conversion;
  const byName = tableByName(survey);
  const privates = Object.entries(config.tables).flatMap(([name, how]) => {
    const table = how === 'private' ? lookUp(byName, name) : undefined;
    return table ? [table] : [];
  });
  const fine = new Set(convertibleViews(conversion).map(({ oid }) => oid));
  const views = viewsOverTargets(conversion).filter(({ oid }) => !fine.has(oid));
  const everybodys = (grants: readonly SurveyGrant[], but: string) =>
    grants.filter(({ role, privilege }) => role === 'public' && privilege !== but);
  return [
    ...[...privates, ...views].map((one) => ({ one, rights: everybodys(one.grants, '') })),
    ...globals.map((one) => ({ one, rights: everybodys(one.grants, 'SELECT') })),
  ].flatMap(({ one: { ident }, rights }) =>
    rights.length === 0
      ? []
      : [
          question(
            `granted-to-everybody:${ident}`,
            `everybody may ${rights.map(({ privilege }) => privilege.toLowerCase()).join(', ')}, and no policy is in between: so may the new application`,
            'revoke it from public, and grant it to the roles that need it',
          ),
        ],
  );
}

/** A view that stays with the rights of somebody whom no policy binds. */
function viewsOfSuperusers(conversion: Conversion): readonly Obstacle[] {
  const { survey } = conversion;
  const fine = new Set(convertibleViews(conversion).map(({ oid }) => oid));
  const strong = new Set(
    survey.roles.flatMap(({ name, superuser, bypassRls }) =>
      superuser || bypassRls ? [name] : [],
    ),
  );
  return viewsOverTargets(conversion)
    .filter(({ oid, kind, owner }) => kind === 'view' && !fine.has(oid) && strong.has(owner))
    .flatMap(({ ident, owner, grants }) => {
      const readers = grants.filter(({ role }) => !strong.has(role)).map(({ role }) => role);
      if (readers.length === 0) return [];
      return [
        question(
          `view-without-policies:${ident}`,
          `it stays with the rights of ${owner}, whom no policy binds: to ${[...new Set(readers)].join(', ')} it shows the rows of every organization`,
          `grant its readers the tables behind it, or alter view ${ident} owner to the owner of these tables`,
        ),
      ];
    });
}

/** The new application writes tables; the views' rules are the old one's only. */
function rules(conversion: Conversion): readonly Obstacle[] {
  const why =
    'what a rule does is done with the rights of the owner, whoever writes: policies for others do not bind it';
  const ofViews = viewsOverTargets(conversion).flatMap(({ ident, rules: names }) =>
    names.map((name) => warning(`rule:${ident}.${name}`, why, 'make it an INSTEAD OF trigger')),
  );
  const ofTables = conversion.targets
    .flatMap(({ table, parts }) => [table, ...parts])
    .flatMap(({ ident, rules: names }) =>
      names.map((name) => question(`rule:${ident}.${name}`, why, 'make it a trigger')),
    );
  return [...ofTables, ...ofViews];
}

/** Rights that no policy bounds. */
function strongRights({ targets, survey }: Conversion): readonly Obstacle[] {
  const held = new Map<string, Set<string>>();
  for (const { table, parts } of targets) {
    for (const { role, privilege } of [table, ...parts].flatMap(({ grants }) => grants)) {
      const isStrong = ['TRUNCATE', 'TRIGGER', 'REFERENCES'].includes(privilege);
      const isSuperuser = survey.roles.some(({ name, superuser }) => name === role && superuser);
      if (isStrong && !isSuperuser) held.set(role, (held.get(role) ?? new Set()).add(privilege));
    }
  }
  return [...held].map(([role, privileges]) =>
    warning(
      `strong-rights:${role}`,
      `it may ${[...privileges].toSorted().join(', ')} tables of tenants: policies do not bound that, so that it reaches every organization’s rows`,
      `revoke ${[...privileges].toSorted().join(', ').toLowerCase()} on these tables from ${role}`,
    ),
  );
}

/** Functions that a trigger runs with their owner's rights. */
function owners({ survey, targets, legacy }: Conversion): readonly Obstacle[] {
  const known = new Map(survey.roles.map((role) => [role.name, role]));
  const bound = new Set([
    ...legacy.roles,
    ...targets.flatMap(({ table, parts }) => [table, ...parts].map(({ owner }) => owner)),
  ]);
  return survey.routines
    .filter(({ definer, isTrigger }) => definer && isTrigger)
    .flatMap(({ signature, owner }) => {
      const role = known.get(owner);
      const strong = role?.superuser === true || role?.bypassRls === true;
      if (!strong && bound.has(owner)) return [];
      return [
        warning(
          `definer-trigger:${signature}`,
          strong
            ? `a trigger runs it with the rights of ${owner}, whom no policy binds: what it looks for by anything but a key of the row, it finds in every organization`
            : `a trigger runs it with the rights of ${owner}, who has no policy: it sees no row of tenants afterwards`,
          'make it SECURITY INVOKER, give it to the owner of the tables, or let it ask for the tenant key of the row',
        ),
      ];
    });
}

function eventTriggers({ survey }: Conversion): readonly Obstacle[] {
  return survey.eventTriggers.map((name) =>
    warning(
      `event-trigger:${name}`,
      'it fires at the steps of the conversion, with the rights of who converts: what it grants or changes then is not in the plan',
      `look at what it does; alter event trigger ${JSON.stringify(name)} disable while it runs`,
    ),
  );
}
