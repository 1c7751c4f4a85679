import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { unbroken } from './unbroken.tsx';

export interface CardProps {
  title?: ReactNode; id?: string; lead?: ReactNode; action?: ReactNode; footer?: ReactNode; art?: ReactNode; eyebrow?: ReactNode;
  level?: 2 | 3; tight?: boolean; raised?: boolean; className?: string; children?: ReactNode;
}

/** A sheet of paper with an optional heading; a labelled section when it has `id` and `title`. */
export function Card({ title, id, lead, action, footer, art, eyebrow, level = 2, tight, raised, className, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const named = Boolean(title && id);
  const Box = named ? 'section' : 'div';
  return (
    <Box className={cx('card', tight && 'card-tight', raised && 'card-raised', Boolean(art) && 'card-art', className)} aria-labelledby={named ? id : undefined}>
      <div className="card-body">
        {eyebrow && <p className="eyebrow">{unbroken(eyebrow)}</p>}
        {(title || action) && (
          <div className="card-head">
            {title && <Heading id={id}>{unbroken(title)}</Heading>}
            {action && <div className="card-action">{action}</div>}
          </div>
        )}
        {lead && <p className="card-lead">{unbroken(lead)}</p>}
        {unbroken(children)}
        {footer && <div className="card-foot">{footer}</div>}
      </div>
      {art && <div className="card-picture">{art}</div>}
    </Box>
  );
}
