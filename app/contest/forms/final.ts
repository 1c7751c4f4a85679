import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { finalMessages as messages } from '../messages/final.ts';
import { place } from './judging.ts';

const id = z.string().min(1).max(60);

export const duelParams = z.object({ duel: id });
export const duelFileParams = duelParams.extend({ side: z.enum(['a', 'b']), file: place });
export const duelForm = z.object({ winner: z.enum(['A', 'B', 'DRAW']), reason: z.string().trim().max(2_000).default('') });
export const duelTieForm = z.object({ side: z.enum(['a', 'b']), reason: z.string().trim().min(1).max(1_000) });
export const duelReleaseForm = z.object({ judge: id, reason: z.string().trim().min(10, inBoth(messages.both('fault.release'))).max(500) });
