import { z } from 'zod';

export const UNIT_KINDS = [
  'PROVINCE_PC', 'DISTRICT_PC', 'COMMUNE_PC', 'DEPARTMENT', 'DIVISION', 'SERVICE_UNIT',
  'POLICE', 'PARTY', 'MASS_ORG', 'STATE_VERTICAL', 'ENTERPRISE',
] as const;
export const UNIT_LEVELS = ['CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE'] as const;
export const CHANGE_KINDS = ['MERGE', 'SPLIT', 'RENAME', 'UPGRADE', 'DISSOLVE', 'MOVE'] as const;
export const COMMUNE_TYPES = ['XA', 'PHUONG', 'THI_TRAN'] as const;

const day = z.iso.date();
const key = z.string().regex(/^[a-z0-9]+(-{1,2}[a-z0-9]+)*$/, 'keys are lower-case words joined by hyphens');
const text = z.string().min(1).refine((value) => value === value.normalize('NFC').trim(), 'text must be trimmed and NFC');
const kind = z.enum(UNIT_KINDS);
const confidence = z.enum(['A', 'B']);

/** Half-open: `from` is the first day, `to` the first day on which it is no longer true. */
const period = { from: day, to: day.optional() };

export const unitSchema = z.strictObject({
  key,
  kind,
  level: z.enum(UNIT_LEVELS),
  parent: z.array(z.strictObject({ key, ...period })),
  names: z.array(z.strictObject({ name: text, short: text, ...period })).min(1),
  codes: z.array(z.strictObject({ scheme: z.enum(['GSO', 'PROVINCE']), code: text, ...period })),
  ...period,
  confidence,
});

export const changeSchema = z.strictObject({
  kind: z.enum(CHANGE_KINDS),
  from: key,
  to: key.nullable(),
  share: z.enum(['FULL', 'PART']),
  legal_basis: text,
  effective_on: day,
  confidence,
  note: text.optional(),
});

export const subunitRuleSchema = z.strictObject({
  applies_to: z.strictObject({ kind: z.literal('COMMUNE_PC'), from: day }),
  legal_basis: text,
  subunits: z.array(z.strictObject({
    suffix: key,
    commune_types: z.array(z.enum(COMMUNE_TYPES)).min(1),
    kind,
    name: text,
    short: text,
    confidence,
  })).min(1),
});

export type Unit = z.infer<typeof unitSchema>;
export type Change = z.infer<typeof changeSchema>;
export type SubunitRule = z.infer<typeof subunitRuleSchema>;
export type CommuneType = (typeof COMMUNE_TYPES)[number];
export interface Period { from: string; to?: string | undefined }
export interface Organisation { units: Unit[]; changes: Change[]; subunitRule: SubunitRule }

export const FIRST_SNAPSHOT = '2023-08-02';
export const ROOT_KEY = 'tinh-ninh-binh';
