import type { Outcome } from '../../prove/types.ts';
import { html, type Html } from '../html.ts';
import { outcomeSigns } from './outcomes.ts';

/** Classes of {@link pageStyle}. */
export const outcomeClasses: Readonly<Record<Outcome, string>> = {
  unproved: 'doubt',
  leak: 'bad',
  accepted: 'known',
  blocked: 'good',
  'no access': 'quiet',
};

/** An outcome as a word with its sign, in its color. */
export function chip(outcome: Outcome, text: string = outcome): Html {
  return html`<span class="chip ${outcomeClasses[outcome]}"
    ><span aria-hidden="true">${outcomeSigns[outcome].symbol} </span>${text}</span
  >`;
}
