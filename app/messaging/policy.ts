import type { Actor } from '../people/actor.ts';
import { hasRole } from '../people/policy.ts';

/** Who looks at the channels, pauses them and lets them go on. */
export const canSteerChannels = (actor: Actor): boolean => hasRole(actor, 'CHANNEL_OPERATOR', 'SYSTEM_ADMIN');

/** Who makes packages for VNeID, hands them over and records what came back. */
export const canHandOver = (actor: Actor): boolean => hasRole(actor, 'CHANNEL_OPERATOR', 'SYSTEM_ADMIN');
