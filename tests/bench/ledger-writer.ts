import { createInterface } from 'node:readline';
import { databaseFile, openDatabase } from '../../db/client.ts';
import { aMessage, written } from '../world/messages.ts';
import { campaignId, people, personId } from './ledger-ids.ts';

/*
 * Writes a message to everybody for each line that comes in, and says its id: in a process of its own, so that the bench's clock, which opens pages meanwhile,
 * does not stand still. Argument: data folder. A line holds the number of the campaign.
 */
const [folder = ''] = process.argv.slice(2);
const db = openDatabase(databaseFile(folder));
const recipients = Array.from({ length: people }, (_, at) => personId(at));
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const now = new Date().toISOString();
  console.log(await written(db, aMessage(recipients, { source: { type: 'CAMPAIGN', id: campaignId(Number(line)) }, now, sendAt: now, notAfter: new Date(Date.now() + 86_400_000).toISOString(), channels: [{ channel: 'EMAIL', whenClosed: 'WAIT' }] })));
}
await db.destroy();
