/** What is counted of the answers that a campaign is about: searches that opened one, votes, calls in which one was read out. */
export const trafficKinds = ['opened', 'helpful', 'unhelpful', 'calls'] as const;
export type TrafficKind = (typeof trafficKinds)[number];
