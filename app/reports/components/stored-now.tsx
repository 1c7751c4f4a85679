import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Card, Meta } from '../../ui/index.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';

/** Browsers send the ends of lines as CRLF, whatever was stored. */
const plainLines = (text: string) => text.replaceAll('\r\n', '\n').trim();

/** Where somebody else was faster: what is stored now, above the form that still holds what was typed. Whoever saves again has seen both. */
export function StoredNow({ fields }: { fields: readonly { name: string; label: string; stored: string; shown?: string }[] }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const other = say('form') ? fields.filter(({ name, stored }) => plainLines(value(name)) !== plainLines(stored)) : [];
  if (other.length === 0) return null;
  return <Card title={t('stored-now')} id="stored-now"><Meta items={other.map(({ label, stored, shown }) => ({ term: label, detail: <span className="pre-line">{(shown ?? stored) || t('empty')}</span> }))} /></Card>;
}
