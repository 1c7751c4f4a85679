import { adopted } from './desk-call.ts';
import { openPane, putBack } from './desk-fields.ts';
import type { Desk } from './desk-state.ts';
import type { KeptCall } from './desk-store.ts';

/** The other pages of the desk in this browser; each tells what it keeps. */
export const openTabs = (): BroadcastChannel => new BroadcastChannel('hoc06.desk');

/** Goes on with what another page of the same agent has noted: two pages that each send only their own words would take turns at forgetting the other's. */
export function hearTabs(desk: Desk, letGo: () => void): void {
  desk.tabs.addEventListener('message', ({ data }: MessageEvent<KeptCall>) => {
    if (data.owner !== desk.owner) return;
    const call = adopted(desk.call, data.call);
    if (!call) return;
    if (call.wrap !== null) {
      clearTimeout(desk.sending);
      desk.call = null;
      return letGo();
    }
    if (!desk.call) openPane();
    putBack(call, desk.call ?? undefined);
    desk.call = call;
  });
}
