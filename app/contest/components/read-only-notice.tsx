import { useText } from '../../platform/i18n/react.tsx';
import { Notice } from '../../ui/index.ts';
import { callDeskMessages } from '../messages/calls-desk.ts';

/** Says of a page of the desk that its contest is closed: what stands there can be read and no more. */
export function ReadOnlyNotice({ contest }: { contest: { closedAt: string | null } }) {
  const t = useText(callDeskMessages);
  return contest.closedAt ? <Notice live={false}>{t('read-only')}</Notice> : null;
}
