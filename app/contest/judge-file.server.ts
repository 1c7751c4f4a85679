import { refuse, type Refusal } from '../people/index.server.ts';
import type { Env } from '../platform/env.ts';
import { inspectFile } from '../platform/files/inspect-file.server.ts';
import { entryFaults as faults } from './messages/entry-faults.ts';
import { kindOfEnding, type FileKind, type Judged } from '../platform/files/file-kind.ts';
import { extensionOf } from '../platform/files/file-name.ts';
import { scanFile, type Scanned } from '../platform/files/virus-scan.server.ts';

export type Verdict = { ok: true; kind: FileKind } & Scanned;

/** Looks at a whole file on the disk: its bytes, whether its ending fits them, and what the scanner says. */
export async function judgeFile(path: string, name: string, scanner: Pick<Env, 'CLAMAV_HOST' | 'CLAMAV_PORT'>): Promise<Verdict | Refusal> {
  const judged: Judged = await inspectFile(path);
  if (!judged.ok) return refuse('file', judged.fault === 'MISMATCH' ? faults.both('file.BROKEN') : faults.both(`file.${judged.fault}`));
  if (kindOfEnding(extensionOf(name)) !== judged.kind) return refuse('file', faults.both('file.MISMATCH', { kind: judged.kind }));
  return { ...judged, ...(await scanFile(path, scanner)) };
}
