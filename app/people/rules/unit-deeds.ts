import { z } from 'zod';

export const unitKinds = ['PROVINCE_PC', 'DISTRICT_PC', 'COMMUNE_PC', 'DEPARTMENT', 'DIVISION', 'SERVICE_UNIT', 'POLICE', 'PARTY', 'MASS_ORG', 'STATE_VERTICAL', 'ENTERPRISE'] as const;
export type UnitKind = (typeof unitKinds)[number];
export const unitLevels = ['CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE'] as const;
export type UnitLevel = (typeof unitLevels)[number];
/** Whose list a code stands in: that of the statistics office, or the province's own. */
export const codeSchemes = ['GSO', 'PROVINCE'] as const;
export type CodeScheme = (typeof codeSchemes)[number];

/** One decision on a unit, as it is kept until its day comes. */
export const unitDeed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('CREATE'), unitKind: z.enum(unitKinds), level: z.enum(unitLevels), name: z.string(), shortName: z.string(), parentId: z.string() }),
  z.object({ kind: z.literal('RENAME'), name: z.string(), shortName: z.string() }),
  z.object({ kind: z.literal('MOVE'), parentId: z.string() }),
  z.object({ kind: z.literal('CODE'), scheme: z.enum(codeSchemes), code: z.string() }),
  z.object({ kind: z.literal('END') }),
  z.object({ kind: z.literal('MERGE'), intoId: z.string() }),
]);
export type UnitDeed = z.infer<typeof unitDeed>;
export type UnitDeedKind = UnitDeed['kind'];

/** The unit that a decision names besides its own. */
export function otherUnitOf(deed: UnitDeed): string | null {
  return deed.kind === 'MERGE' ? deed.intoId : deed.kind === 'MOVE' || deed.kind === 'CREATE' ? deed.parentId : null;
}

/** The word of the audit log for a decision. */
export function actionOf(kind: string): string {
  return `unit.${kind.toLowerCase()}`;
}
