'use client';

import { createProjectAction } from '../app/[slug]/actions.ts';
import { ActionForm } from './action-form.tsx';

export function NewProjectForm({ slug }: { readonly slug: string }) {
  return (
    <ActionForm action={createProjectAction.bind(null, slug)} className="fields">
      {(entered, pending) => (
        <>
          <h3>New project</h3>
          <label>
            Name
            <input name="name" required maxLength={120} defaultValue={entered['name']} />
          </label>
          <label>
            Description
            <input name="description" maxLength={500} defaultValue={entered['description']} />
          </label>
          <button type="submit" disabled={pending}>
            Create project
          </button>
        </>
      )}
    </ActionForm>
  );
}
