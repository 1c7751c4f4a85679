import { useText } from '../../platform/i18n/react.tsx';
import { FileLinks } from '../../ui/index.ts';
import type { ContestList } from '../forms/contest-list.ts';
import { exportMessages } from '../messages/exports.ts';

/** A list of a contest as a file. */
export function ListLinks({ contestId, list }: { contestId: string; list: ContestList }) {
  const t = useText(exportMessages);
  return <FileLinks names={{ xlsx: t('xlsx'), csv: t('csv') }} href={(format) => `/contest-desk/${contestId}/lists/${list}?format=${format}`} note={list === 'adoptions' ? undefined : t('note')} />;
}
