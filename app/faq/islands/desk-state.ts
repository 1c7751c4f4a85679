import type { CallSnapshot } from '../rules/call.ts';
import type { CopiedAnswer, DeskCopy, DeskIndex } from '../rules/desk-index.ts';
import type { DeskTexts } from './desk-draw.ts';
import type { SafeStore } from './desk-memory.ts';
import type { Copy } from './desk-store.ts';

/** What an open desk knows. */
export interface Desk {
  root: HTMLElement;
  texts: DeskTexts;
  owner: string;
  publicKey: string;
  store: SafeStore;
  /** What the copy says, less what has ended since. */
  known: DeskCopy | null;
  answers: Map<string, CopiedAnswer>;
  index: DeskIndex | null;
  copy: Copy | undefined;
  open: string;
  call: CallSnapshot | null;
  hasNumber: boolean;
  isAway: boolean;
  looks: number;
  /** The day whose warnings the open answer shows. */
  drawnOn: string;
  /** How far the server's clock is ahead of this computer's. */
  ahead: number;
  isEnding: boolean;
  /** Whether the server is being asked if a form may go to it. */
  isAsking: boolean;
  /** A button whose form may go to the server: it has just been found to be there. */
  passing: Element | null;
  sending: ReturnType<typeof setTimeout> | undefined;
  /** Other pages of the desk in this browser. */
  tabs: BroadcastChannel;
}

/** The moment by the server's clock: one of this computer's that is wrong by days would have every call refused. */
export const nowOf = (desk: Desk) => new Date(Date.now() + desk.ahead);
