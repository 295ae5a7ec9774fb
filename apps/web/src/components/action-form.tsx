'use client';

import { type ReactNode, useActionState } from 'react';
import type { FormState } from '../http/submit.ts';

interface ActionFormProps {
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
  readonly className?: string;
  /** The fields; given what had been entered when the form failed. */
  readonly children: (entered: Readonly<Record<string, string>>, pending: boolean) => ReactNode;
}

const idle: FormState = { status: 'idle' };

/** A form on a server action that says why it failed. Works before its script is there, too. */
export function ActionForm({ action, className, children }: ActionFormProps) {
  const [state, submit, pending] = useActionState(action, idle);
  return (
    <form action={submit} className={className}>
      {children(state.entered ?? {}, pending)}
      {state.status === 'failed' && <p role="alert">{state.message}</p>}
    </form>
  );
}
