import { contextSecret } from '../../environment/context-secret.ts';
import { connectionUrl } from '../../environment/urls.ts';
import { examine } from '../../doctor/examine.ts';
import type { Command } from '../command.ts';
import { type Style, table } from '../output.ts';

const styles = { ok: 'green', warning: 'yellow', failed: 'red' } as const satisfies Record<
  string,
  Style
>;

const command: Command = {
  summary: 'Look at connections, server, roles, clock, migrations; say what to do',
  async run({ environment, output }) {
    const diagnoses = await examine({
      urlOf: (name) => connectionUrl(name, { environment, log: output.line }),
      contextSecret: () => contextSecret(environment),
    });
    const rows = table(
      diagnoses.map(({ state, subject, found }) => [`  ${state}`, subject, found]),
    );
    return {
      ok: diagnoses.every(({ state }) => state !== 'failed'),
      data: { diagnoses },
      lines: diagnoses.flatMap(({ state, advice }, index) => [
        (rows[index] ?? '').replace(state, output.style(styles[state], state)),
        ...(advice === undefined ? [] : [`           ${output.style('dim', advice)}`]),
      ]),
    };
  },
};

export default command;
