import type { ReactNode } from 'react';
import { Meta } from './meta.tsx';
import type { MetaItem } from './meta.tsx';

export interface CertificateCardProps {
  issuer: ReactNode; kind: ReactNode; holder: ReactNode; unit?: ReactNode; statement: ReactNode; title: ReactNode; facts: MetaItem[];
  status?: ReactNode; qr?: ReactNode; actions?: ReactNode; level?: 1 | 2 | 3;
}

/** Fine lines turned about a point, as on a banknote; gold belongs to achievements only. */
function Rosette() {
  return (
    <svg className="rosette" viewBox="-60 -60 120 120" aria-hidden="true" focusable="false">
      {Array.from({ length: 18 }, (_, at) => <ellipse key={at} rx="56" ry="20" transform={`rotate(${at * 10})`} />)}
      <circle r="22" />
      <path d="M-9 0l6 7 13-14" />
    </svg>
  );
}

/** A certificate on screen and on paper. */
export function CertificateCard({ issuer, kind, holder, unit, statement, title, facts, status, qr, actions, level = 2 }: CertificateCardProps) {
  const Heading = `h${level}` as const;
  return (
    <article className="certificate">
      <div className="certificate-sheet">
        <Rosette />
        <p className="certificate-issuer">{issuer}</p>
        <Heading className="certificate-kind">{kind}</Heading>
        <p className="certificate-holder">{holder}</p>
        {unit && <p className="certificate-unit">{unit}</p>}
        <p className="certificate-statement">{statement}</p>
        <p className="certificate-title">{title}</p>
        <div className="certificate-foot"><Meta items={facts} layout="stacked" />{qr && <div className="certificate-qr">{qr}</div>}</div>
      </div>
      {(status || actions) && <div className="certificate-bar"><div>{status}</div>{actions && <div className="page-actions">{actions}</div>}</div>}
    </article>
  );
}
