/** Databases and other servers, and the programs that talk to them. */
export { deepImages } from '#engine/node/images/deepImages.ts';
export { clients } from '#terminal/clients/index.ts';
