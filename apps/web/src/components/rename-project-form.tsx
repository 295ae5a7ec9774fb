'use client';

import { renameProjectAction } from '../app/[slug]/actions.ts';
import { ActionForm } from './action-form.tsx';

interface RenameProjectFormProps {
  readonly slug: string;
  readonly id: string;
  readonly name: string;
}

export function RenameProjectForm({ slug, id, name }: RenameProjectFormProps) {
  return (
    <ActionForm action={renameProjectAction.bind(null, slug)} className="fields">
      {(entered, pending) => (
        <>
          <input type="hidden" name="id" value={id} />
          <label>
            Name
            <input
              key={name}
              name="name"
              required
              maxLength={120}
              defaultValue={entered['name'] ?? name}
            />
          </label>
          <button type="submit" disabled={pending}>
            Rename project
          </button>
        </>
      )}
    </ActionForm>
  );
}
