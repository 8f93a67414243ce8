/** The door of channels: where customers buy. */
export { channelsImport } from './import.ts'
export {
  type ChannelFacts,
  type ChannelId,
  readChannels,
  readChannelsByCode,
} from './queries/read-channels.ts'
