/** What an agency or a unit does for a model, in the order in which pages name it. */
export const modelRoles = ['LEAD', 'COORDINATE', 'IMPLEMENTER', 'CONTENT_PROVIDER', 'DATA_USER', 'SECURITY_ASSESSOR'] as const;
export type ModelRole = (typeof modelRoles)[number];

/** Where a unit says that its work on a model stands. */
export const lineStatuses = ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETED', 'MAINTAINED', 'BLOCKED', 'STOPPED'] as const;
export type LineStatus = (typeof lineStatuses)[number];

/** Share of the target in per cent with one decimal; null where either is not known. More than the target is more than 100. */
export function percentOfTarget(quantity: number | null, target: number | null): number | null {
  return quantity === null || target === null || target <= 0 ? null : Math.round((quantity / target) * 1_000) / 10;
}
