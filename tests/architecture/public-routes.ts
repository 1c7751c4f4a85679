/**
 * What anybody may call without signing in, by URL. A route that is public and not listed here fails the check, and so does
 * an entry that is not public any more: opening a door is a decision that shows in a diff.
 */
export const publicRoutes: Record<string, readonly ('loader' | 'action')[]> = {
  '(root)': ['loader'],
  '/*': ['loader', 'action'],
  '/activate/:token': ['loader', 'action'],
  '/contests/receipt-key': ['loader'],
  '/delivery-receipts/:channel': ['loader', 'action'],
  '/go/:token': ['loader'],
  '/go/:token/arrival': ['loader'],
  '/desk/telephony': ['loader', 'action'],
  '/help': ['loader'],
  '/help/:slug': ['loader'],
  '/help/:slug/feedback': ['loader', 'action'],
  '/help/suggestions': ['loader'],
  '/help/topics/:key': ['loader'],
  '/mail-bounces': ['loader', 'action'],
  '/preferences': ['loader', 'action'],
  '/push-renewal': ['loader', 'action'],
  '/sign-in': ['loader', 'action'],
  '/sign-out': ['loader', 'action'],
  '/unsubscribe/:token': ['loader', 'action'],
  '/unsubscribe/:token/return': ['loader', 'action'],
  '/verify': ['loader'],
  '/verify/:code': ['loader'],
};
