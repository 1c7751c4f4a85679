export { configuredChannels, createChannels } from './channels/configured.server.ts';
export { correctMessage, type Correction, type CorrectOutcome } from './commands/correct-message.server.ts';
export { cancelMessage, pauseMessage, resumeMessage } from './commands/stop-message.server.ts';
export { fanOut } from './commands/fan-out.server.ts';
export { writeMessage, type NewMessage, type WriteOutcome } from './commands/write-message.server.ts';
export { createDispatcher, type Dispatcher } from './dispatcher.server.ts';
export { messageCounts, type ChannelCounts } from './queries/message-counts.server.ts';
export type { ChannelSender } from './sender.ts';
