import type { Conversion } from '../../conversion.ts';
import { inTransaction, type Step } from '../../plan.ts';
import type { SurveyTable, SurveyView } from '../../../survey/survey.ts';

/** A view that reads as whoever asks: then it shows what they may see. */
export function viewSteps(conversion: Conversion): readonly Step[] {
  const { roles } = conversion;
  return convertibleViews(conversion).map(({ ident, securityInvoker }) => ({
    id: `${ident}.invoker`,
    title: 'shows what whoever asks may see',
    tables: [ident],
    lock: 'ACCESS EXCLUSIVE',
    rows: undefined,
    up: inTransaction(
      ...(securityInvoker ? [] : [`alter view ${ident} set (security_invoker = true)`]),
      `grant select on ${ident} to ${roles.app}, ${roles.superadmin}`,
    ),
    down: [
      inTransaction(
        `revoke select on ${ident} from ${roles.app}, ${roles.superadmin}`,
        ...(securityInvoker ? [] : [`alter view ${ident} reset (security_invoker)`]),
      ),
    ],
  }));
}

/** Views over tenants' tables whose readers may all read those tables, too: for them nothing changes. */
export function convertibleViews(conversion: Conversion): readonly SurveyView[] {
  return viewsOverTargets(conversion).filter(
    (view) =>
      view.kind === 'view' &&
      tablesBehind(conversion, view).every((table) => mayAll(conversion, view, table)),
  );
}

/** The views, materialized ones too, that read tenants' tables, or views that do. */
export function viewsOverTargets(conversion: Conversion): readonly SurveyView[] {
  const { survey, targets } = conversion;
  const held = new Set(
    targets.flatMap(({ table, parts }) => [table.oid, ...parts.map(({ oid }) => oid)]),
  );
  return survey.views.filter((view) =>
    tablesBehind(conversion, view).some(({ oid }) => held.has(oid)),
  );
}

function tablesBehind(conversion: Conversion, view: SurveyView): readonly SurveyTable[] {
  const { tables, views } = conversion.survey;
  return view.reads.flatMap((oid) => {
    const inner = views.find((one) => one.oid === oid);
    return inner ? tablesBehind(conversion, inner) : tables.filter((table) => table.oid === oid);
  });
}

const rowRights = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE']);

function mayAll({ survey }: Conversion, view: SurveyView, table: SurveyTable): boolean {
  return [...view.grants, { role: view.owner, privilege: 'SELECT' }].every(
    ({ role, privilege }) =>
      role === table.owner ||
      survey.roles.some(({ name, superuser }) => name === role && superuser) ||
      !rowRights.has(privilege) ||
      table.grants.some((grant) => grant.role === role && grant.privilege === privilege),
  );
}
