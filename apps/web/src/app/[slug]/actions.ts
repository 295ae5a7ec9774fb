'use server';

import { revalidatePath } from 'next/cache';
import {
  createProject,
  deleteProject,
  renameProject,
  restoreProject,
} from '../../data/change-projects.ts';
import { type FormState, submit } from '../../http/submit.ts';

// Whatever arrives here is the browser's word: slug and id are looked up among what the person may see.

/** Adds a project from the form's `name` and `description`. */
export async function createProjectAction(
  slug: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const input = { name: form.get('name'), description: form.get('description') };
  return submit(form, async (user) => {
    await createProject(user, slug, input);
    revalidatePath(`/${slug}`);
  });
}

/** Renames the project `id` to the form's `name`. */
export async function renameProjectAction(
  slug: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return submit(form, async (user) => {
    await renameProject(user, slug, idIn(form), { name: form.get('name') });
    revalidatePath(`/${slug}`, 'layout');
  });
}

/** Deletes the project `id`. */
export async function deleteProjectAction(
  slug: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return submit(form, async (user) => {
    await deleteProject(user, slug, idIn(form));
    revalidatePath(`/${slug}`);
  });
}

/** Restores the project `id`. */
export async function restoreProjectAction(
  slug: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return submit(form, async (user) => {
    await restoreProject(user, slug, idIn(form));
    revalidatePath(`/${slug}`);
  });
}

function idIn(form: FormData): string {
  const id = form.get('id');
  return typeof id === 'string' ? id : '';
}
