import { z } from 'zod';
import { canonicalJson, type Json } from '../../platform/canonical.ts';
import { defineSetting } from '../../platform/settings.ts';

/** How long packs are kept, how long a period may be, and how many packs one person may have in the making. */
export const packPolicy = defineSetting({
  key: 'reports.pack-policy',
  value: z.object({ keepDays: z.number().int().min(1).max(3_650), mostDays: z.number().int().min(1).max(3_660), mostOpen: z.number().int().min(1).max(50) }),
  fallback: { keepDays: 30, mostDays: 1_096, mostOpen: 3 },
  legalBasis: 'Quy chế quản lý hồ sơ đào tạo, bồi dưỡng của tỉnh (chủ quản xác nhận)',
});

export const packFormat = 'hoc06.inspection-pack/1';
export const manifestName = 'manifest.json';
export const signatureName = 'manifest.sig';
export const summaryName = 'tom-tat.pdf';
/** Names that mean the same on every system and lead nowhere. */
export const plainName = /^[a-z0-9][a-z0-9-]{0,40}\.[a-z0-9]{1,8}$/;
/** A manifest lists a handful of files. */
export const mostManifestBytes = 100_000;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const manifestShape = z.strictObject({
  format: z.literal(packFormat),
  product: z.string(),
  province: z.string(),
  unit: z.strictObject({ id: z.string(), name: z.string() }),
  period: z.strictObject({ from: z.string(), to: z.string() }),
  timeZone: z.string(),
  people: z.number().int().min(0),
  madeAt: z.string(),
  madeBy: z.strictObject({ account: z.string(), role: z.string() }),
  /** The head of the audit log at that moment: whoever has the log can tell what came later. */
  audit: z.strictObject({ rows: z.number().int().min(0), hash: z.string() }),
  files: z.array(z.strictObject({ name: z.string().regex(plainName), bytes: z.number().int().min(0), sha256: hash, rows: z.number().int().min(0).nullable() })).min(1).max(50),
  key: z.strictObject({ name: z.string(), publicKey: z.string() }),
});
export type PackManifest = z.infer<typeof manifestShape>;
export type PackFile = PackManifest['files'][number];

/** The one way to write a manifest. */
export function manifestText(manifest: PackManifest): string {
  return canonicalJson(manifestShape.parse(manifest) as unknown as Json);
}

/** Reads a manifest that was written in that way; null for anything else. */
export function readManifest(text: string): PackManifest | null {
  try {
    const parsed = manifestShape.safeParse(JSON.parse(text));
    return parsed.success && manifestText(parsed.data) === text ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Counts the rows below the head of a CSV file while its bytes pass; line ends inside quotes are part of a cell. */
export function rowCounter(): { pass(bytes: Uint8Array): void; rows(): number } {
  let [ends, isQuoted, isOpen] = [0, false, false];
  return {
    pass(bytes) {
      for (const byte of bytes) {
        if (byte === 0x22) isQuoted = !isQuoted;
        if (byte === 0x0a && !isQuoted) {
          ends += 1;
          isOpen = false;
        } else isOpen = true;
      }
    },
    rows: () => Math.max(0, ends + (isOpen ? 1 : 0) - 1),
  };
}

export const packFaults = ['NO_PACK', 'PACKED', 'NAME', 'TWICE', 'CONTAINER', 'NO_MANIFEST', 'NO_SIGNATURE', 'MANIFEST', 'KEY', 'SIGNATURE', 'MISSING', 'EXTRA', 'BYTES', 'HASH', 'ROWS'] as const;
export type PackFaultKind = (typeof packFaults)[number];
/** What is wrong, and with which file. */
export interface PackFault {
  why: PackFaultKind;
  name?: string;
}
