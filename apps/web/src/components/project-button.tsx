'use client';

import type { FormState } from '../http/submit.ts';
import { ActionForm } from './action-form.tsx';

interface ProjectButtonProps {
  /** What it does, in a word: also the beginning of its accessible name. */
  readonly verb: string;
  readonly project: { readonly id: string; readonly name: string };
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
}

/** A button that does one thing to one project. */
export function ProjectButton({ verb, project, action }: ProjectButtonProps) {
  return (
    <ActionForm action={action}>
      {(_, pending) => (
        <>
          <input type="hidden" name="id" value={project.id} />
          <button
            type="submit"
            className="plain"
            disabled={pending}
            aria-label={`${verb} ${project.name}`}
          >
            {verb}
          </button>
        </>
      )}
    </ActionForm>
  );
}
