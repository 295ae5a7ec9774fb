/** Queues that a tenant's own code may put jobs into; the database refuses all others. */
export const tenantQueues = ['projects.purge'] as const;

export type TenantQueue = (typeof tenantQueues)[number];

/** Bytes of JSON text that a payload may have: a job carries ids, not documents. */
export const maxPayloadBytes = 16_384;
