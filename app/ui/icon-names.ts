/** Lucide icons in the sprite; make-icons.ts draws exactly these. */
export const iconNames = [
  'home', 'book-open', 'message-circle-question', 'trophy', 'megaphone', 'building-2', 'chart-column', 'settings',
  'bell', 'search', 'check', 'check-check', 'circle', 'circle-dot', 'lock', 'clock', 'calendar', 'flag',
  'chevron-right', 'chevron-left', 'chevron-down', 'arrow-right', 'x', 'info', 'triangle-alert', 'circle-alert',
  'circle-check', 'shield-check', 'award', 'download', 'upload', 'printer', 'user', 'users', 'log-out', 'sun', 'moon',
  'languages', 'file-text', 'history', 'play', 'list-checks', 'pencil', 'trash-2', 'rotate-ccw', 'key-round', 'eye',
  'external-link', 'qr-code', 'menu', 'filter', 'star', 'notebook-pen', 'scale', 'plus', 'ellipsis', 'phone', 'mail',
  'message-square', 'arrow-up', 'arrow-down', 'send', 'lightbulb', 'inbox', 'circle-x', 'save', 'link', 'copy',
] as const;

export type IconName = (typeof iconNames)[number];
