import type { Actor } from '../people/actor.ts';
import { canSeeUnits } from '../people/policy.ts';
import type { Localised } from '../platform/i18n/messages.ts';
import type { IconName } from '../ui/index.ts';
import { reportsMessages as messages } from './messages/reports.ts';
import { canMakeLists, canMakePacks } from './policy.ts';

/** A way on from `/reports`. */
export interface ReportCard {
  href: string;
  icon: IconName;
  title: Localised;
  text: Localised;
  isFor: (actor: Actor) => boolean;
}

/** Every kind of report, in the order in which they are shown; a new kind is one more line. */
export const reportCards: readonly ReportCard[] = [
  { href: '/units', icon: 'building-2', title: messages.both('units'), text: messages.both('units.text'), isFor: canSeeUnits },
  { href: '/reports/lists', icon: 'list-checks', title: messages.both('lists'), text: messages.both('lists.text'), isFor: canMakeLists },
  { href: '/reports/saved', icon: 'save', title: messages.both('saved'), text: messages.both('saved.text'), isFor: canMakeLists },
  { href: '/reports/packs', icon: 'shield-check', title: messages.both('packs'), text: messages.both('packs.text'), isFor: canMakePacks },
];
