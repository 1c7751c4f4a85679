import { fold } from '../../platform/text/fold.ts';

/** A unit's name or code as a list may write it: without marks, case and the words before it. */
export const foldKey = (name: string): string => fold(name).replace(/^ubnd (?=(xa|phuong|tinh) )/, '').replace(/\s+/g, ' ').trim();
