import type { Localised } from '../../platform/i18n/messages.ts';
import { firstFault, type Actor } from '../../people/index.server.ts';
import { faultsOf } from '../../platform/http/forms.server.ts';
import { callSnapshot } from '../forms/call.ts';
import { saveCall, type DeskPorts } from './call-save.server.ts';

/** What has become of one record that a browser sent. */
export interface SyncResult {
  clientKey: string;
  revision: number;
  was: 'SAVED' | 'PARKED' | 'ALREADY' | 'REFUSED';
  say: Localised | null;
}

/** Takes records one by one: a bad one is refused with its reason and holds up no other. */
export async function syncCalls(ports: DeskPorts, actor: Actor, records: readonly unknown[]): Promise<SyncResult[]> {
  const results: SyncResult[] = [];
  for (const record of records) {
    const { clientKey, revision } = (record ?? {}) as { clientKey?: unknown; revision?: unknown };
    const named = { clientKey: typeof clientKey === 'string' ? clientKey : '', revision: typeof revision === 'number' ? revision : 0 };
    const parsed = callSnapshot.safeParse(record);
    const saved = parsed.success ? await saveCall(ports, actor, parsed.data) : ({ ok: false, faults: faultsOf(parsed.error) } as const);
    results.push(saved.ok ? { ...named, was: saved.was, say: null } : { ...named, was: 'REFUSED', say: firstFault(saved) });
  }
  return results;
}
