import { DrillWhy, type DrillTone } from '../../ui/index.ts';
import type { drillMessages } from '../messages/drills.ts';
import type { DrillState } from '../rules/drill-answer.ts';
import type { DrillOf, DrillType } from '../rules/drill.ts';
import type { Mark } from '../rules/mark-drill.ts';

export type DrillSay = ReturnType<typeof drillMessages.in>;

/** What the parts of a drill are drawn from. Marks are there once it is done, and with them every explanation. */
export interface DrillParts<Type extends DrillType> {
  body: DrillOf<Type>;
  /** Before the name of each field, and before each id. */
  name: string;
  form: string;
  given: DrillState['given'];
  marks: readonly Mark[] | null;
  t: DrillSay;
}

const tones: Record<Mark, DrillTone> = { right: 'right', wrong: 'wrong', half: 'half', missed: 'half', extra: 'wrong', none: 'plain' };

/** What came of one part, in a word, and why; before that what would have been right, for whoever did not have it. */
export function Why({ mark, t, solution, children }: { mark: Mark; t: DrillSay; solution?: string | undefined; children: string }) {
  return <DrillWhy tone={tones[mark]} mark={t(`mark.${mark}`)}>{solution && mark !== 'right' ? `${solution} ${children}` : children}</DrillWhy>;
}

/** Static markup of a published lesson. */
export function Html({ html }: { html: string }) {
  return <span dangerouslySetInnerHTML={{ __html: html }} />;
}
