/** What the page of an answer says after a deed, by the deeds of which the audit log must end with one. */
const deeds = {
  created: ['create'], saved: ['edit', 'create', 'open-version'], opened: ['open-version'], discarded: ['discard'], submitted: ['submit'], returned: ['return'], approved: ['approve'], planned: ['publish'], published: ['publish'],
  scheduled: ['publish'], cancelled: ['cancel-publication'], withdrawn: ['withdraw'], withdrawal: ['withdraw'], kept: ['keep'], retired: ['retire'], restored: ['restore'], renewed: ['renew'],
} as const satisfies Record<string, readonly string[]>;
export type AnswerDone = keyof typeof deeds;

interface Deed {
  action: string;
  at: string;
  details: Record<string, unknown>;
}

/** What of an address is so: it may be typed, kept from an earlier day or sent on, and others have done more since. */
export function answerDone(done: string | undefined, last: Deed | null): AnswerDone | null {
  if (done === undefined || !Object.hasOwn(deeds, done) || !last) return null;
  const key = done as AnswerDone;
  if (!deeds[key].some((deed) => last.action === `answer.${deed}`)) return null;
  const isBy = (name: string) => typeof last.details[name] === 'string' && last.details[name] <= last.at;
  // Shown or withdrawn at once, or at a moment that was still to come.
  if (key === 'published' || key === 'scheduled') return isBy('publishAt') === (key === 'published') ? key : null;
  if (key === 'withdrawn' || key === 'withdrawal') return isBy('withdrawAt') === (key === 'withdrawn') ? key : null;
  return key;
}
