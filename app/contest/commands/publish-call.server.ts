import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { callReadiness } from '../rules/call-readiness.ts';
import { shownClose } from '../rules/deadline.ts';
import { lacksOf } from '../rules/readiness.ts';
import { faultOfExtension } from '../rules/timetable.ts';
import { changeCall } from './change-call.server.ts';
import { tellExtended, tellRules } from './tell-contest.server.ts';

/** Opens a call to the public, with its newest rules. Refused as long as something is missing that it cannot do without. */
export function publishCall(ports: Ports, actor: Actor, { id, revision }: { id: string; revision: number }): Promise<Outcome> {
  return changeCall(ports, actor, { id, revision, action: 'contest.publish' }, async (tx, call, at) => {
    if (call.publishedAt) return refuse('form', messages.both('fault.published'));
    if (lacksOf(callReadiness(call), at).some(({ isBlocking }) => isBlocking)) return refuse('form', messages.both('fault.not-ready'));
    await freezeNewestRules(tx, id, at);
    await tx.updateTable('contest').set({ published_at: at }).where('id', '=', id).execute();
    return null;
  });
}

/** Writes the rules: into the draft if there is one, else as a new version. Published versions stay as they are. */
export function writeRules(ports: Ports, actor: Actor, { id, revision, body }: { id: string; revision: number; body: string }): Promise<Outcome> {
  return changeCall(ports, actor, { id, revision, action: 'contest.write-rules' }, async (tx, call, at) => {
    const [newest] = call.rules;
    const words = { body, content_hash: sha256(body), written_by: actor.id, written_at: at };
    if (newest && newest.publishedAt === null) await tx.updateTable('contest_rules').set(words).where('id', '=', newest.id).execute();
    else if (newest?.contentHash === words.content_hash) return refuse('body', messages.both('fault.same-rules'));
    else await tx.insertInto('contest_rules').values({ id: newId(), contest_id: id, version: (newest?.version ?? 0) + 1, ...words }).execute();
    return null;
  });
}

/** Makes the draft of the rules the version that counts. */
export function publishRules(ports: Ports, actor: Actor, { id, revision }: { id: string; revision: number }): Promise<Outcome> {
  return changeCall(ports, actor, { id, revision, action: 'contest.publish-rules' }, async (tx, call, at) => {
    if (!call.publishedAt) return refuse('form', messages.both('fault.publish-first'));
    const rules = await freezeNewestRules(tx, id, at);
    if (!rules) return refuse('form', messages.both('fault.no-draft'));
    await tellRules(tx, { contest: call, at, by: actor.id }, rules);
    return null;
  });
}

async function freezeNewestRules(tx: Tx, contestId: string, at: Instant): Promise<{ id: string; version: number } | undefined> {
  const draft = await tx.selectFrom('contest_rules').select(['id', 'version']).where('contest_id', '=', contestId).where('published_at', 'is', null).orderBy('version', 'desc').executeTakeFirst();
  if (draft) await tx.updateTable('contest_rules').set({ published_at: at }).where('id', '=', draft.id).execute();
  return draft;
}

/** Gives everybody the same minutes more, with the reason that everybody reads. */
export function extendCall(ports: Ports, actor: Actor, { id, revision, minutes, reason }: { id: string; revision: number; minutes: number; reason: string }): Promise<Outcome> {
  return changeCall(ports, actor, { id, revision, action: 'contest.extend', details: { minutes, reason } }, async (tx, call, at) => {
    const fault = faultOfExtension(call, minutes, at);
    if (fault) return refuse(fault === 'in-the-past' || fault === 'after-screening' ? 'minutes' : 'form', messages.both(`fault.extension-${fault}`));
    const extension = newId();
    await tx.insertInto('contest_extension').values({ id: extension, contest_id: id, minutes, reason, decided_by: actor.id, decided_at: at }).execute();
    const until = shownClose({ announced: call.moments.ENTRIES_CLOSE ?? at, extensions: [...call.extensions, { minutes }] });
    await tellExtended(tx, { contest: call, at, by: actor.id }, { id: extension, minutes, until });
    return null;
  });
}
