/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing in SVG has no tag that says what it shows */
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, Notice } from '../../ui/index.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import type { QrDrawing } from '../qr-drawing.server.ts';
import type { SessionDesk } from '../queries/session-desk.server.ts';
import { SessionHead } from './attendance-page.tsx';

export interface QrView {
  desk: SessionDesk;
  /** Holds for ten minutes; where scripts run, another one takes its place every minute. Null outside the time of checking in. */
  shown: { qr: QrDrawing; code: string; until: string } | null;
  opensAt: string;
}

/** What is shown on the wall of the room: a QR code, and six signs for those who cannot scan. */
export function ClassQrPage({ view: { desk, shown, opensAt } }: { view: QrView }) {
  const t = useText(classDeskMessages);
  const formats = useFormats();
  const base = `/admin/classes/${desk.classId}/sessions/${desk.session.id}`;
  return (
    <div className="stack">
      <SessionHead desk={desk} title={t('qr.title', { number: desk.number })} />
      {shown ? (
        <Card lead={t('qr.lead')}>
          <div className="check-in-board" data-island="check-in-board" data-url={`${base}/qr-code`}>
            <svg className="qr" viewBox={`0 0 ${shown.qr.size} ${shown.qr.size}`} role="img" aria-label={t('qr.alt')} shapeRendering="crispEdges">
              <rect className="qr-ground" width="100%" height="100%" />
              <path className="qr-ink" d={shown.qr.path} data-qr />
            </svg>
            <div>
              <p>{t('qr.code')}</p>
              <p className="check-in-code" data-code>{shown.code}</p>
              <p className="muted" data-plain>{t('qr.until', { time: formats.time(shown.until) })}</p>
              <p className="muted" data-turning hidden>{t('qr.turns')}</p>
            </div>
          </div>
        </Card>
      ) : <Notice tone="warn" live={false}>{desk.bar && desk.bar !== 'not-begun' ? t(`fault.${desk.bar}`) : desk.checkIn === 'EARLY' ? t('qr.early', { at: formats.moment(opensAt) }) : t('qr.late')}</Notice>}
      <div className="row"><LinkButton variant="ghost" href={base}>{t('back')}</LinkButton></div>
    </div>
  );
}
