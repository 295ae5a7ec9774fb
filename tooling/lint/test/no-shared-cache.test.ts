import { ruleSuite } from './rule-suite.ts';

const next =
  "import { unstable_cache } from 'next/cache';\nexport const load = unstable_cache(read);";
const react = "import { cache } from 'react';\nexport const load = cache(read);";

ruleSuite('startkit(no-shared-cache)', {
  refused: [
    ['apps/web/src/data/', next],
    [
      'apps/web/src/data/',
      "import { unstable_cache as remember } from 'next/cache';\nexport { remember };",
    ],
    [
      'apps/web/src/data/',
      "import * as next from 'next/cache';\nexport const load = next.unstable_cache(read);",
    ],
    ['apps/web/src/data/', "export { unstable_cache } from 'next/cache';"],
    ['apps/web/src/data/', react],
    ['apps/web/src/data/', "import { cache as remember } from 'react';\nexport { remember };"],
    ['apps/web/src/data/', "import React from 'react';\nexport const load = React.cache(read);"],
    ['apps/web/src/data/', "import * as R from 'react';\nexport const load = R['cache'](read);"],
    [
      'apps/web/src/data/',
      "import { default as R } from 'react';\nexport const { cache: remember } = R;",
    ],
    ['apps/web/src/data/', "export { cache as remember } from 'react';"],
    ['apps/web/src/data/', "'use cache';\nexport const load = async () => 1;"],
    ['apps/web/src/data/', "export async function load() { 'use cache'; return await read(); }"],
    [
      'apps/web/src/data/',
      "export const load = async () => { 'use cache: remote'; return await read(); };",
    ],
    [
      'apps/web/src/data/',
      "export const load = async () => { 'use cache: private'; return await read(); };",
    ],
    [
      'apps/web/src/app/page.tsx',
      "export default async function Page() { 'use cache'; return <p />; }",
    ],
    ['apps/web/src/tenant-cache.ts', next],
    ['packages/services/src/', react],
  ],
  passes: [
    ['apps/web/src/data/tenant-cache.ts', `${next}\n${react.replace('load', 'remember')}`],
    [
      'apps/web/src/data/',
      "import { revalidateTag } from 'next/cache';\nexport { revalidateTag };",
    ],
    ['apps/web/src/data/', "import React, { useState } from 'react';\nexport { React, useState };"],
    [
      'apps/web/src/data/',
      'export const cache = new Map<string, string>();\nexport const get = () => cache.get("a");',
    ],
    ['apps/web/src/data/', "'use server';\nexport const load = async () => 1;"],
    ['apps/web/src/data/', "export const label = 'use cache';"],
  ],
});
