import type { RateLimit } from '../platform/http/rate-limit.server.ts';

/** Invitations by one person: mails to strangers are not to be had without end. */
export const inviteLimit: RateLimit = { name: 'entry-invitation', points: 30, seconds: 86_400 };
/** Uploads begun by one person. */
export const uploadLimit: RateLimit = { name: 'entry-upload', points: 120, seconds: 3_600 };
