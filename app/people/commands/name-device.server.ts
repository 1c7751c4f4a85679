import type { Tx } from '../../../db/client.ts';

/** Writes down by which named browser a session is used; later sessions of that browser carry the name from their first moment. */
export async function nameDevice(tx: Tx, sessionId: string, deviceHash: string): Promise<void> {
  await tx.updateTable('session').set({ device_hash: deviceHash }).where('id', '=', sessionId).execute();
}
